#include "planner/simulate/breaker.h"

namespace loadline::simulate {

void BreakerState::enter(Phase phase, Duration until) {
  phase_ = phase;
  until_ = until;
  calls_ = failures_ = 0;
  ++generation_;
}

bool BreakerState::lets(const model::Breaker &breaker, Duration now) {
  if (phase_ == Phase::closed) {
    if (now >= until_)
      enter(Phase::closed, now + breaker.window);
    ++calls_;
    return true;
  }
  if (now < until_)
    return false;
  enter(Phase::trying, now + breaker.open); // if its caller leaves, another one is tried after that
  return true;
}

void BreakerState::ended(const model::Breaker &breaker, Duration now, std::uint32_t generation,
                         bool isAnswered) {
  if (generation != generation_ || (phase_ == Phase::closed && now >= until_))
    return;
  if (phase_ == Phase::trying)
    return isAnswered ? enter(Phase::closed, now + breaker.window)
                      : enter(Phase::open, now + breaker.open);
  failures_ += isAnswered ? 0 : 1;
  if (calls_ >= breaker.requests && failures_ >= breaker.failures * calls_)
    enter(Phase::open, now + breaker.open);
}

} // namespace loadline::simulate
