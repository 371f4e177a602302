#include "planner/simulate/engine.h"

#include <algorithm>

// The calls that a request makes: one after the other, and in groups.

namespace loadline::simulate {

/// The count of the call at this position of the service's calls; the same whenever it is asked
/// for, so that nobody has to keep it.
std::uint64_t Engine::countOf(const Request &request, const Call &call,
                              std::size_t position) const {
  return call.count.isCertain() ? call.count.least()
                                : call.count.of(uniformOf(request.name, position));
}

/// As countOf, of an entry of a group: those need numbers of their own beside the other steps'.
std::uint64_t Engine::countInGroup(const Request &request, const GroupState &group,
                                   std::size_t entry) const {
  return countOf(request, group.step->calls[entry], group.at + (entry << 32));
}

/// Moves on to the next step that has a call to make, from the one that `step` is at.
void Engine::prepareStep(std::uint32_t index) {
  Request &request = requests_[index];
  const std::vector<Step> &steps = serviceOf(request).steps;
  for (; request.step < steps.size(); ++request.step) {
    const Step &step = steps[request.step];
    request.callsLeft =
        step.isParallel ? 1
                        : static_cast<std::uint32_t>(countOf(request, step.calls[0], request.step));
    if (request.callsLeft > 0)
      return;
  }
}

/// Makes the calls that follow a slice: one, or those of a group; answers where none is left.
void Engine::makeCalls(std::uint32_t index) {
  Request &request = requests_[index];
  const std::vector<Step> &steps = serviceOf(request).steps;
  if (request.step >= steps.size()) {
    finish(index);
    return;
  }
  const Step &step = steps[request.step];
  const std::uint32_t position = request.step;
  if (--request.callsLeft == 0) {
    ++request.step;
    prepareStep(index);
  }
  request.phase = Phase::calling;
  request.pending = 0;
  if (step.isParallel) {
    beginGroup(index, step, position);
    return;
  }
  switch (makeOne(index, step.calls[0])) {
  case Made::over:
    return workOn(index);
  case Made::failed:
    return fail(index);
  case Made::underWay:
    return;
  }
}

/// One call of an entry. What is optional or not waited for is over, however it ends.
Engine::Made Engine::makeOne(std::uint32_t caller, const Call &call) {
  const std::uint32_t waiting = call.isAsync ? none : caller;
  const Made made = reach(waiting, call);
  if (call.isAsync || (made == Made::failed && call.isOptional))
    return Made::over;
  return made;
}

/// Through caches, loads under way and batches to the callee.
Engine::Made Engine::reach(std::uint32_t caller, const Call &call) {
  if (call.cache)
    return askCache(caller, call);
  if (call.hits > 0 && random_.uniform() <= call.hits)
    return Made::over;
  if (call.joins > 0)
    return joinOrLoad(caller, call);
  if (call.batch)
    return travel(caller, call);
  earnRetries(call);
  const Origin origin = caller == none ? Origin{} : requests_[caller].origin;
  const Attempt first{caller, none, &call, static_cast<std::uint32_t>(call.retries), origin};
  return makeCall(first, Duration(0)) ? Made::underWay : Made::failed;
}

void Engine::beginGroup(std::uint32_t index, const Step &step, std::uint32_t position) {
  Request &request = requests_[index];
  request.group = {.step = &step, .at = position};
  if (step.quorum) {
    std::uint64_t all = 0;
    for (std::size_t entry = 0; entry < step.calls.size(); ++entry)
      all += countInGroup(request, request.group, entry);
    request.group.mayFail = static_cast<std::uint32_t>(all - std::min(all, *step.quorum));
  }
  if (!makeMore(index))
    fail(index);
  else if (isGroupOver(requests_[index]))
    endGroup(index);
}

/// Makes the calls of a group that may leave now. False where the request can't succeed any more.
bool Engine::makeMore(std::uint32_t index) {
  const GroupState group = requests_[index].group;
  const Step &step = *group.step;
  std::uint32_t position = 0;
  for (std::size_t entry = 0; entry < step.calls.size(); ++entry) {
    const std::uint64_t count = countInGroup(requests_[index], group, entry);
    for (std::uint64_t i = 0; i < count; ++i) {
      if (position++ < group.made)
        continue;
      if (step.limit && requests_[index].pending >= *step.limit)
        return true;
      ++requests_[index].group.made;
      const Made made = makeOne(index, step.calls[entry]);
      if (made == Made::over)
        ++requests_[index].group.answered;
      else if (made == Made::failed && !bears(index))
        return false;
    }
  }
  return true;
}

/// Whether a group can do without one of its calls, which has failed.
bool Engine::bears(std::uint32_t index) {
  GroupState &group = requests_[index].group;
  if (!group.step || group.mayFail == 0)
    return false;
  --group.mayFail;
  return true;
}

bool Engine::hasQuorum(const GroupState &group) {
  return group.step->quorum && group.answered >= *group.step->quorum;
}

bool Engine::isGroupOver(const Request &request) {
  return request.pending == 0 || hasQuorum(request.group);
}

/// Goes on, and leaves calls that are not needed any more.
void Engine::endGroup(std::uint32_t index) {
  leaveChildren(index);
  requests_[index].pending = 0;
  requests_[index].group.step = nullptr;
  workOn(index);
}

/// One of the calls that a request waits for is over.
///   isAnswered  or optional, and so as good as answered
void Engine::callOver(std::uint32_t caller, bool isAnswered) {
  Request &request = requests_[caller];
  --request.pending;
  if (!request.group.step) {
    isAnswered ? workOn(caller) : fail(caller);
    return;
  }
  if (isAnswered)
    ++request.group.answered;
  else if (!bears(caller))
    return fail(caller);
  if (request.group.step->limit && !hasQuorum(request.group) && !makeMore(caller))
    return fail(caller);
  if (isGroupOver(requests_[caller]))
    endGroup(caller);
}

} // namespace loadline::simulate
