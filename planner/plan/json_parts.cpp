#include "planner/plan/json_parts.h"

#include "base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace loadline::plan {

Json number(double value) {
  if (!std::isfinite(value))
    return {};
  const std::string text = fmt::format("{:.12g}", value);
  double rounded = value;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

Json number(const std::optional<int> &count) {
  return count ? Json(*count) : Json();
}

Json number(const std::optional<double> &value) {
  return value ? number(*value) : Json();
}

Json word(const std::string &text) {
  return text.empty() ? Json() : Json(printable(text));
}

Json position(const SourcePosition &at) {
  if (at.file.empty())
    return {};
  return {{"file", printable(at.file.str())}, {"line", at.line}, {"column", at.column}};
}

Json toJson(const ConstraintPlan &constraint) {
  return {{"constraint", toString(constraint.constraint)},
          {"limit", number(constraint.limit.count())},
          {"in_flight", number(constraint.inFlight)},
          {"used", number(constraint.used.count())},
          {"promise", constraint.isPromise},
          {"toward", word(constraint.toward)},
          {"at", position(constraint.at)}};
}

Json toJson(const GrowthPlan &growth) {
  return {{"arrival_rate", number(growth.arrivalRate)},
          {"line_in_months", number(growth.lineInMonths)},
          {"full_in_months", number(growth.fullInMonths)}};
}

Json toJson(const SuccessPlan &success) {
  return {
      {"expected", number(success.success)},         {"objective", number(success.objective)},
      {"window", number(success.window.count())},    {"budget", number(success.budget)},
      {"budget_spent", number(success.budgetSpent)}, {"rejections", number(success.rejections)}};
}

Json toJson(const CostPlan &cost) {
  return {{"declared", number(cost.declared)},
          {"needed", number(cost.needed)},
          {"per_million", number(cost.perMillion)}};
}

Json toJson(const std::optional<Remedies> &remedies) {
  if (!remedies)
    return {};
  return {{"admit_less", number(remedies->admitLess)},
          {"add_capacity", number(remedies->addCapacity)},
          {"fan_out_less", number(remedies->fanOutLess)},
          {"fewer_connections", number(remedies->fewerConnections)}};
}

Json toJson(const LimitPlan &limit) {
  return {{"service", printable(limit.service)},
          {"constraint", toString(limit.constraint)},
          {"toward", word(limit.toward)},
          {"of", word(limit.of)},
          {"max_rate", number(limit.maxRate.count())},
          {"used", number(limit.used.count())}};
}

Json toJson(const BudgetPlan &budget) {
  return {{"service", printable(budget.service)},
          {"class", word(budget.className)},
          {"tenant", word(budget.tenant)},
          {"caller", word(budget.caller)},
          {"max_in_flight", number(budget.maxInFlight)},
          {"in_flight_by", word(budget.inFlightBy)},
          {"max_rate", number(budget.maxRate)},
          {"rate_by", word(budget.rateBy)},
          {"arrives", number(budget.arrives)},
          {"used", number(budget.used)}};
}

Json toJson(const OversellPlan &oversell) {
  return {{"service", printable(oversell.service)},
          {"layer", oversell.layer},
          {"promised_rate", number(oversell.promisedRate)},
          {"rate_factor", number(oversell.rateFactor)},
          {"promised_in_flight", number(oversell.promisedInFlight)},
          {"in_flight_factor", number(oversell.inFlightFactor)},
          {"state", number(oversell.state)},
          {"room_for_default", number(oversell.roomForDefault)},
          {"at", position(oversell.at)}};
}

Json toJson(const BurstPlan &burst) {
  return {{"service", printable(burst.service)},     {"rate", number(burst.rate.count())},
          {"holds", number(burst.holds.count())},    {"lasts", number(burst.lasts.count())},
          {"excess", number(burst.waiting.count())}, {"wait", number(burst.wait.count())},
          {"drained_in", number(burst.drainedIn)},   {"queue", number(burst.queue)},
          {"replicas", number(burst.replicas)},      {"warm_up", number(burst.warmUp)}};
}

Json toJson(const DayStretch &stretch) {
  return {{"from", number(stretch.from.count())},
          {"lasts", number(stretch.lasts.count())},
          {"arrival_rate", number(stretch.arrivals.count())},
          {"replicas", stretch.replicas}};
}

Json toJson(const DayPlan &day) {
  return {{"service", printable(day.service)},
          {"mean_load", number(day.meanLoad.count())},
          {"most", day.most},
          {"least", day.least},
          {"replica_hours", number(day.replicaHours)},
          {"following", number(day.following)},
          {"at_most", number(day.atMost)},
          {"hours", listOf(day.hours)}};
}

Json toJson(const BoundCostPlan &cost) {
  return {{"service", printable(cost.service)},
          {"per_rate", number(cost.perRate.count())},
          {"per_slot", number(cost.perSlot)},
          {"best_bound", number(cost.bestBound)},
          {"per_rate_at_best", number(cost.perRateAtBest)},
          {"half", number(cost.half)},
          {"declared", number(cost.declared)},
          {"twice", number(cost.twice)},
          {"held_unbounded", number(cost.heldUnbounded)},
          {"memory_unbounded", number(cost.memoryUnbounded)},
          {"memory_bounded", number(cost.memoryBounded)}};
}

Json toJson(const TeamPlan &team) {
  return {{"name", printable(team.name)},       {"services", team.services},
          {"in_flight", number(team.inFlight)}, {"admitted", number(team.admitted)},
          {"replicas", team.replicas},          {"cost", number(team.cost)}};
}

Json toJson(const RangePlan &range) {
  return {{"field", printable(range.field)},
          {"low", number(range.low)},
          {"p5", number(range.p5)},
          {"p95", number(range.p95)},
          {"high", number(range.high)}};
}

Json toJson(const WayStep &step) {
  Json tenants = Json::array();
  for (const auto &[tenant, bound] : step.tenants)
    tenants.push_back({{"tenant", printable(tenant)}, {"max_in_flight", number(bound.count())}});
  return {{"service", printable(step.service)},
          {"admits", number(step.admits)},
          {"calls_at_once", number(step.callsAtOnce)},
          {"tenants", std::move(tenants)}};
}

Json toJson(const std::optional<SignalPlan> &signal) {
  if (!signal)
    return {};
  constexpr const char *whileOf[] = {"waiting", "rejected", "degraded"}; // as in sizing::Excess
  return {{"service", printable(signal->service)},
          {"in_flight", number(signal->inFlight.count())},
          {"lasts", number(signal->lasts.count())},
          {"while", whileOf[static_cast<std::size_t>(signal->excess)]}};
}

Json toJson(const ScalingPlan &scaling) {
  return {{"from", word(scaling.from)},
          {"to", printable(scaling.to)},
          {"at_min", number(scaling.atMin)},
          {"at_current", number(scaling.atCurrent)},
          {"at_max", number(scaling.atMax)}};
}

} // namespace loadline::plan
