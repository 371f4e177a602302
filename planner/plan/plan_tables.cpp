#include "planner/plan/plan_tables.h"

#include "base/text.h"
#include "planner/plan/constraint_names.h"
#include "planner/plan/detail_tables.h"
#include "planner/plan/plan_words.h"
#include "planner/units/rounding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace loadline::plan {

using units::formatted;
using Align = TextTable::Align;

namespace {

std::string replicas(const ServicePlan &service) {
  if (!service.replicasNeeded && !service.replicasDeclared)
    return "-";
  return count(service.replicasNeeded) + " / " + count(service.replicasDeclared);
}

TextTable servicesTable(const Plan &plan) {
  TextTable table{{{"Service", Align::left, true},
                   {"rate", Align::right},
                   {"mean", Align::right},
                   {"p99", Align::right},
                   {"in flight", Align::right},
                   {"used", Align::right},
                   {"cpu", Align::right},
                   {"advised", Align::right},
                   {"needs / has", Align::right},
                   {"binding"},
                   {"verdict"}},
                  {}};
  for (const ServicePlan &service : plan.services)
    table.rows.push_back({service.name, shown(service.arrivalRate),
                          shown(service.residenceTime.mean), shown(service.residenceTime.p99),
                          outOf(service.inFlightMean, service.maxInFlight.declared
                                                          ? service.maxInFlight.declared
                                                          : service.maxInFlight.atRateLimit),
                          shown(service.utilization), shown(service.cpuUtilization),
                          shown(service.maxInFlight.recommended), replicas(service),
                          words(toString(service.binding)), words(toString(service.verdict))});
  return table;
}

TextTable edgesTable(const Plan &plan) {
  TextTable table{{{"Call", Align::left, true},
                   {"rate", Align::right},
                   {"offered / admits", Align::right},
                   {"over", Align::right},
                   {"promised / allowed", Align::right},
                   {"over", Align::right}},
                  {}};
  for (const EdgePlan &edge : plan.edges)
    table.rows.push_back({edge.from + " -> " + edge.to + (edge.isOptional ? " (optional)" : ""),
                          shown(edge.rate), outOf(edge.offeredInFlight, edge.admittedInFlight),
                          factor(edge.oversubscription), outOf(edge.offeredRate, edge.admittedRate),
                          factor(edge.rateOversubscription)});
  return table;
}

TextTable tiersTable(const Plan &plan) {
  TextTable table{{{"Tier", Align::right},
                   {"members", Align::left, true},
                   {"admits", Align::right},
                   {"offered", Align::right},
                   {"over", Align::right},
                   {"clamped", Align::right},
                   {"over", Align::right}},
                  {}};
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    const TierPlan &tier = plan.tiers[t];
    table.rows.push_back({fmt::format("{}", t), inWords(tier.members), shown(tier.admitted),
                          shown(tier.offered), factor(tier.oversubscription),
                          shown(tier.offeredClamped), factor(tier.oversubscriptionClamped)});
  }
  return table;
}

/// The callee that lets fewest requests through, or the connections to it where they carry less.
std::string setBy(const ServicePlan &caller) {
  return (caller.isInheritedByConnections ? "its connections to " : "") + caller.inheritedFrom;
}

/// How many of each caller's requests its callees let be in their calls at once.
TextTable inheritedTable(const Plan &plan) {
  TextTable table{{{"Caller", Align::left, true},
                   {"admits", Align::right},
                   {"callees let through", Align::right},
                   {"set by", Align::left, true}},
                  {}};
  for (const ServicePlan &service : plan.services)
    if (service.inheritedInFlight)
      table.rows.push_back({service.name, shown(service.maxInFlight.declared),
                            shown(service.inheritedInFlight), setBy(service)});
  return table;
}

