#include "planner/simulate/replication.h"

#include "planner/simulate/engine.h"

#include <utility>

namespace loadline::simulate {

void Engine::startWorkloads() {
  for (std::uint32_t w = 0; w < model_.workload.size(); ++w) {
    const Workload &workload = model_.workload[w];
    if (workload.rate && workload.rate->count() > 0)
      nextArrival(w);
    for (std::uint64_t client = 0; client < workload.clients; ++client)
      calendar_.schedule(draw(workload.think, random_), EventKind::arrival, {w});
  }
}

void Engine::nextArrival(std::uint32_t workload) {
  const double rate = model_.workload[workload].rate->count();
  calendar_.schedule(whenSurged(random_.exponential() / rate), EventKind::arrival, {workload});
}

/// The moment until which `gap` seconds of ordinary arrivals pass from now on: within the surge
/// they pass `factor` times as fast.
Duration Engine::whenSurged(double gap) const {
  const Surge &surge = run_.surge;
  Duration at = now_, left(gap);
  if (at < surge.from) {
    if (at + left <= surge.from)
      return at + left;
    left -= surge.from - at;
    at = surge.from;
  }
  if (at < surge.until) {
    const Duration passes = (surge.until - at) * surge.factor;
    if (left <= passes)
      return at + left / surge.factor;
    left -= passes;
    at = surge.until;
  }
  return at + left;
}

void Engine::ask(std::uint32_t workload) {
  if (model_.workload[workload].rate)
    nextArrival(workload);
  const std::uint32_t index = requests_.open();
  requests_[index].service = static_cast<std::uint32_t>(model_.workload[workload].to);
  requests_[index].workload = workload;
  if (enter(index) != Entry::refused)
    return;
  tellWorkload(requests_[index], false);
  requests_.close(index);
}

void Engine::tellWorkload(const Request &request, bool isAnswered) {
  WorkloadTally &tally = tally_.workload[request.workload];
  if (isAnswered) {
    tally.residences.add(now_ - request.arrived);
    tally.resided += now_ - request.arrived;
  } else {
    ++tally.failures;
  }
  const Workload &workload = model_.workload[request.workload];
  if (!workload.rate)
    calendar_.schedule(now_ + draw(workload.think, random_), EventKind::arrival,
                       {request.workload});
}

void Engine::handle(const Event &event) {
  if (event.kind() == EventKind::arrival) {
    ask(event.ticket.index);
    return;
  }
  if (event.kind() >= EventKind::departure) {
    handleLoad(event);
    return;
  }
  if (!requests_.isValid(event.ticket))
    return;
  switch (event.kind()) {
  case EventKind::worked:
    return onWorked(event.ticket.index);
  case EventKind::delayed:
    return makeCalls(event.ticket.index);
  case EventKind::expiry:
    return expire(event.ticket.index);
  case EventKind::hedge:
    return hedge(event.ticket.index);
  default:
    return retry(event.ticket.index);
  }
}

void Engine::handleLoad(const Event &event) {
  if (!loads_.isValid(event.ticket))
    return;
  if (event.kind() == EventKind::departure)
    depart(event.ticket.index);
  else
    endLoad(event.ticket.index, false);
}

/// Forgets what the warm-up counted; who is inside stays.
void Engine::restartTallies() {
  for (ServiceTally &service : tally_.services) {
    const ServiceTally warm = std::exchange(service, {});
    service.busy = warm.busy;
    service.waiting = warm.waiting;
    service.onCores = warm.onCores;
    for (Level *level : {&service.busy, &service.waiting, &service.onCores})
      level->restart(run_.warmUp);
  }
  for (WorkloadTally &workload : tally_.workload)
    workload = {};
}

Ending Engine::go(const std::function<bool()> &wantsStop) {
  constexpr std::size_t fullest = 4u << 20;
  constexpr std::uint64_t mostAtOnce = 4u << 20;
  constexpr std::uint64_t askedEvery = 1u << 14;
  const Duration end = run_.warmUp + run_.duration;
  bool isWarm = false;
  std::uint64_t atOnce = 0; // events since time last went on
  startWorkloads();
  while (true) {
    const bool isOver = calendar_.isEmpty() || calendar_.next().at >= end;
    if (!isWarm && (isOver || calendar_.next().at >= run_.warmUp)) {
      restartTallies();
      isWarm = true;
    }
    if (isOver)
      break;
    const Event event = calendar_.take();
    atOnce = event.at > now_ ? 0 : atOnce + 1;
    now_ = event.at;
    handle(event);
    if (++tally_.events % askedEvery == 0 && wantsStop && wantsStop())
      return Ending::stopped;
    if (requests_.inside() > fullest)
      return Ending::full;
    if (atOnce > mostAtOnce)
      return Ending::stuck;
  }
  for (ServiceTally &service : tally_.services)
    for (Level *level : {&service.busy, &service.waiting, &service.onCores})
      level->bring(end);
  return Ending::complete;
}

Ending replicate(const Model &model, const Run &run, const std::function<bool()> &wantsStop,
                 Tally &tally) {
  return Engine(model, run, tally).go(wantsStop);
}

} // namespace loadline::simulate
