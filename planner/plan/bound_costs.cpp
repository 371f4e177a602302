#include "planner/plan/bound_costs.h"

#include "planner/plan/service_derivations.h"
#include "planner/sizing/little.h"
#include "planner/sizing/replicas.h"

#include <algorithm>
#include <cmath>

namespace loadline::plan {

namespace {

using sizing::Ceiling;

/// The rate that one replica carries: the least of its resources, with its bound or without.
std::optional<Rate> carriedByOne(const std::vector<Ceiling> &ceilings, double replicas,
                                 bool withBound) {
  std::optional<Rate> least;
  for (const Ceiling &ceiling : ceilings) {
    const bool isOfReplica = ceiling.constraint == Constraint::cpu ||
                             ceiling.constraint == Constraint::memory ||
                             ceiling.constraint == Constraint::descriptors ||
                             ceiling.constraint == Constraint::threads || ceiling.toward ||
                             (withBound && ceiling.constraint == Constraint::inFlight);
    if (isOfReplica)
      least = std::min(least.value_or(ceiling.rate), ceiling.rate);
  }
  return least ? std::optional(*least / replicas) : std::nullopt;
}

/// The same pod, `factor` times as large in all that it has and in its price.
spec::ServiceTerms resized(spec::ServiceTerms terms, double factor) {
  spec::Deployment &pod = terms.deployment;
  const auto whole = [factor](double count) { return std::max(1.0, std::floor(count * factor)); };
  if (pod.maxInFlight)
    pod.maxInFlight->value = Concurrency(whole(pod.maxInFlight->value.count()));
  if (pod.adaptive && pod.adaptive->max)
    pod.adaptive->max->value = whole(pod.adaptive->max->value);
  if (pod.cpu)
    pod.cpu->value = pod.cpu->value * factor;
  if (pod.memory) // what is taken before the first request stays as it is
    pod.memory->value = pod.memory->value * factor;
  for (auto *count : {&pod.descriptors, &pod.threads})
    if (*count)
      (*count)->value = whole((*count)->value);
  return terms;
}

std::optional<Price> fleetOf(const Workings &workings, spec::ServiceIndex index,
                             const ServicePlan &row, double factor) {
  const spec::Service &service = workings.system.services[index];
  const spec::ServiceTerms &terms = service.terms;
  const spec::ServiceTerms pod = resized(terms, factor);
  if (pod.deployment.memory && pod.deployment.baseMemory &&
      pod.deployment.memory->value <= pod.deployment.baseMemory->value)
    return std::nullopt; // too small to start
  const auto need = sizing::replicasNeeded(
      pod, *row.arrivalRate, sizingTime(row), workings.policy.utilization.value,
      sizing::limitsOfReplica(workings.ceilings[index], service.replicas()));
  if (!need)
    return std::nullopt;
  return terms.deployment.price->value * factor *
         (need->count + workings.policy.spareReplicas.value);
}

/// Until a request that waits for a callee that hangs is given up, at the mean of those that share
/// a budget of retries; nothing where one never is.
std::optional<Duration> longestHang(const spec::Service &service) {
  std::optional<Duration> longest;
  for (const spec::Step &step : service.steps)
    for (const spec::Call &call : step.calls) {
      if (call.terms.isAsync())
        continue;
      if (!call.terms.timeout)
        return std::nullopt;
      double attempts = call.terms.retries ? 1 + call.terms.retries->value : 1.0;
      if (const auto &budget = call.terms.retryBudget)
        attempts = std::min(attempts, 1 + budget->value.count());
      const Duration hang = call.terms.timeout->value * attempts;
      longest = std::max(longest.value_or(Duration(0)), hang);
    }
  return longest;
}

void addSaving(const spec::Service &service, const ServicePlan &row, BoundCostPlan &out) {
  const auto hang = longestHang(service);
  if (!hang || !row.maxInFlight.declared)
    return;
  const Concurrency held = *row.arrivalRate * *hang;
  if (held <= *row.maxInFlight.declared)
    return;
  out.heldUnbounded = held;
  const spec::PerRequest &request = service.terms.deployment.perRequest;
  if (!request.memory && !request.stack)
    return;
  Bytes each(0);
  for (const auto &part : {request.memory, request.stack})
    each += part ? part->value : Bytes(0);
  out.memoryUnbounded = each * held.count();
  out.memoryBounded = each * row.maxInFlight.declared->count();
}

Input carriedInput(const ServiceView &view, bool withBound) {
  const auto carried =
      carriedByOne(view.workings.ceilings[view.index], view.service().replicas(), withBound);
  return computed("carried by a replica", *carried,
                  withBound ? "the least limit of its bound, resources and calls / replicas"
                            : "the least limit of its resources and calls / replicas");
}

void deriveFleets(const BoundCostPlan &cost, const ServiceView &view, Deriving &out) {
  const Input price = said("price of a replica", *view.deployment().price);
  const Input spare = setting("spare replicas", view.workings.policy.spareReplicas);
  const auto fleet = [&](std::string_view field, const std::optional<Price> &whole, double factor) {
    if (!whole)
      return;
    const double pods = *whole / (view.deployment().price->value * factor) -
                        view.workings.policy.spareReplicas.value;
    out.addKnown(field, whole, "price of a replica × size × (pods + spare replicas)",
                 {price, computed("size", factor, "of a pod, and of its price"),
                  computed("pods", std::round(pods), "needed, as in replicas.needed, of that size"),
                  spare});
  };
  fleet("half", cost.half, 0.5);
  fleet("declared", cost.declared, 1.0);
  fleet("twice", cost.twice, 2.0);
}

void deriveSaving(const BoundCostPlan &cost, const ServiceView &view, Deriving &out) {
  if (!cost.heldUnbounded)
    return;
  out.addKnown("held_unbounded", cost.heldUnbounded, "arrival rate × longest hang",
               {computed("arrival rate", *view.row.arrivalRate),
                computed("longest hang", *longestHang(view.service()),
                         "timeout × attempts of the slowest call")});
  if (!cost.memoryUnbounded)
    return;
  const Input each =
      computed("memory of a request", *cost.memoryUnbounded / cost.heldUnbounded->count(),
               "its heap and stack");
  out.addKnown("memory_unbounded", cost.memoryUnbounded, "held × memory of a request",
               {computed("held", *cost.heldUnbounded), each});
  out.addKnown("memory_bounded", cost.memoryBounded, "effective bound × memory of a request",
               {computed("effective bound", *view.row.maxInFlight.declared), each});
}

void derive(const BoundCostPlan &cost, const ServiceView &view, Deriving &out) {
  const Input price = said("price of a replica", *view.deployment().price);
  out.add("per_rate", precisely(cost.perRate), "price of a replica / carried by a replica",
          {price, carriedInput(view, true)});
  if (cost.perSlot)
    out.addKnown("per_slot", cost.perSlot, "price of a replica / max_in_flight",
                 {price, said("max_in_flight", *view.deployment().mostInFlight())});
  if (cost.bestBound) {
    const Input carried = carriedInput(view, false);
    out.addKnown("best_bound", cost.bestBound, "⌈carried by a replica × mean residence time⌉",
                 {carried, computed("mean residence time", *view.row.residenceTime.mean)});
    out.addKnown("per_rate_at_best", cost.perRateAtBest,
                 "price of a replica / carried by a replica", {price, carried});
  }
  deriveFleets(cost, view, out);
  deriveSaving(cost, view, out);
}

} // namespace

void addBoundCostDerivations(Plan &plan, const Workings &workings) {
  std::size_t row = 0; // both are in the same order
  for (const BoundCostPlan &cost : plan.boundCosts) {
    while (plan.services[row].name != cost.service)
      ++row;
    Deriving out("bound_cost:" + cost.service, plan.derivations);
    derive(cost, {plan.services[row], workings.order[row], workings}, out);
  }
}

std::vector<BoundCostPlan> boundCostPlans(const Workings &workings,
                                          const std::vector<ServicePlan> &rows) {
  std::vector<BoundCostPlan> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ServicePlan &row = rows[i];
    const spec::ServiceIndex index = workings.order[i];
    const spec::Service &service = workings.system.services[index];
    const auto &price = service.terms.deployment.price;
    const double replicas = service.replicas();
    const auto carried = carriedByOne(workings.ceilings[index], replicas, true);
    if (!price || !row.arrivalRate || !carried || *carried <= Rate(0))
      continue;
    BoundCostPlan each{.service = row.name, .perRate = price->value / carried->count()};
    if (const auto slots = service.terms.deployment.mostInFlight())
      each.perSlot = price->value / slots->value.count();
    const auto most = carriedByOne(workings.ceilings[index], replicas, false);
    if (const auto &mean = row.residenceTime.mean; most && mean) {
      each.bestBound = Concurrency(sizing::ceiled((*most * *mean).count()));
      each.perRateAtBest = price->value / most->count();
    }
    each.half = fleetOf(workings, index, row, 0.5);
    each.declared = fleetOf(workings, index, row, 1.0);
    each.twice = fleetOf(workings, index, row, 2.0);
    addSaving(service, row, each);
    out.push_back(std::move(each));
  }
  return out;
}

} // namespace loadline::plan
