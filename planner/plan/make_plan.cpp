#include "planner/plan/make_plan.h"

#include "planner/plan/all_checks.h"
#include "planner/plan/assumptions.h"
#include "planner/plan/bound_costs.h"
#include "planner/plan/budgets.h"
#include "planner/plan/bursts.h"
#include "planner/plan/days.h"
#include "planner/plan/derivations.h"
#include "planner/plan/plan_rows.h"
#include "planner/plan/scaling.h"
#include "planner/plan/tightest.h"

namespace loadline::plan {

namespace {

/// What the services' answers come to together.
void summarise(Plan &plan, const Workings &workings) {
  findTightest(plan);
  SystemPlan &system = plan.system;
  const auto earlier = [](std::optional<int> &month, const std::optional<int> &other) {
    if (other && (!month || *other < *month))
      month = other;
  };
  for (const ServicePlan &service : plan.services) {
    earlier(system.growth.lineInMonths, service.growth.lineInMonths);
    earlier(system.growth.fullInMonths, service.growth.fullInMonths);
    for (auto cost : {&CostPlan::declared, &CostPlan::needed})
      if (const auto &price = service.cost.*cost)
        system.cost.*cost = (system.cost.*cost).value_or(Price(0)) + *price;
  }
  if (workings.growing)
    system.growth.arrivalRate =
        workings.growing->entering(*system.arrivalRate, workings.policy.horizon.value);
  constexpr double month = 730 * 3600.0; // in s, as prices count it
  if (system.cost.declared && system.arrivalRate && *system.arrivalRate > Rate(0))
    system.cost.perMillion =
        system.cost.declared->count() / (system.arrivalRate->count() * month) * 1e6;
}

} // namespace

Result<Plan> makePlan(const spec::System &system, const policy::Policy &policy, LoadPoint at,
                      Detail detail, const std::string &today, std::vector<RangePlan> ranges) {
  Result<Workings> workings = work(system, policy, at);
  if (!workings)
    return workings.error();
  workings->today = today;
  Plan plan{.file = system.file, .at = at, .today = today, .system = systemPlan(*workings)};
  plan.policyUtilization = workings->policy.utilization.value;
  plan.services = servicePlans(*workings);
  plan.edges = edgePlans(*workings);
  plan.tiers = tierPlans(*workings);
  plan.budgets = budgetPlans(*workings);
  plan.oversell = oversellPlans(*workings);
  plan.scaling = scalingPlans(*workings);
  plan.bursts = burstPlans(*workings, plan.services);
  plan.days = dayPlans(*workings, plan.services);
  plan.boundCosts = boundCostPlans(*workings, plan.services);
  plan.teams = teamPlans(plan);
  plan.growthMonths = workings->policy.horizon.value;
  summarise(plan, *workings);
  plan.ranges = std::move(ranges);
  plan.assumptions = assumptionsOf(*workings);
  plan.findings = check(plan, *workings);
  if (detail == Detail::derivations)
    addDerivations(plan, *workings);
  return plan;
}

} // namespace loadline::plan
