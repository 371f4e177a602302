#pragma once

#include "planner/model/model.h"

#include <cstdint>

namespace loadline::simulate {

using units::Duration;

/// The state of a circuit breaker. Calls that outlast their window count for nothing, so one that
/// fails late is no failure (github.com/sony/gobreaker).
class BreakerState {
public:
  /// Whether a call may begin now; it is counted then.
  bool lets(const model::Breaker &breaker, Duration now);
  /// The window, or the trial, that a call which begins now belongs to.
  std::uint32_t generation() const { return generation_; }
  void ended(const model::Breaker &breaker, Duration now, std::uint32_t generation,
             bool isAnswered);

private:
  enum class Phase : std::uint8_t { closed, open, trying };

  void enter(Phase phase, Duration until);

  Phase phase_ = Phase::closed;
  std::uint32_t generation_ = 0;
  Duration until_{0}; ///< end of the window, of the time that it is open, or of waiting for a trial
  double calls_ = 0, failures_ = 0;
};

} // namespace loadline::simulate
