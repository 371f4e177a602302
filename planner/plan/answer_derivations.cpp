#include "planner/plan/answer_derivations.h"

#include "base/text.h"
#include "planner/latency/own_work.h"
#include "planner/traffic/call_graph.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

using units::formatted;
using Input = Derivation::Input;

namespace {

Input computed(std::string name, std::string value) {
  return {std::move(name), std::move(value), {}, "computed"};
}

std::string count(const std::optional<int> &number) {
  return number ? fmt::format("{}", *number) : "-";
}

/// Own work and each call, with its callee's mean and how often it is made.
Derivation residence(const ServicePlan &row, const spec::Service &service,
                     const Workings &workings) {
  Derivation out{row.name + ".residence_time.mean",
                 "own work + calls, each step its calls' times, a parallel group its slowest",
                 {},
                 formatted(*row.residenceTime.mean)};
  if (const auto own = latency::ownTime(service.terms))
    out.inputs.push_back({"own work", formatted(own->mean()), service.terms.serviceTime->at, ""});
  for (const spec::Step &step : service.steps)
    for (const spec::Call &call : step.calls) {
      const auto &time = workings.residences[call.to].time;
      if (!time || call.terms.isAsync())
        continue;
      out.inputs.push_back(
          {fmt::format("{} × {}{}", workings.system.services[call.to].name(),
                       threeDigits(traffic::tripsOf(call.terms) * (1 - call.terms.hits())),
                       step.isParallel ? " at once" : ""),
           formatted(time->mean()), call.toAt, ""});
    }
  return out;
}

Derivation inherited(const ServicePlan &row, const Workings &workings, spec::ServiceIndex index) {
  Derivation out{row.name + ".inherited_in_flight",
                 "least over callees of callee's bound / calls at once to it",
                 {},
                 formatted(*row.inheritedInFlight)};
  const auto [first, last] = std::equal_range(
      workings.edges.begin(), workings.edges.end(), sizing::Edge{.from = index},
      [](const sizing::Edge &a, const sizing::Edge &b) { return a.from < b.from; });
  for (auto each = first; each != last; ++each)
    if (const sizing::Edge &edge = *each; edge.to != index && workings.bounds[edge.to])
      out.inputs.push_back({fmt::format("{} / {}", workings.system.services[edge.to].name(),
                                        threeDigits(edge.parallel)),
                            formatted(workings.bounds[edge.to]->admits),
                            workings.bounds[edge.to]->at, ""});
  return out;
}

Derivation oversubscription(const ServicePlan &row, const Workings &workings,
                            spec::ServiceIndex index) {
  Derivation out{row.name + ".oversubscription",
                 "sum of what callers offer / effective bound",
                 {},
                 units::formattedFactor(*row.oversubscription)};
  for (const std::size_t e : workings.incoming[index]) {
    const sizing::Edge &edge = workings.edges[e];
    const spec::Service &from = workings.system.services[edge.from];
    const auto &bound = workings.admits[edge.from];
    const auto by = sizing::offeredBy(edge, bound, from.replicas());
    const bool isProduct = bound && !edge.isAsync && *by == *bound * edge.parallel;
    out.inputs.push_back({from.name(), formatted(*by), isProduct ? edge.at : edge.connectionsAt,
                          isProduct ? fmt::format("bound of {} × {} at once", formatted(*bound),
                                                  threeDigits(edge.parallel))
                                    : "carried by its connections"});
  }
  for (const spec::Workload &workload : workings.system.workload)
    if (workload.to == index && workload.load.isClosed())
      out.inputs.push_back({"workload", formatted(Concurrency(workload.load.clients->value)),
                            workload.load.clients->at, "clients"});
  out.inputs.push_back({"effective bound", formatted(*row.maxInFlight.declared),
                        row.maxInFlight.declaredAt, row.maxInFlight.declaredIn});
  return out;
}

void addReplicas(const ServicePlan &row, const Workings &workings, const SourcePosition &surgeAt,
                 std::vector<Derivation> &out) {
  const ReplicaPlan &each = row.replicas;
  const Input needed = computed("replicas needed", count(row.replicasNeeded));
  const auto &spare = workings.policy.spareReplicas;
  if (each.withSpare)
    out.push_back({row.name + ".replicas.with_spare",
                   "replicas needed + spare replicas",
                   {needed, {"spare replicas", threeDigits(spare.value), spare.at, ""}},
                   count(each.withSpare)});
  if (each.withSurge)
    out.push_back({row.name + ".replicas.with_surge",
                   "replicas needed + surge",
                   {needed,
                    {"surge", fmt::format("{}", *each.withSurge - *row.replicasNeeded), surgeAt,
                     "of as many replicas, rounded up"}},
                   count(each.withSurge)});
}

void addSuccess(const ServicePlan &row, std::vector<Derivation> &out) {
  const SuccessPlan &is = row.success;
  if (!is.objective || !is.budget)
    return;
  const Input mayFail{"may fail", formatted(Ratio(1 - is.objective->count())), is.objectiveAt,
                      "1 − objective"};
  out.push_back({row.name + ".success.budget",
                 "window × may fail",
                 {computed("window", formatted(is.window)), mayFail},
                 formatted(*is.budget)});
  if (is.budgetSpent)
    out.push_back(
        {row.name + ".success.budget_spent",
         "fails / may fail",
         {{"fails", formatted(Ratio(1 - is.success->count())), {}, "1 − success"}, mayFail},
         formatted(*is.budgetSpent)});
}

void addCost(const ServicePlan &row, const spec::Service &service, std::vector<Derivation> &out) {
  const auto &price = service.terms.deployment.price;
  if (!price || !row.cost.declared)
    return;
  const Input each{"price of a replica", formatted(price->value), price->at, ""};
  out.push_back({row.name + ".cost.declared",
                 "replicas × price of a replica",
                 {computed("replicas", threeDigits(service.replicas())), each},
                 formatted(*row.cost.declared)});
  if (row.cost.needed)
    out.push_back({row.name + ".cost.needed",
                   "replicas needed × price of a replica",
                   {computed("replicas needed", count(row.replicasNeeded)), each},
                   formatted(*row.cost.needed)});
  if (row.cost.perMillion)
    out.push_back({row.name + ".cost.per_million",
                   "cost of all replicas / (arrival rate × month) × 1000000",
                   {computed("cost of all replicas", threeDigits(row.cost.declared->count())),
                    computed("arrival rate", formatted(*row.arrivalRate)),
                    {"month", "730 h", {}, "as prices count it"}},
                   threeDigits(*row.cost.perMillion)});
}

} // namespace

