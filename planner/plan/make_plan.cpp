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

namespace loadline::plan {

namespace {

/// The two tiers that are most oversubscribed.
void rankTiers(Plan &plan) {
  const auto worse = [&](std::size_t tier, const std::optional<int> &than) {
    return plan.tiers[tier].oversubscription &&
           (!than || *plan.tiers[tier].oversubscription >
                         *plan.tiers[static_cast<std::size_t>(*than)].oversubscription);
  };
  for (std::size_t tier = 0; tier < plan.tiers.size(); ++tier)
    if (worse(tier, plan.system.tightestTier)) {
      plan.system.nextTier = plan.system.tightestTier;
      plan.system.tightestTier = static_cast<int>(tier);
    } else if (worse(tier, plan.system.nextTier)) {
      plan.system.nextTier = static_cast<int>(tier);
    }
}

/// What the services' answers come to together.
void summarise(Plan &plan, const Workings &workings) {
  rankTiers(plan);
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
                      Detail detail, const std::string &today) {
  Result<Workings> workings = work(system, policy, at);
  if (!workings)
    return workings.error();
  workings->today = today;
  Plan plan{.file = system.file, .at = at, .system = systemPlan(*workings)};
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
  plan.assumptions = assumptionsOf(*workings);
  plan.findings = check(plan, *workings);
  if (detail == Detail::derivations)
    addDerivations(plan, *workings);
  return plan;
}

} // namespace loadline::plan