TextTable replicasTable(const Plan &plan) {
  TextTable table{{{"Replicas", Align::left, true},
                   {"bare", Align::right},
                   {"needed", Align::right},
                   {"spare", Align::right},
                   {"surge", Align::right},
                   {"baseline", Align::right},
                   {"peak", Align::right},
                   {"grown", Align::right},
                   {"line in", Align::right},
                   {"full in", Align::right},
                   {"set by"}},
                  {}};
  const auto months = [](const std::optional<int> &number) {
    return number ? fmt::format("{} mo", *number) : "-";
  };
  for (const ServicePlan &service : plan.services) {
    const ReplicaPlan &each = service.replicas;
    if (!each.bare && !service.growth.lineInMonths && !service.growth.fullInMonths)
      continue;
    table.rows.push_back({service.name, count(each.bare), count(service.replicasNeeded),
                          count(each.withSpare), count(each.withSurge), count(each.atBaseline),
                          count(each.atPeak), count(each.afterGrowth),
                          months(service.growth.lineInMonths), months(service.growth.fullInMonths),
                          words(toString(each.binding))});
  }
  return table;
}

/// The first constraints of the system to fill up.
TextTable limitsTable(const Plan &plan) {
  TextTable table{{{"Limit", Align::left, true},
                   {"constraint"},
                   {"used", Align::right},
                   {"full at", Align::right}},
                  {}};
  for (const LimitPlan &limit : plan.system.limits)
    table.rows.push_back({limit.service, nameOf(limit.constraint, limit.toward, limit.of),
                          formatted(limit.used), formatted(limit.maxRate)});
  return table;
}

/// How many can offer a service so much that it is known, by its name; the remedies of clients
/// stand in no row of a call, so that they count as two.
std::map<std::string_view, int> callersOf(const Plan &plan) {
  std::map<std::string_view, int> out;
  for (const EdgePlan &edge : plan.edges)
    if (edge.offeredInFlight)
      out[edge.to] += edge.from == "workload" ? 2 : 1;
  return out;
}

TextTable remediesTable(const Plan &plan) {
  TextTable table{{{"Remedy for", Align::left, true},
                   {"over", Align::right},
                   {"admit less", Align::right},
                   {"or add capacity", Align::right},
                   {"or fan out less", Align::right},
                   {"or connections", Align::right}},
                  {}};
  const auto row = [&](std::string name, const std::optional<Ratio> &over,
                       const std::optional<Remedies> &remedies) {
    if (remedies)
      table.rows.push_back(
          {std::move(name), factor(over), shown(remedies->admitLess), shown(remedies->addCapacity),
           remedies->fanOutLess ? threeDigits(*remedies->fanOutLess) : "-",
           remedies->fewerConnections ? threeDigits(*remedies->fewerConnections) : "-"});
  };
  for (const EdgePlan &edge : plan.edges)
    row(edge.from + " -> " + edge.to, edge.oversubscription, edge.remedies);
  const std::map<std::string_view, int> callers = callersOf(plan);
  for (const ServicePlan &service : plan.services)
    if (service.remedies && callers.at(service.name) > 1) // of one its own row says it
      row("all callers -> " + service.name, service.oversubscription, service.remedies);
  for (std::size_t t = 0; t < plan.tiers.size(); ++t)
    row(fmt::format("entry -> tier {}", t), plan.tiers[t].oversubscription, plan.tiers[t].remedies);
  return withoutEmpty(std::move(table), 5); // seldom that, and then no column for it
}

TextTable scalingTable(const Plan &plan) {
  TextTable table{{{"Autoscaled", Align::left, true},
                   {"at least", Align::right},
                   {"now", Align::right},
                   {"at most", Align::right}},
                  {}};
  for (const ScalingPlan &edge : plan.scaling)
    table.rows.push_back({(edge.from.empty() ? "all callers" : edge.from) + " -> " + edge.to,
                          factor(edge.atMin), factor(edge.atCurrent), factor(edge.atMax)});
  return table;
}

TextTable budgetsTable(const Plan &plan) {
  TextTable table{{{"Budget", Align::left, true},
                   {"class"},
                   {"tenant"},
                   {"caller"},
                   {"in flight", Align::right},
                   {"set by"},
                   {"rate", Align::right},
                   {"set by"},
                   {"arrives", Align::right},
                   {"used", Align::right}},
                  {}};
  for (const BudgetPlan &budget : plan.budgets)
    table.rows.push_back({budget.service, budget.className, budget.tenant, budget.caller,
                          shown(budget.maxInFlight), budget.inFlightBy, shown(budget.maxRate),
                          budget.rateBy, shown(budget.arrives), shown(budget.used)});
  return table;
}