void addAnswerDerivations(const ServicePlan &row, spec::ServiceIndex index,
                          const Workings &workings, std::vector<Derivation> &out) {
  const spec::Service &service = workings.system.services[index];
  if (row.residenceTime.mean)
    out.push_back(residence(row, service, workings));
  if (row.inFlightAtP99)
    out.push_back({row.name + ".in_flight.at_p99",
                   "arrival rate × p99 (Little's law)",
                   {computed("arrival rate", formatted(*row.arrivalRate)),
                    computed("p99", formatted(*row.residenceTime.p99))},
                   formatted(*row.inFlightAtP99)});
  if (row.inheritedInFlight)
    out.push_back(inherited(row, workings, index));
  if (row.oversubscription)
    out.push_back(oversubscription(row, workings, index));
  if (row.impliedLatency)
    out.push_back({row.name + ".implied_latency",
                   "effective bound / contract rate",
                   {{"effective bound", formatted(*row.maxInFlight.declared),
                     row.maxInFlight.declaredAt, row.maxInFlight.declaredIn},
                    {"contract rate", formatted(*row.contractRate), row.contractRateAt, ""}},
                   formatted(*row.impliedLatency)});
  const auto &surge = service.terms.deployment.surge;
  addReplicas(row, workings, surge ? surge->at : SourcePosition{}, out);
  addSuccess(row, out);
  addCost(row, service, out);
}

} // namespace loadline::plan
