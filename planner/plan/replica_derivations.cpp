#include "planner/plan/service_derivations.h"

#include "planner/latency/own_work.h"
#include "planner/sizing/replicas.h"
#include "planner/sizing/room.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

namespace {

/// What the need of each resource is made of.
struct Needs {
  std::vector<std::string> terms; ///< the first is the least that there is
  std::vector<Input> inputs;

  void take(std::string term, std::initializer_list<Input> parts) {
    terms.push_back(std::move(term));
    for (const Input &part : parts)
      if (std::none_of(inputs.begin(), inputs.end(),
                       [&](const Input &there) { return there.name == part.name; }))
        inputs.push_back(part);
  }
};

void takeRoom(const ServiceView &view, const AskedReplicas &asked, Needs &needs) {
  const Input time = asked.isAtMean ? view.residenceTime(Basis::mean) : view.sizingTime(),
              arrivals = computed(std::string(asked.name), *asked.arrivals);
  const auto take = [&](std::string name, Concurrency each, const SourcePosition &at) {
    needs.take(fmt::format("⌈⌈{} × {}{}⌉ / {}⌉", asked.name, time.name,
                           asked.hasLine ? " / policy utilization" : "", name),
               {arrivals, time, {name, precisely(each), at, ""}});
  };
  if (const auto bound = view.deployment().mostInFlight())
    take("max_in_flight of a replica", bound->value, bound->at);
  for (const sizing::Room &room : sizing::rooms(view.deployment()))
    if (room.each.count() > 0)
      take(fmt::format("room of {} in a replica", toString(room.constraint)), room.each, room.at);
}

Needs needsOf(const ServiceView &view, const AskedReplicas &asked) {
  Needs needs{{precisely(asked.least)}, {}};
  const Input arrivals = computed(std::string(asked.name), *asked.arrivals);
  const auto &cpu = view.deployment().cpu;
  if (const auto work = latency::cpuWork(view.service().terms); cpu && work)
    needs.take(fmt::format("⌈{} × CPU work / ({}cpu)⌉", asked.name,
                           asked.hasLine ? "policy utilization × " : ""),
               {arrivals, computed("CPU work", *work), said("cpu", *cpu)});
  const double replicas = view.service().replicas();
  for (const sizing::Ceiling &ceiling : view.workings.ceilings[view.index]) {
    if (!ceiling.toward)
      continue;
    const std::string name = fmt::format("{} to {} of a replica", toString(ceiling.constraint),
                                         view.nameOf(*ceiling.toward));
    needs.take(
        fmt::format("⌈{} / ({}{})⌉", asked.name, asked.hasLine ? "policy utilization × " : "",
                    name),
        {arrivals,
         {name, precisely(ceiling.rate / replicas), ceiling.at, "arrivals that they let through"}});
  }
  if (view.row.residenceTime.mean)
    takeRoom(view, asked, needs);
  if (asked.hasLine)
    needs.inputs.push_back(setting("policy utilization", view.workings.policy.utilization));
  return needs;
}

void deriveNeeds(const ServiceView &view, Deriving &out) {
  const ServicePlan &row = view.row;
  const Workings &workings = view.workings;
  const auto at = [&](const sizing::Traffic &traffic) {
    return traffic.isKnown ? std::optional(traffic.arrivals[view.index]) : std::nullopt;
  };
  const AskedReplicas all[] = {
      {"replicas.needed", row.replicasNeeded, "arrival rate", row.arrivalRate},
      {"replicas.bare", row.replicas.bare, "arrival rate", row.arrivalRate, false},
      {"replicas.at_baseline", row.replicas.atBaseline, "arrivals at baseline",
       at(workings.baseline)},
      {"replicas.at_peak", row.replicas.atPeak, "arrivals at peak", at(workings.peak)},
      {"replicas.after_growth", row.replicas.afterGrowth, "arrivals after growth",
       row.growth.arrivalRate}};
  for (const AskedReplicas &asked : all)
    deriveNeed(view, asked, out);
}

/// A share of the replicas, or a number of them.
Input shareInput(std::string name, const spec::Maybe<spec::ReplicaShare> &share, int count) {
  const auto &of = share->value.share;
  return {std::move(name), precisely(count), share->at,
          of ? fmt::format("{} of them, rounded", precisely(*of)) : ""};
}

void deriveSpares(const ServiceView &view, Deriving &out) {
  const ReplicaPlan &row = view.row.replicas;
  const spec::Deployment &is = view.deployment();
  const auto &needed = view.row.replicasNeeded;
  if (row.withSpare)
    out.addKnown("replicas.with_spare", row.withSpare, "replicas needed + spare replicas",
                 {computed("replicas needed", *needed),
                  setting("spare replicas", view.workings.policy.spareReplicas)});
  if (row.withSurge)
    out.addKnown("replicas.with_surge", row.withSurge, "replicas needed + surge",
                 {computed("replicas needed", *needed),
                  shareInput("surge", is.surge, sizing::surge(is, *needed))});
  if (row.whileUpdating)
    out.addKnown(
        "replicas.while_updating", row.whileUpdating, "replicas − unavailable",
        {view.replicas(), shareInput("unavailable", is.unavailable,
                                     sizing::unavailable(is, *view.row.replicasDeclared))});
}

void deriveCost(const ServiceView &view, Deriving &out) {
  const CostPlan &row = view.row.cost;
  if (!view.deployment().price)
    return;
  const Input each = said("price of a replica", *view.deployment().price);
  out.addKnown("cost.declared", row.declared, "replicas × price of a replica",
               {view.replicas(), each});
  if (const auto &needed = view.row.replicasNeeded; row.needed) {
    const auto &least = view.deployment().replicasMin;
    const bool isLeast = least && least->value > *needed;
    const Input kept =
        isLeast ? said("replicas.min", *least) : computed("replicas needed", *needed);
    out.addKnown("cost.needed", row.needed, kept.name + " × price of a replica", {kept, each});
  }
  if (row.perMillion)
    addCostPerMillion(out, row, "arrival rate", *view.row.arrivalRate);
}

} // namespace

