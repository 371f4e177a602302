#include "planner/simulate/engine.h"

// How a request ends.

namespace loadline::simulate {

/// All its work is done, and all its calls.
void Engine::finish(std::uint32_t index) {
  const double fails = serviceOf(requests_[index]).fails + fleets_[requests_[index].service].fails;
  if (fails > 0 && random_.uniform() <= fails)
    fail(index);
  else
    answer(index);
}

void Engine::answer(std::uint32_t index) {
  if (const std::uint32_t twin = requests_[index].twin; twin != none)
    letGo(twin);
  const Request request = requests_[index];
  ServiceTally &tally = tally_.services[request.service];
  tally.residences.add(now_ - request.arrived);
  tally.resided += now_ - request.arrived;
  noteAnswer(request);
  discard(index);
  leaveService(request);
  if (request.workload != none)
    tellWorkload(request, true);
  else if (request.parent != none || request.isAlone)
    tellBreaker(request, true), callEnded(attemptOf(request), true);
}

/// A call failed that this request can't do without: so it fails too, at once. Its caller goes on
/// waiting where another attempt of a hedged pair is still inside.
void Engine::fail(std::uint32_t index) {
  leaveChildren(index);
  const Request request = requests_[index];
  ++tally_.services[request.service].failures;
  partTwins(index);
  discard(index);
  leaveService(request);
  if (request.workload != none)
    return tellWorkload(request, false);
  if (request.parent == none && !request.isAlone)
    return;
  tellBreaker(request, false);
  if (request.twin == none)
    callFailed(attemptOf(request));
}

/// Stops a request that nobody waits for, wherever it stands.
void Engine::cancel(std::uint32_t index) {
  leaveChildren(index);
  const Request request = requests_[index];
  requests_.close(index);
  if (isInNoService(request))
    return;
  ++tally_.services[request.service].failures;
  leaveService(request);
}

void Engine::leaveChildren(std::uint32_t index) {
  while (requests_[index].firstChild != none)
    letGo(requests_[index].firstChild);
}

/// Its caller leaves: it works on for nobody, or stops.
void Engine::letGo(std::uint32_t child) {
  partTwins(child);
  requests_[child].isAlone = false;
  const bool isStopped = requests_[child].call->isCancelled || isInNoService(requests_[child]);
  requests_.detach(child);
  if (isStopped)
    cancel(child);
}

} // namespace loadline::simulate
