#include "planner/simulate/engine.h"

#include <algorithm>

// Calls, and how a request ends.

namespace loadline::simulate {

/// The count of the call at this position of the service's calls; the same whenever it is asked
/// for, so that nobody has to keep it.
std::uint64_t Engine::countOf(const Request &request, const Call &call,
                              std::size_t position) const {
  return call.count.isCertain() ? call.count.least()
                                : call.count.of(uniformOf(request.name, position));
}

/// Moves on to the next step that has a call to make, from the one that `step` is at.
void Engine::prepareStep(std::uint32_t index) {
  Request &request = requests_[index];
  const std::vector<Step> &steps = serviceOf(request).steps;
  for (; request.step < steps.size(); ++request.step) {
    const Step &step = steps[request.step];
    request.callsLeft = step.isParallel ? 1 : countOf(request, step.calls[0], request.step);
    if (request.callsLeft > 0)
      return;
  }
}

/// Makes the calls that follow a slice: one, or those of a group; answers where none is left.
void Engine::makeCalls(std::uint32_t index) {
  Request &request = requests_[index];
  const std::vector<Step> &steps = serviceOf(request).steps;
  if (request.step >= steps.size()) {
    answer(index);
    return;
  }
  const Step &step = steps[request.step];
  const std::uint32_t position = request.step;
  if (--request.callsLeft == 0) {
    ++request.step;
    prepareStep(index);
  }
  request.phase = Phase::calling;
  request.pending = 1; // this loop's own, so that no answer ends the step before all have left
  bool isFailed = false;
  for (std::size_t c = 0; c < step.calls.size() && !isFailed; ++c) {
    const Call &call = step.calls[c];
    // A group's entries need numbers of their own beside those of the other steps.
    const std::uint64_t count =
        step.isParallel ? countOf(requests_[index], call, position + (c << 32)) : 1;
    for (std::uint64_t i = 0; i < count && !isFailed; ++i)
      if (call.hits == 0 || random_.uniform() > call.hits) {
        earnRetries(call);
        isFailed = !makeCall(index, call, call.retries, Duration(0)) && !call.isOptional;
      }
  }
  if (isFailed)
    fail(index);
  else
    callAnswered(index);
}

/// Begins a call. False where it was refused and is not tried again.
bool Engine::makeCall(std::uint32_t caller, const Call &call, std::uint64_t retries,
                      Duration pause) {
  const std::uint32_t index = requests_.open();
  Request &request = requests_[index];
  request.service = static_cast<std::uint32_t>(call.to);
  request.call = &call;
  request.retriesLeft = retries;
  requests_.attach(index, caller);
  ++requests_[caller].pending;
  if (pause.count() > 0) {
    calendar_.schedule(now_ + pause, EventKind::retry, requests_.ticket(index));
    return true;
  }
  if (attempt(index))
    return true;
  --requests_[caller].pending;
  requests_.detach(index);
  requests_.close(index);
  return false;
}

/// Tries to get in. False where that was the last attempt.
bool Engine::attempt(std::uint32_t index) {
  const Ticket ticket = requests_.ticket(index);
  const Call &call = *requests_[index].call;
  const bool passes = passesBreaker(index);
  if (passes && enter(index) != Entry::refused) {
    if (call.timeout)
      calendar_.schedule(now_ + *call.timeout, EventKind::expiry, ticket);
    return true;
  }
  Request &request = requests_[index];
  if (passes)
    tellBreaker(request, false);
  if (request.retriesLeft == 0 || !mayRetry(call))
    return false;
  --request.retriesLeft;
  request.phase = Phase::pausing;
  calendar_.schedule(now_ + call.backoff, EventKind::retry, ticket);
  return true;
}

/// A first attempt earns its share of a retry; no more than ten are kept.
void Engine::earnRetries(const Call &call) {
  constexpr double most = 10;
  if (call.retryBudget)
    credits_[&call] = std::min(most, credits_[&call] + *call.retryBudget);
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

/// One of the calls that a request waits for is over.
void Engine::callAnswered(std::uint32_t caller) {
  if (--requests_[caller].pending == 0)
    workOn(caller);
}

/// A call that was let in has failed, and its attempt is gone.
void Engine::callFailed(std::uint32_t caller, const Call &call, std::uint64_t retriesLeft) {
  if (retriesLeft > 0 && mayRetry(call) && makeCall(caller, call, retriesLeft - 1, call.backoff)) {
    --requests_[caller].pending; // of the attempt before
    return;
  }
  if (call.isOptional)
    callAnswered(caller);
  else
    fail(caller);
}

/// The caller of this request has waited long enough.
void Engine::expire(std::uint32_t index) {
  const std::uint32_t caller = requests_[index].parent;
  if (caller == none)
    return; // it has left before
  const Call &call = *requests_[index].call;
  const std::uint64_t retriesLeft = requests_[index].retriesLeft;
  tellBreaker(requests_[index], false);
  ++tally_.services[requests_[index].service].expiries;
  letGo(index);
  callFailed(caller, call, retriesLeft);
}

void Engine::retry(std::uint32_t index) {
  const std::uint32_t caller = requests_[index].parent;
  const Call &call = *requests_[index].call;
  if (attempt(index))
    return;
  requests_.detach(index);
  requests_.close(index);
  callFailed(caller, call, 0);
}

void Engine::answer(std::uint32_t index) {
  const Request request = requests_[index];
  ServiceTally &tally = tally_.services[request.service];
  tally.residences.add(now_ - request.arrived);
  tally.resided += now_ - request.arrived;
  requests_.detach(index);
  requests_.close(index);
  leaveSlot(request.service);
  if (request.parent != none)
    tellBreaker(request, true), callAnswered(request.parent);
  else if (request.workload != none)
    tellWorkload(request, true);
}

/// A call failed that this request can't do without: so it fails too, at once.
void Engine::fail(std::uint32_t index) {
  leaveChildren(index);
  const Request request = requests_[index];
  ++tally_.services[request.service].failures;
  requests_.detach(index);
  requests_.close(index);
  leaveSlot(request.service);
  if (request.parent != none)
    tellBreaker(request, false), callFailed(request.parent, *request.call, request.retriesLeft);
  else if (request.workload != none)
    tellWorkload(request, false);
}

/// Stops a request that nobody waits for, wherever it stands.
void Engine::cancel(std::uint32_t index) {
  leaveChildren(index);
  const Request request = requests_[index];
  requests_.close(index);
  ServiceTally &tally = tally_.services[request.service];
  if (request.phase == Phase::pausing)
    return; // it is in no service
  ++tally.failures;
  if (request.phase == Phase::waiting) {
    --stations_[request.service].waiting;
    tally.waiting.change(now_, -1);
    return;
  }
  if (request.phase == Phase::running)
    leaveCore(request.service);
  leaveSlot(request.service);
}

void Engine::leaveChildren(std::uint32_t index) {
  while (requests_[index].firstChild != none)
    letGo(requests_[index].firstChild);
}

/// Its caller leaves: it works on for nobody, or stops.
void Engine::letGo(std::uint32_t child) {
  const bool isStopped =
      requests_[child].call->isCancelled || requests_[child].phase == Phase::pausing;
  requests_.detach(child);
  if (isStopped)
    cancel(child);
}

} // namespace loadline::simulate
