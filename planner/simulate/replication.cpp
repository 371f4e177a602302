#include "planner/simulate/replication.h"

#include "planner/simulate/engine.h"

#include <algorithm>
#include <cmath>
#include <iterator>
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

void Engine::nextArrival(std::uint32_t index) {
  const Workload &workload = model_.workload[index];
  calendar_.schedule(arrivesAfter(workload, random_.exponential() / workload.rate->count()),
                     EventKind::arrival, {index});
}

/// The moment until which `gap` seconds of ordinary arrivals pass from now on: they pass as many
/// times as fast as a surge and the time of day say.
Duration Engine::arrivesAfter(const Workload &workload, double gap) const {
  constexpr int mostPieces = 100'000; // of a day without any load
  Duration at = now_, left(gap);
  for (int piece = 0; piece < mostPieces; ++piece) {
    const Pace pace = paceAt(workload, at);
    const Duration passes = (pace.until - at) * pace.factor;
    if (left <= passes)
      return at + left / pace.factor;
    left -= passes;
    at = pace.until;
  }
  return Duration(HUGE_VAL);
}

/// How many times as fast as ordinarily arrivals come at a moment, and until when.
Engine::Pace Engine::paceAt(const Workload &workload, Duration at) const {
  const Surge &surge = run_.surge;
  Pace pace{1, Duration(HUGE_VAL)};
  if (at < surge.from)
    pace.until = surge.from;
  else if (at < surge.until)
    pace = {surge.factor, surge.until};
  if (run_.dayLasts.count() <= 0 || workload.day.empty())
    return pace;
  const double days = at / run_.dayLasts;
  double share = days - std::floor(days), midnight = std::floor(days);
  auto next = std::find_if(workload.day.begin(), workload.day.end(),
                           [&](const model::DayPart &part) { return part.from > share + 1e-12; });
  pace.factor *= (next == workload.day.begin() ? workload.day.back() : *std::prev(next)).factor;
  const double change = next == workload.day.end() ? 1 + workload.day.front().from : next->from;
  pace.until = std::min(pace.until, (midnight + change) * run_.dayLasts);
  return pace;
}

void Engine::ask(std::uint32_t workload) {
  if (model_.workload[workload].rate)
    nextArrival(workload);
  const std::uint32_t index = requests_.open();
  requests_[index].service = static_cast<std::uint32_t>(model_.workload[workload].to);
  requests_[index].workload = workload;
  requests_[index].origin = {workload, drawTenant(model_.workload[workload])};
  if (enter(index) != Entry::refused)
    return;
  tellWorkload(requests_[index], false);
  requests_.close(index);
}

std::uint32_t Engine::drawTenant(const Workload &workload) {
  if (!workload.tenants)
    return 0;
  const auto [first, count] = *workload.tenants;
  return first + (count > 1 ? static_cast<std::uint32_t>(random_.next() % count) : 0);
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
  if (event.kind() >= EventKind::happening) {
    handleService(event);
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
  case EventKind::curtailed:
    return answer(event.ticket.index);
  case EventKind::entry:
    return onToken(event.ticket.index);
  case EventKind::shed:
    return onShed(event.ticket.index);
  case EventKind::hedge:
    return hedge(event.ticket.index);
  default:
    return retry(event.ticket.index);
  }
}

void Engine::handleService(const Event &event) {
  if (event.kind() == EventKind::happening)
    happen(run_.happenings[event.ticket.index]);
  else if (event.kind() == EventKind::scaling)
    scale(event.ticket.index);
  else if (event.kind() == EventKind::adapting)
    adapt(event.ticket.index, event.ticket.generation);
  else if (event.kind() == EventKind::exhausted)
    isExhausted(event.ticket.index) ? crash(event.ticket.index, 1) : void();
  else
    onReady(event.ticket.index);
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
    service.replicas = warm.replicas;
    service.limit = warm.limit;
    for (Level *level : service.levels())
      level->restart(run_.warmUp);
  }
  for (WorkloadTally &workload : tally_.workload)
    workload = {};
}

/// The warm-up is over, or it is time for a sample.
void Engine::mark() {
  if (!isWarm_) {
    restartTallies();
    isWarm_ = true;
  }
  if (run_.sampled.count() > 0) {
    sample();
    nextMark_ = run_.warmUp + run_.sampled * static_cast<double>(tally_.series.size());
  } else {
    nextMark_ = Duration(HUGE_VAL);
  }
}

void Engine::sample() {
  std::vector<Sample> &samples = tally_.series.emplace_back();
  for (ServiceTally &service : tally_.services) {
    for (Level *level : {&service.busy, &service.waiting})
      level->bring(nextMark_);
    samples.push_back({.arrivals = service.arrivals,
                       .answers = service.residences.count(),
                       .refusals = service.refusals,
                       .failures = service.failures,
                       .expiries = service.expiries,
                       .inside = service.busy.area() + service.waiting.area(),
                       .resided = service.resided,
                       .replicas = service.replicas.value(),
                       .limit = service.limit.value(),
                       .now = service.busy.value() + service.waiting.value(),
                       .drawn = service.drawn});
  }
}

Ending Engine::go(const std::function<bool()> &wantsStop) {
  constexpr std::size_t fullest = 4u << 20;
  constexpr std::uint64_t mostAtOnce = 4u << 20;
  constexpr std::uint64_t askedEvery = 1u << 14;
  const Duration end = run_.warmUp + run_.duration;
  std::uint64_t atOnce = 0; // events since time last went on
  startWorkloads();
  scheduleHappenings();
  while (true) {
    const bool isOver = calendar_.isEmpty() || calendar_.next().at >= end;
    while (nextMark_ <= (isOver ? end : calendar_.next().at))
      mark();
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
    for (Level *level : service.levels())
      level->bring(end);
  return Ending::complete;
}

Ending replicate(const Model &model, const Run &run, const std::function<bool()> &wantsStop,
                 Tally &tally) {
  return Engine(model, run, tally).go(wantsStop);
}

} // namespace loadline::simulate
