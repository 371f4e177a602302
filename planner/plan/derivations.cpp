#include "planner/plan/derivations.h"

#include "planner/plan/bound_costs.h"
#include "planner/plan/budgets.h"
#include "planner/plan/bursts.h"
#include "planner/plan/days.h"
#include "planner/plan/edge_derivations.h"
#include "planner/plan/scaling.h"
#include "planner/plan/service_derivations.h"

#include <fmt/format.h>

namespace loadline::plan {

namespace {

/// One more than that of the caller furthest from the entry; services of a circle share theirs.
void deriveTier(const ServiceView &view, Deriving &out) {
  if (view.row.tier < 0)
    return;
  const Workings &workings = view.workings;
  std::vector<Input> callers;
  std::vector<std::string> names = {"0"};
  bool isCircle = false;
  for (const std::size_t e : workings.incoming[view.index]) {
    const sizing::Edge &edge = workings.edges[e];
    const int from = workings.tierOf[edge.from];
    if (from < 0)
      continue;
    isCircle = isCircle || from == view.row.tier;
    names.push_back(fmt::format("1 + tier of {}", view.nameOf(edge.from)));
    callers.push_back({"tier of " + view.nameOf(edge.from), precisely(from), edge.at, ""});
  }
  const std::string result = precisely(view.row.tier);
  if (isCircle)
    out.add("tier", result, "that of the circle of calls it belongs to: the longest way there",
            std::move(callers), Derivation::Kind::rule);
  else
    out.add("tier", result, largestOf(names), std::move(callers));
}

} // namespace

void addDerivations(Plan &plan, const Workings &workings) {
  addSystemDerivations(plan, workings);
  for (std::size_t row = 0; row < plan.services.size(); ++row) {
    std::vector<Derivation> derivations;
    const ServiceView view{plan.services[row], workings.order[row], workings};
    Deriving out(plan.services[row].name, derivations);
    deriveLoad(view, out);
    deriveBounds(view, out);
    deriveTimes(view, out);
    deriveConstraints(view, out);
    deriveReplicas(view, out);
    deriveSuccess(view, out);
    deriveTier(view, out);
    plan.services[row].derivations = std::move(derivations);
  }
  addEdgeDerivations(plan, workings);
  addTierDerivations(plan, workings);
  addBudgetDerivations(plan, workings);
  addPromiseDerivations(plan, workings);
  addTeamDerivations(plan);
  addBurstDerivations(plan, workings);
  addDayDerivations(plan, workings);
  addBoundCostDerivations(plan, workings);
  addScalingDerivations(plan, workings);
  Deriving policy("policy", plan.derivations);
  policy.addSaid("utilization", setting("policy.utilization", workings.policy.utilization));
  policy.addSaid("horizon", setting("policy.horizon", workings.policy.horizon));
}

void addRangeDerivations(Plan &plan) {
  for (const RangePlan &range : plan.ranges) {
    Deriving out("range:" + range.field, plan.derivations);
    const auto add = [&](std::string_view field, double value, const char *what) {
      out.add(field, precisely(value), what, {}, Derivation::Kind::rule);
    };
    add("low", range.low, "the least over all draws of the spec's ranges");
    add("p5", range.p5, "what 5% of the draws of the spec's ranges do not exceed");
    add("p95", range.p95, "what 95% of the draws of the spec's ranges do not exceed");
    add("high", range.high, "the most over all draws of the spec's ranges");
  }
}

} // namespace loadline::plan
