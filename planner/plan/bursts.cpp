#include "planner/plan/bursts.h"

#include "planner/sizing/replicas.h"

#include <algorithm>

namespace loadline::plan {

namespace {

/// How long the longest burst lasts; nothing where none says it.
std::optional<Duration> longestOf(const spec::System &system) {
  std::optional<Duration> longest;
  for (const spec::Workload &workload : system.workload)
    if (workload.load.burstFactor && workload.load.burstLasts)
      longest = std::max(longest.value_or(Duration(0)), workload.load.burstLasts->value);
  return longest;
}

/// What the resources of a service let through; a contract is no queue.
std::optional<Rate> heldBy(const std::vector<sizing::Ceiling> &ceilings) {
  std::optional<Rate> least;
  for (const sizing::Ceiling &ceiling : ceilings)
    if (!ceiling.isPromise)
      least = std::min(least.value_or(ceiling.rate), ceiling.rate);
  return least;
}

std::optional<Concurrency> queueOf(const spec::Service &service) {
  if (sizing::queuesWithoutLimit(service.terms))
    return std::nullopt;
  const auto &queue = service.terms.deployment.queue;
  return Concurrency(queue ? *queue->value.size * service.replicas() : 0.0);
}

} // namespace

std::vector<BurstPlan> burstPlans(const Workings &workings, const std::vector<ServicePlan> &rows) {
  std::vector<BurstPlan> out;
  const spec::System &system = workings.system;
  const auto lasts = longestOf(system);
  if (!lasts)
    return out;
  const sizing::Traffic burst =
      sizing::solveTraffic(system, workings.ceilings, *workings.graph, workings.edges,
                           workings.residences, traffic::LoadPoint::burst);
  for (std::size_t row = 0; row < rows.size() && burst.isKnown; ++row) {
    const spec::ServiceIndex i = workings.order[row];
    const auto holds = heldBy(workings.ceilings[i]);
    if (!holds || burst.arrivals[i] <= *holds)
      continue;
    const Concurrency excess = (burst.arrivals[i] - *holds) * *lasts;
    const auto places = queueOf(system.services[i]); // what finds none is refused at once
    const Concurrency queued = places ? std::min(excess, *places) : excess;
    BurstPlan each{.service = rows[row].name,
                   .rate = burst.arrivals[i],
                   .holds = *holds,
                   .lasts = *lasts,
                   .waiting = excess,
                   .wait = queued / *holds,
                   .queue = places};
    if (const Rate load = workings.peak.arrivals[i]; load < *holds)
      each.drainedIn = queued / (*holds - load);
    const auto &time = rows[row].residenceTime;
    if (const auto need = needed(workings, i, each.rate, time.p99 ? time.p99 : time.mean, Ratio(1)))
      each.replicas = need->count;
    if (const auto &warmUp = system.services[i].terms.deployment.warmUp)
      each.warmUp = warmUp->value;
    out.push_back(std::move(each));
  }
  return out;
}

} // namespace loadline::plan
