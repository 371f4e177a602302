#include "planner/plan/service_answers.h"

#include "planner/plan/remedies.h"
#include "planner/sizing/replicas.h"

#include <algorithm>

namespace loadline::plan {

using spec::ServiceIndex;

namespace {

const spec::ServiceTerms &termsOf(const Workings &workings, ServiceIndex i) {
  return workings.system.services[i].terms;
}

void addConstraints(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  if (!row.arrivalRate)
    return;
  for (const sizing::Ceiling &ceiling : workings.ceilings[i])
    row.constraints.push_back(
        {ceiling.constraint, ceiling.rate, ceiling.inFlight, Ratio(*row.arrivalRate / ceiling.rate),
         ceiling.at, ceiling.isPromise,
         ceiling.toward ? workings.system.services[*ceiling.toward].name() : ""});
  std::stable_sort(
      row.constraints.begin(), row.constraints.end(),
      [](const ConstraintPlan &a, const ConstraintPlan &b) { return a.limit < b.limit; });
}

std::optional<sizing::ReplicaNeed> needAt(const Workings &workings, ServiceIndex i,
                                          const ServicePlan &row, Rate arrivals,
                                          Ratio utilization) {
  return needed(workings, i, arrivals, sizingTime(row), utilization);
}

void addLoads(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  const Ratio line = workings.policy.utilization.value;
  const auto count = [&](Rate arrivals) -> std::optional<int> {
    const auto need = needAt(workings, i, row, arrivals, line);
    return need ? std::optional(need->count) : std::nullopt;
  };
  if (workings.baseline.isKnown)
    row.replicas.atBaseline = count(workings.baseline.arrivals[i]);
  if (workings.peak.isKnown)
    row.replicas.atPeak = count(workings.peak.arrivals[i]);
  if (workings.growing)
    row.replicas.afterGrowth = count(workings.growing->arrivals(i, workings.policy.horizon.value));
}

void addReplicas(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  const spec::Deployment &deployment = termsOf(workings, i).deployment;
  const auto whole = [](const spec::Maybe<double> &number) {
    return number ? std::optional(static_cast<int>(number->value)) : std::nullopt;
  };
  row.replicas.min = whole(deployment.replicasMin);
  row.replicas.max = whole(deployment.replicasMax);
  if (row.replicasDeclared && deployment.unavailable)
    row.replicas.whileUpdating =
        *row.replicasDeclared - sizing::unavailable(deployment, *row.replicasDeclared);
  if (!row.arrivalRate)
    return;
  const auto need = needAt(workings, i, row, *row.arrivalRate, workings.policy.utilization.value);
  if (!need)
    return;
  row.replicasNeeded = need->count;
  row.replicas.binding = need->binding;
  row.replicas.bare = needAt(workings, i, row, *row.arrivalRate, Ratio(1))->count;
  row.replicas.withSpare = need->count + static_cast<int>(workings.policy.spareReplicas.value);
  if (deployment.surge)
    row.replicas.withSurge = need->count + sizing::surge(deployment, need->count);
  addLoads(workings, i, row);
}

void addGrowth(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  if (!workings.growing)
    return;
  row.growth.arrivalRate = workings.growing->arrivals(i, workings.policy.horizon.value);
  const auto earlier = [](std::optional<int> &month, const std::optional<int> &other) {
    if (other && (!month || *other < *month))
      month = other;
  };
  for (const sizing::Ceiling &ceiling : lastCeilings(workings, i)) {
    earlier(row.growth.fullInMonths, workings.growing->monthsUntilFull(i, ceiling));
    earlier(
        row.growth.lineInMonths,
        workings.growing->monthsUntil(i, ceiling.rate * workings.policy.utilization.value.count()));
  }
}

void addSuccess(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  const spec::Slo &slo = termsOf(workings, i).slo;
  SuccessPlan &out = row.success;
  constexpr double month = 30 * 86400.0; // in s: the window that error budgets are counted over
  out.window = slo.window ? slo.window->value : Duration(month);
  if (workings.areFailuresKnown && workings.residences[i].time)
    out.success = Ratio(workings.residences[i].success);
  if (!slo.success)
    return;
  out.objective = slo.success->value;
  out.objectiveAt = slo.success->at;
  const double mayFail = 1 - slo.success->value.count();
  out.budget = out.window * mayFail;
  out.rejections = Ratio(mayFail / 10); // so that shedding alone can't spend the budget
  if (out.success && mayFail > 0)
    out.budgetSpent = Ratio((1 - out.success->count()) / mayFail);
}

void addCost(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  const spec::Service &service = workings.system.services[i];
  const auto &price = service.terms.deployment.price;
  if (!price)
    return;
  constexpr double month = 730 * 3600.0; // in s, as prices count it
  row.cost.declared = price->value * service.replicas();
  if (row.replicasNeeded) // an autoscaler keeps its least
    row.cost.needed = price->value * std::max(*row.replicasNeeded, row.replicas.min.value_or(1));
  if (row.arrivalRate && *row.arrivalRate > Rate(0))
    row.cost.perMillion = row.cost.declared->count() / (row.arrivalRate->count() * month) * 1e6;
}

} // namespace

void addAnswers(const Workings &workings, ServiceIndex i, ServicePlan &row) {
  const spec::ServiceTerms &terms = termsOf(workings, i);
  row.team = terms.team ? terms.team->value : "";
  row.isManaged = isManaged(workings.system.services[i]);
  addConstraints(workings, i, row);
  addReplicas(workings, i, row);
  addGrowth(workings, i, row);
  addSuccess(workings, i, row);
  addCost(workings, i, row);
}

} // namespace loadline::plan
