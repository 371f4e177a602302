#include "planner/simulate/engine.h"

#include <algorithm>

// What a contract holds its callers to before they get to a slot: rates, by buckets of tokens, and
// numbers inside.

namespace loadline::simulate {

/// How long until the bucket has a token; 0 where it has one.
Duration Engine::untilToken(const model::TokenBucket &bucket, CapState &state) const {
  const double rate = bucket.rate.count();
  state.tokens = std::min(bucket.depth, state.tokens + rate * (now_ - state.since).count());
  state.since = now_;
  constexpr double rounding = 1e-9; // of a token that is awaited to its last digit
  return Duration(std::max(0.0, 1 - rounding - state.tokens) / rate);
}

/// Past all caps that the request is held to: it takes a token and a place of each, or it is
/// refused, throttled or answered short.
Engine::Entry Engine::passCaps(std::uint32_t index) {
  Request &request = requests_[index];
  const Service &service = serviceOf(request);
  request.caps = capsOf(request);
  Duration wait{0};
  bool isFull = false;
  for (const std::uint32_t cap : request.caps) {
    if (cap == none)
      continue;
    CapState &state = caps_[request.service][cap];
    const model::Cap &is = service.caps[cap];
    isFull = isFull || (is.inside && state.inside >= *is.inside);
    if (is.bucket)
      wait = std::max(wait, untilToken(*is.bucket, state));
  }
  const bool isOver = isFull || wait.count() > 0;
  if (isOver && !(service.onExcess == model::OnExcess::wait && !isFull))
    return refuse(index);
  for (const std::uint32_t cap : request.caps) {
    if (cap == none)
      continue;
    CapState &state = caps_[request.service][cap];
    state.tokens -= service.caps[cap].bucket ? 1 : 0; // below 0: one that comes later is taken now
    ++state.inside;
  }
  if (!isOver)
    return Entry::admitted;
  request.phase = Phase::throttled;
  ServiceTally &tally = tally_.services[request.service];
  ++tally.waits;
  tally.waiting.change(now_, 1);
  calendar_.schedule(now_ + wait, EventKind::entry, requests_.ticket(index));
  return Entry::waits;
}

/// Of those for whom there is no room: refused, or answered at once with less.
Engine::Entry Engine::refuse(std::uint32_t index) {
  Request &request = requests_[index];
  request.caps.fill(none);
  ServiceTally &tally = tally_.services[request.service];
  if (serviceOf(request).onExcess != model::OnExcess::degrade) {
    ++tally.refusals;
    return Entry::refused;
  }
  ++tally.degraded;
  request.phase = Phase::degraded;
  calendar_.schedule(now_, EventKind::curtailed, requests_.ticket(index));
  return Entry::admitted;
}

/// The caps of a request: of all, of its caller or tenant, of its class.
Request::Caps Engine::capsOf(const Request &request) {
  Request::Caps out;
  out.fill(none);
  const Service &service = serviceOf(request);
  std::size_t count = 0;
  if (service.isHeldToItsOwn)
    out[count++] = 0;
  if (request.workload == none) {
    if (request.call->cap)
      out[count] = static_cast<std::uint32_t>(*request.call->cap);
    return out;
  }
  const Workload &workload = model_.workload[request.workload];
  for (const model::CapChoice &choice : workload.caps) {
    if (count >= out.size())
      break;
    const std::uint64_t one = choice.isOfTenants && workload.tenants
                                  ? request.origin.tenant - workload.tenants->first
                              : choice.count > 1 ? random_.next() % choice.count
                                                 : 0;
    out[count++] = static_cast<std::uint32_t>(choice.first + one);
  }
  return out;
}

void Engine::leaveCaps(const Request &request) {
  for (const std::uint32_t cap : request.caps)
    if (cap != none)
      --caps_[request.service][cap].inside;
}

/// A throttled request has its token.
void Engine::onToken(std::uint32_t index) {
  tally_.services[requests_[index].service].waiting.change(now_, -1);
  if (takeSlot(index) == Entry::refused)
    refuseLate(index);
}

/// One who was let in is refused after all, and its caller is told.
void Engine::refuseLate(std::uint32_t index) {
  const Request request = requests_[index];
  discard(index);
  if (request.workload != none)
    return tellWorkload(request, false);
  if (request.parent == none && !request.isAlone)
    return;
  tellBreaker(request, false);
  callFailed(attemptOf(request));
}

} // namespace loadline::simulate
