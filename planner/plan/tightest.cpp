#include "planner/plan/tightest.h"

#include "planner/plan/first_of.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace loadline::plan {

namespace {

void rankTiers(Plan &plan) {
  const auto worse = [&](std::size_t tier, const std::optional<int> &than) {
    const auto over = overAtOnce(plan.tiers[tier]);
    return over && (!than || *over > *overAtOnce(plan.tiers[static_cast<std::size_t>(*than)]));
  };
  SystemPlan &system = plan.system;
  for (std::size_t tier = 0; tier < plan.tiers.size(); ++tier)
    if (worse(tier, system.tightestTier)) {
      system.nextTier = system.tightestTier;
      system.tightestTier = static_cast<int>(tier);
    } else if (worse(tier, system.nextTier)) {
      system.nextTier = static_cast<int>(tier);
    }
}

/// The call into a service whose caller can have most in flight there, of callers that load gets
/// to; null of an entry.
const EdgePlan *widestInto(const Plan &plan, const std::string &name) {
  const EdgePlan *widest = nullptr;
  const auto offered = [](const EdgePlan &edge) {
    return edge.offeredInFlight.value_or(Concurrency(0)).count();
  };
  for (const EdgePlan &edge : plan.edges)
    if (edge.to == name && edge.from != "workload" && edge.from != name &&
        (!widest || comesFirst(offered(edge), edge.from, offered(*widest), widest->from)) &&
        plan.find(edge.from)->tier >= 0)
      widest = &edge;
  return widest;
}

WayStep stepAt(const Plan &plan, const ServicePlan &service, double callsAtOnce) {
  WayStep step{service.name, service.maxInFlight.declared, callsAtOnce};
  for (const BudgetPlan &budget : plan.budgets)
    if (budget.service == service.name && !budget.tenant.empty() && budget.className.empty() &&
        budget.caller.empty() && budget.maxInFlight)
      step.tenants.emplace_back(budget.tenant, *budget.maxInFlight);
  return step;
}

std::vector<WayStep> wayTo(const Plan &plan, const ServicePlan &service) {
  constexpr std::size_t most = 6; // services that are named
  std::vector<WayStep> way = {stepAt(plan, service, 1.0)};
  std::set<std::string_view> passed = {service.name}; // calls may go round
  for (const ServicePlan *at = &service; way.size() < most;) {
    const EdgePlan *edge = widestInto(plan, at->name);
    if (!edge || !passed.insert(edge->from).second)
      break;
    at = plan.find(edge->from);
    way.push_back(stepAt(plan, *at, edge->parallelCalls));
  }
  std::reverse(way.begin(), way.end());
  return way;
}

} // namespace

const ServicePlan *mostOversubscribed(const Plan &plan) {
  const auto worstOf = [&](const std::optional<int> &tier) {
    const ServicePlan *worst = nullptr;
    for (const ServicePlan &service : plan.services)
      if (const auto over = overAtOnce(service);
          over && *over > Ratio(1) && service.tier >= 0 && (!tier || service.tier == *tier) &&
          (!worst ||
           comesFirst(over->count(), service.name, overAtOnce(*worst)->count(), worst->name)))
        worst = &service;
    return worst;
  };
  const ServicePlan *worst = plan.system.tightestTier ? worstOf(plan.system.tightestTier) : nullptr;
  return worst ? worst : worstOf(std::nullopt);
}

void findTightest(Plan &plan) {
  rankTiers(plan);
  const ServicePlan *worst = mostOversubscribed(plan);
  if (!worst)
    return;
  plan.system.way = wayTo(plan, *worst);
  constexpr double nearlyFull = 0.95;
  constexpr double minutes = 5 * 60; // s: longer than what a burst takes to pass
  plan.system.signal = {worst->name, *worst->maxInFlight.declared * nearlyFull, Duration(minutes),
                        worst->maxInFlight.excess};
}

} // namespace loadline::plan
