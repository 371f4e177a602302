#include "planner/simulate/engine.h"

#include <algorithm>
#include <utility>

// Calls of several requests that are made once: loads that others join, batches, and caches.

namespace loadline::simulate {

/// A cache of keys: any of them is as likely. What is missing is loaded, by all who miss it or by
/// the first.
Engine::Made Engine::askCache(std::uint32_t caller, const Call &call) {
  Sharing &sharing = loads_.of(call);
  if (sharing.lives.empty()) {
    sharing.lives.assign(call.cache->keys, Duration(0));
    sharing.loadedBy.assign(call.cache->keys, Ticket{none, 0});
  }
  const std::uint64_t key = random_.next() % call.cache->keys;
  if (sharing.lives[key] > now_)
    return Made::over;
  const Ticket before = sharing.loadedBy[key];
  if (call.joins > 0 && before.index != none && loads_.isValid(before) &&
      random_.uniform() <= call.joins) {
    join(caller, before.index);
    return Made::underWay;
  }
  const std::uint32_t load = beginLoad(caller, call);
  loads_[load].key = key;
  loads_.of(call).loadedBy[key] = loads_.ticket(load);
  leave(load);
  return Made::underWay;
}

/// A share of the misses joins any of the loads under way, where there are some.
Engine::Made Engine::joinOrLoad(std::uint32_t caller, const Call &call) {
  const std::vector<std::uint32_t> &underWay = loads_.of(call).underWay;
  if (!underWay.empty() && random_.uniform() <= call.joins) {
    join(caller, underWay[random_.next() % underWay.size()]);
    return Made::underWay;
  }
  leave(beginLoad(caller, call));
  return Made::underWay;
}

/// Waits for a batch to be full, or to have waited long enough; the calls for which there is no
/// room begin the next one, and are waited for, too.
Engine::Made Engine::travel(std::uint32_t caller, const Call &call) {
  const model::Count &calls = call.batch->calls;
  std::uint64_t left = calls.isCertain() ? calls.least() : calls.of(random_.uniform());
  const std::uint32_t waiting = waitFor(caller, call);
  while (left > 0) {
    const std::uint32_t batch = fillingOf(call);
    const std::uint64_t fit = std::min(left, call.batch->size - loads_[batch].calls);
    add(waiting, batch, fit);
    left -= fit;
    if (loads_[batch].calls == call.batch->size)
      depart(batch);
  }
  return Made::underWay;
}

/// The batch that has not left.
std::uint32_t Engine::fillingOf(const Call &call) {
  std::uint32_t &filling = loads_.of(call).filling;
  if (filling != none)
    return filling;
  filling = openLoad(call);
  if (call.batch->wait)
    calendar_.schedule(now_ + *call.batch->wait, EventKind::departure, loads_.ticket(filling));
  return filling;
}

std::uint32_t Engine::openLoad(const Call &call) {
  const std::uint32_t load = loads_.open(call);
  std::vector<std::uint32_t> &underWay = loads_.of(call).underWay;
  loads_[load].place = underWay.size();
  underWay.push_back(load);
  return load;
}

std::uint32_t Engine::beginLoad(std::uint32_t caller, const Call &call) {
  const std::uint32_t load = openLoad(call);
  join(caller, load);
  return load;
}

void Engine::join(std::uint32_t caller, std::uint32_t load) {
  add(waitFor(caller, *loads_[load].call), load, 1);
}

/// What waits for loads in the place of its caller; nobody does for one that goes on at once.
std::uint32_t Engine::waitFor(std::uint32_t caller, const Call &call) {
  if (caller == none)
    return none;
  const std::uint32_t index = requests_.open();
  requests_[index].call = &call;
  requests_[index].phase = Phase::joined;
  requests_.attach(index, caller);
  ++requests_[caller].pending;
  return index;
}

/// Calls of one who waits, to a load.
void Engine::add(std::uint32_t waiting, std::uint32_t load, std::uint64_t calls) {
  loads_[load].calls += calls;
  earnRetries(*loads_[load].call);
  if (waiting == none)
    return;
  ++requests_[waiting].pending;
  loads_[load].joined.push_back(requests_.ticket(waiting));
}

/// Calls the callee. A refusal is told later, since those who joined are not all ready for it.
void Engine::leave(std::uint32_t load) {
  const Call &call = *loads_[load].call;
  if (!makeCall({none, load, &call, static_cast<std::uint32_t>(call.retries), {}}, Duration(0)))
    calendar_.schedule(now_, EventKind::loss, loads_.ticket(load));
}

void Engine::depart(std::uint32_t load) {
  std::uint32_t &filling = loads_.of(*loads_[load].call).filling;
  if (filling != load)
    return; // it was full before
  filling = none;
  leave(load);
}

/// Tells all who joined.
void Engine::endLoad(std::uint32_t index, bool isAnswered) {
  const Call &call = *loads_[index].call;
  Sharing &sharing = loads_.of(call);
  if (call.cache && isAnswered)
    sharing.lives[loads_[index].key] = now_ + call.cache->lives;
  const std::uint32_t last = sharing.underWay.back();
  sharing.underWay[loads_[index].place] = last;
  loads_[last].place = loads_[index].place;
  sharing.underWay.pop_back();
  const std::vector<Ticket> joined = std::exchange(loads_[index].joined, {});
  loads_.close(index);
  for (const Ticket &ticket : joined) {
    if (!requests_.isValid(ticket))
      continue; // its caller has left
    if (--requests_[ticket.index].pending > 0 && isAnswered)
      continue; // for the rest of its calls
    const std::uint32_t caller = requests_[ticket.index].parent;
    discard(ticket.index);
    callOver(caller, isAnswered || call.isOptional);
  }
}

} // namespace loadline::simulate