TextTable oversellTable(const Plan &plan) {
  TextTable table{{{"Promised to", Align::left, true},
                   {"rate", Align::right},
                   {"of it", Align::right},
                   {"in flight", Align::right},
                   {"of it", Align::right},
                   {"state", Align::right},
                   {"room for others", Align::right}},
                  {}};
  for (const OversellPlan &row : plan.oversell)
    table.rows.push_back({fmt::format("{} of {}", row.layer, row.service), shown(row.promisedRate),
                          factor(row.rateFactor), shown(row.promisedInFlight),
                          factor(row.inFlightFactor), shown(row.state), count(row.roomForDefault)});
  return table;
}

TextTable objectivesTable(const Plan &plan) {
  TextTable table{{{"Objective", Align::left, true},
                   {"success", Align::right},
                   {"expected", Align::right},
                   {"may fail", Align::right},
                   {"in", Align::right},
                   {"spent", Align::right},
                   {"may be refused", Align::right}},
                  {}};
  for (const ServicePlan &service : plan.services) {
    const SuccessPlan &success = service.success;
    if (success.objective)
      table.rows.push_back({service.name, nines(success.objective), nines(success.success),
                            shown(success.budget), formatted(success.window),
                            shown(success.budgetSpent), nines(success.rejections)});
  }
  return table;
}

TextTable costsTable(const Plan &plan) {
  TextTable table{{{"Cost a month", Align::left, true},
                   {"now", Align::right},
                   {"needed", Align::right},
                   {"per million requests", Align::right}},
                  {}};
  const auto row = [&](const std::string &name, const CostPlan &cost) {
    const auto money = [](const std::optional<Price> &price) {
      return price ? threeDigits(price->count()) : "-";
    };
    if (cost.declared)
      table.rows.push_back({name, money(cost.declared), money(cost.needed),
                            cost.perMillion ? threeDigits(*cost.perMillion) : "-"});
  };
  for (const ServicePlan &service : plan.services)
    row(service.name, service.cost);
  if (!table.rows.empty())
    row("all", plan.system.cost);
  return table;
}

/// What piles up at the services that a burst fills, and what takes it in.
TextTable burstsTable(const Plan &plan) {
  TextTable table{{{"Burst at", Align::left, true},
                   {"arrives / holds", Align::right},
                   {"lasts", Align::right},
                   {"too many", Align::right},
                   {"queue", Align::right},
                   {"last waits", Align::right},
                   {"drained in", Align::right},
                   {"or replicas", Align::right},
                   {"warm in", Align::right}},
                  {}};
  for (const BurstPlan &burst : plan.bursts)
    table.rows.push_back({burst.service, formatted(burst.rate) + " / " + formatted(burst.holds),
                          formatted(burst.lasts), formatted(burst.waiting),
                          burst.queue ? formatted(*burst.queue) : "no limit", formatted(burst.wait),
                          burst.drainedIn ? shown(burst.drainedIn) : "never", count(burst.replicas),
                          shown(burst.warmUp)});
  return table;
}

/// What following the load through the day saves.
TextTable daysTable(const Plan &plan) {
  TextTable table{{{"Day of", Align::left, true},
                   {"mean / peak", Align::right},
                   {"replicas", Align::right},
                   {"replica-hours", Align::right},
                   {"following, a month", Align::right},
                   {"always the most", Align::right}},
                  {}};
  const auto money = [](const std::optional<Price> &price) {
    return price ? threeDigits(price->count()) : "-";
  };
  for (const DayPlan &day : plan.days)
    table.rows.push_back({day.service, formatted(day.meanLoad),
                          fmt::format("{}..{}", day.least, day.most), threeDigits(day.replicaHours),
                          money(day.following), money(day.atMost)});
  return table;
}