Input ServiceView::replicas() const {
  return deployment().replicas ? said("replicas", *deployment().replicas)
                               : Input{"replicas", "1", {}, "1 where not given"};
}

Input ServiceView::sizingTime() const {
  if (!row.maxInFlight.clientsTime)
    return residenceTime(row.maxInFlight.basis);
  Input input = computed("time that its clients leave", *row.maxInFlight.clientsTime);
  input.note = "all that its clients can have there / arrival rate, less than its " +
               std::string(toString(row.maxInFlight.basis));
  return input;
}

Input ServiceView::residenceTime(Basis basis) const {
  const bool isP99 = basis == Basis::p99;
  Input input = computed(fmt::format("residence time ({})", toString(basis)),
                         isP99 ? *row.residenceTime.p99 : *row.residenceTime.mean);
  if (const auto &time = service().terms.serviceTime; time && service().steps.empty()) {
    input.at = time->at;
    input.note = "";
  }
  return input;
}

void deriveNeed(const ServiceView &view, const AskedReplicas &asked, Deriving &out) {
  if (!asked.count || !asked.arrivals)
    return;
  Needs needs = needsOf(view, asked);
  out.addKnown(asked.field, asked.count, largestOf(needs.terms), std::move(needs.inputs));
}

void deriveReplicas(const ServiceView &view, Deriving &out) {
  const spec::Deployment &is = view.deployment();
  out.addSaid("replicas.declared", "deployment.replicas", is.replicas);
  out.addSaid("replicas.min", "deployment.replicas.min", is.replicasMin);
  out.addSaid("replicas.max", "deployment.replicas.max", is.replicasMax);
  deriveNeeds(view, out);
  deriveSpares(view, out);
  deriveCost(view, out);
}

} // namespace loadline::plan
