#include "planner/plan/make_plan.h"

#include "planner/plan/all_checks.h"
#include "planner/plan/assumptions.h"
#include "planner/plan/plan_rows.h"

namespace loadline::plan {

Result<Plan> makePlan(const spec::System &system, const policy::Policy &policy, LoadPoint at) {
  const Result<Workings> workings = work(system, policy, at);
  if (!workings)
    return workings.error();
  Plan plan{.file = system.file, .at = at, .system = systemPlan(*workings)};
  plan.policyUtilization = workings->policy.utilization.value;
  plan.services = servicePlans(*workings);
  plan.edges = edgePlans(*workings);
  plan.tiers = tierPlans(*workings);
  plan.assumptions = assumptionsOf(*workings);
  plan.findings = check(plan, *workings);
  return plan;
}

} // namespace loadline::plan
