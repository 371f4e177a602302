#include "planner/simulate/engine.h"

#include <algorithm>

// One call: its attempts, and what stands before each of them.

namespace loadline::simulate {

/// Begins an attempt after a pause. False where it was refused and is not tried again.
bool Engine::makeCall(const Attempt &is, Duration pause) {
  const std::uint32_t index = requests_.open();
  Request &request = requests_[index];
  request.service = static_cast<std::uint32_t>(is.call->to);
  request.call = is.call;
  request.load = is.load;
  request.retriesLeft = is.retriesLeft;
  request.isAlone = is.parent == none;
  request.origin = is.origin;
  if (is.parent != none) {
    requests_.attach(index, is.parent);
    ++requests_[is.parent].pending;
  }
  if (pause.count() > 0) {
    calendar_.schedule(now_ + pause, EventKind::retry, requests_.ticket(index));
    return true;
  }
  if (attempt(index))
    return true;
  if (is.parent != none)
    --requests_[is.parent].pending;
  discard(index);
  return false;
}

/// Takes away a request that is in no service.
void Engine::discard(std::uint32_t index) {
  requests_.detach(index);
  requests_.close(index);
}

/// Tries to get in. False where that was the last attempt.
bool Engine::attempt(std::uint32_t index) {
  const Ticket ticket = requests_.ticket(index);
  const Call &call = *requests_[index].call;
  const bool passes = passesBreaker(index);
  if (passes && enter(index) != Entry::refused) {
    if (call.timeout)
      calendar_.schedule(now_ + *call.timeout, EventKind::expiry, ticket);
    if (call.hedgeAfter)
      calendar_.schedule(now_ + *call.hedgeAfter, EventKind::hedge, ticket);
    return true;
  }
  Request &request = requests_[index];
  if (passes)
    tellBreaker(request, false);
  if (request.retriesLeft == 0 || !mayRetry(call))
    return false;
  --request.retriesLeft;
  request.phase = Phase::pausing;
  calendar_.schedule(now_ + pauseOf(call), EventKind::retry, ticket);
  return true;
}

Duration Engine::pauseOf(const Call &call) {
  return call.jitter > 0 ? call.backoff * (1 - call.jitter * random_.uniform()) : call.backoff;
}

/// A first attempt earns its share of a retry; no more than ten are kept.
void Engine::earnRetries(const Call &call) {
  constexpr double most = 10;
  if (call.retryBudget)
    credits_[&call] = std::min(most, credits_[&call] + *call.retryBudget);
}

/// Whether the budget has a retry left, which is taken.
bool Engine::mayRetry(const Call &call) {
  if (!call.retryBudget)
    return true;
  double &credit = credits_[&call];
  if (credit < 1)
    return false;
  credit -= 1;
  return true;
}

/// Whether the call's breaker lets this attempt begin; it is refused otherwise.
bool Engine::passesBreaker(std::uint32_t index) {
  Request &request = requests_[index];
  if (!request.call->breaker)
    return true;
  BreakerState &breaker = breakers_[request.call];
  const bool lets = breaker.lets(*request.call->breaker, now_);
  request.breakerGeneration = breaker.generation();
  return lets;
}

void Engine::tellBreaker(const Request &request, bool isAnswered) {
  if (request.call->breaker)
    breakers_[request.call].ended(*request.call->breaker, now_, request.breakerGeneration,
                                  isAnswered);
}

/// A call that was let in has failed, and its attempt is gone.
void Engine::callFailed(const Attempt &was) {
  Attempt next = was;
  if (was.retriesLeft > 0 && mayRetry(*was.call)) {
    --next.retriesLeft;
    if (makeCall(next, pauseOf(*was.call))) {
      if (was.parent != none)
        --requests_[was.parent].pending; // of the attempt before
      return;
    }
  }
  callEnded(was, false);
}

/// There will be no more attempts.
void Engine::callEnded(const Attempt &was, bool isAnswered) {
  if (was.load != none)
    endLoad(was.load, isAnswered);
  else if (was.parent != none)
    callOver(was.parent, isAnswered || was.call->isOptional);
}

/// The caller of this request has waited long enough.
void Engine::expire(std::uint32_t index) {
  const Request &request = requests_[index];
  if (request.parent == none && !request.isAlone)
    return; // it has left before
  const Attempt was = attemptOf(request);
  const std::uint32_t twin = request.twin;
  tellBreaker(request, false);
  ++tally_.services[request.service].expiries;
  if (twin != none) {
    tellBreaker(requests_[twin], false);
    letGo(twin);
  }
  letGo(index);
  callFailed(was);
}

void Engine::retry(std::uint32_t index) {
  if (attempt(index))
    return;
  Attempt was = attemptOf(requests_[index]);
  was.retriesLeft = 0;
  discard(index);
  callFailed(was);
}

/// The answer is slow: asks a second time, beside the first.
void Engine::hedge(std::uint32_t index) {
  const Request first = requests_[index];
  if (first.parent == none && !first.isAlone)
    return;
  const std::uint32_t twin = requests_.open();
  Request &second = requests_[twin];
  second.service = first.service;
  second.call = first.call;
  second.load = first.load;
  second.retriesLeft = first.retriesLeft;
  second.isAlone = first.isAlone;
  second.origin = first.origin;
  if (first.parent != none)
    requests_.attach(twin, first.parent);
  if (!passesBreaker(twin) || enter(twin) == Entry::refused) {
    discard(twin);
    return;
  }
  requests_[index].twin = twin;
  requests_[twin].twin = index;
  if (first.call->timeout)
    calendar_.schedule(first.arrived + *first.call->timeout, EventKind::expiry,
                       requests_.ticket(twin));
}

/// The other one of a hedged pair is alone from here on.
void Engine::partTwins(std::uint32_t index) {
  const std::uint32_t twin = requests_[index].twin;
  if (twin == none)
    return;
  requests_[index].twin = none;
  requests_[twin].twin = none;
}

} // namespace loadline::simulate
