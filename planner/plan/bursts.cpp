#include "planner/plan/bursts.h"

#include "planner/plan/constraint_names.h"
#include "planner/plan/service_derivations.h"
#include "planner/sizing/replicas.h"

#include <fmt/format.h>

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

/// The factors that the workloads burst with.
std::vector<Input> factorsOf(const spec::System &system) {
  std::vector<Input> inputs;
  for (std::size_t w = 0; w < system.workload.size(); ++w)
    if (const auto &factor = system.workload[w].load.burstFactor)
      inputs.push_back(said(fmt::format("factor of workload {}", w + 1), *factor));
  return inputs;
}

/// Until the end of the burst, and after it.
void deriveBacklog(const BurstPlan &burst, const ServiceView &view, Deriving &out) {
  const Input rate = computed("rate", burst.rate), holds = computed("holds", burst.holds),
              lasts = computed("lasts", burst.lasts), excess = computed("excess", burst.waiting);
  out.add("excess", precisely(burst.waiting), "(rate − holds) × lasts", {rate, holds, lasts});
  std::vector<Input> inputs = {excess, holds};
  std::string queued = "excess";
  if (burst.queue) {
    inputs.push_back(computed("queue", *burst.queue));
    queued = "min(excess, queue)";
    const auto &places = view.deployment().queue;
    out.addKnown("queue", burst.queue, "replicas × places of a replica",
                 {view.replicas(),
                  places
                      ? Input{"places of a replica", precisely(*places->value.size), places->at, ""}
                      : Input{"places of a replica", "0", {}, "what is too much is refused"}});
  }
  out.add("wait", precisely(burst.wait), queued + " / holds", inputs);
  inputs.push_back(computed("arrivals at peak", view.workings.peak.arrivals[view.index]));
  out.addKnown("drained_in", burst.drainedIn, queued + " / (holds − arrivals at peak)",
               std::move(inputs));
}

void derive(const BurstPlan &burst, const ServiceView &view, Deriving &out) {
  std::vector<Input> inputs = {
      computed("arrivals at peak", view.workings.peak.arrivals[view.index])};
  for (Input &factor : factorsOf(view.workings.system))
    inputs.push_back(std::move(factor));
  out.add("rate", precisely(burst.rate), "arrivals while each workload sends its peak × its factor",
          std::move(inputs), Derivation::Kind::rule);
  std::vector<Input> limits;
  for (const ConstraintPlan &constraint : view.row.constraints)
    if (!constraint.isPromise)
      limits.push_back(limitInput(constraint));
  if (!limits.empty())
    out.add("holds", precisely(burst.holds), leastOf(limits), limits);
  std::vector<Input> all;
  for (const spec::Workload &workload : view.workings.system.workload)
    if (workload.load.burstFactor && workload.load.burstLasts)
      all.push_back(said(fmt::format("burst {} lasts", all.size() + 1), *workload.load.burstLasts));
  std::vector<std::string> names;
  for (const Input &each : all)
    names.push_back(each.name);
  out.add("lasts", precisely(burst.lasts), largestOf(names), std::move(all));
  deriveBacklog(burst, view, out);
  deriveNeed(view,
             {.field = "replicas",
              .count = burst.replicas,
              .name = "rate",
              .arrivals = burst.rate,
              .hasLine = false,
              .isAtMean = true},
             out);
  out.addSaid("warm_up", "deployment.warm_up", view.deployment().warmUp);
}

} // namespace

void addBurstDerivations(Plan &plan, const Workings &workings) {
  forEachWithView(plan.bursts, plan, workings, [&](const BurstPlan &burst, ServiceView view) {
    Deriving out("burst:" + burst.service, plan.derivations);
    derive(burst, view, out);
  });
}

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
    const auto &time = rows[row].residenceTime.mean; // as what they hold is reckoned
    if (const auto need = needed(workings, i, each.rate, time, Ratio(1)))
      each.replicas = need->count;
    if (const auto &warmUp = system.services[i].terms.deployment.warmUp)
      each.warmUp = warmUp->value;
    out.push_back(std::move(each));
  }
  return out;
}

} // namespace loadline::plan