TextTable boundCostsTable(const Plan &plan) {
  TextTable table{{{"Bound costs", Align::left, true},
                   {"per req/s", Align::right},
                   {"per slot", Align::right},
                   {"best bound", Align::right},
                   {"per req/s", Align::right},
                   {"half pods", Align::right},
                   {"these", Align::right},
                   {"twice", Align::right},
                   {"hung / bound", Align::right}},
                  {}};
  const auto money = [](const std::optional<Price> &price) {
    return price ? threeDigits(price->count()) : "-";
  };
  for (const BoundCostPlan &cost : plan.boundCosts)
    table.rows.push_back({cost.service, money(cost.perRate), money(cost.perSlot),
                          shown(cost.bestBound), money(cost.perRateAtBest), money(cost.half),
                          money(cost.declared), money(cost.twice),
                          cost.memoryUnbounded ? outOf(cost.memoryUnbounded, cost.memoryBounded)
                                               : shown(cost.heldUnbounded)});
  return table;
}

TextTable teamsTable(const Plan &plan) {
  TextTable table{{{"Team", Align::left, true},
                   {"services", Align::right},
                   {"in flight", Align::right},
                   {"replicas", Align::right},
                   {"cost", Align::right}},
                  {}};
  for (const TeamPlan &team : plan.teams)
    table.rows.push_back({team.name, fmt::format("{}", team.services),
                          outOf(team.inFlight, team.admitted), fmt::format("{}", team.replicas),
                          shown(team.cost)});
  return table;
}

/// The value of a figure that is known by its name.
std::string inItsUnit(std::string_view field, double value) {
  const auto isOne = [field](std::initializer_list<std::string_view> ends) {
    return std::any_of(ends.begin(), ends.end(),
                       [field](std::string_view end) { return field.ends_with(end); });
  };
  if (isOne({"time.mean", "time.p50", "time.p95", "time.p99", ".wait", ".lasts", ".drained_in"}))
    return formatted(Duration(value));
  if (isOne({"_rate", "_rate_at_policy", ".rate", ".limit", ".holds"}))
    return formatted(Rate(value));
  if (isOne({"oversubscription", "oversubscription_clamped", "_factor"}))
    return formattedFactor(Ratio(value));
  if (isOne({".state"}))
    return formatted(Bytes(value));
  if (isOne({"utilization", ".expected", ".used"}))
    return formatted(Ratio(value));
  return threeDigits(value);
}

TextTable rangesTable(const Plan &plan) {
  TextTable table{{{"Range of", Align::left, true},
                   {"low", Align::right},
                   {"5%", Align::right},
                   {"95%", Align::right},
                   {"high", Align::right}},
                  {}};
  for (const RangePlan &range : plan.ranges)
    table.rows.push_back({range.field, inItsUnit(range.field, range.low),
                          inItsUnit(range.field, range.p5), inItsUnit(range.field, range.p95),
                          inItsUnit(range.field, range.high)});
  return table;
}

} // namespace

std::vector<NamedTable> planTables(const Plan &plan) {
  std::vector<NamedTable> all = {{"Services", servicesTable(plan)},
                                 {"Times", timesTable(plan)},
                                 {"Calls", edgesTable(plan)},
                                 {"Tiers", tiersTable(plan)},
                                 {"Tiers at the planned load", tierLoadsTable(plan)},
                                 {"Inherited bounds", inheritedTable(plan)},
                                 {"Limits", limitsTable(plan)},
                                 {"Constraints", constraintsTable(plan)},
                                 {"Bounds", boundsTable(plan)},
                                 {"Calls in detail", callsTable(plan)},
                                 {"Replicas", replicasTable(plan)},
                                 {"Remedies", remediesTable(plan)},
                                 {"Autoscaling", scalingTable(plan)},
                                 {"Budgets", budgetsTable(plan)},
                                 {"Promises", oversellTable(plan)},
                                 {"Objectives", objectivesTable(plan)},
                                 {"Bursts", burstsTable(plan)},
                                 {"Days", daysTable(plan)},
                                 {"Costs", costsTable(plan)},
                                 {"Cost of bounds", boundCostsTable(plan)},
                                 {"Teams", teamsTable(plan)},
                                 {"Ranges", rangesTable(plan)}};
  std::erase_if(all, [](const NamedTable &named) { return named.table.rows.empty(); });
  for (NamedTable &named : all)
    for (TextTable::Column &column : named.table.columns)
      column.wraps = column.mayShrink; // a name that is cut may be that of another
  return all;
}

} // namespace loadline::plan
