#include "planner/plan/detail_tables.h"

#include "base/text.h"
#include "planner/plan/plan_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

using units::formatted;
using Align = TextTable::Align;

TextTable timesTable(const Plan &plan) {
  TextTable table{{{"Times", Align::left, true},
                   {"p50", Align::right},
                   {"p95", Align::right},
                   {"p99", Align::right},
                   {"in flight at p99", Align::right},
                   {"lets through", Align::right},
                   {"answered", Align::right}},
                  {}};
  for (const ServicePlan &service : plan.services) {
    const ResidenceTime &time = service.residenceTime;
    if (time.p99 || service.throughput || service.success.success)
      table.rows.push_back({service.name, shown(time.p50), shown(time.p95), shown(time.p99),
                            shown(service.inFlightAtP99), shown(service.throughput),
                            nines(service.success.success)});
  }
  return table;
}

TextTable tierLoadsTable(const Plan &plan) {
  TextTable table{{{"Tier", Align::right},
                   {"members", Align::left, true},
                   {"admits", Align::right},
                   {"inside", Align::right},
                   {"left", Align::right},
                   {"offered at once", Align::right}},
                  {}};
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    const TierPlan &tier = plan.tiers[t];
    if (tier.inFlight || tier.atOnce)
      table.rows.push_back({fmt::format("{}", t), inWords(tier.members), shown(tier.admitted),
                            shown(tier.inFlight), shown(tier.slack), shown(tier.atOnce)});
  }
  return withoutEmpty(std::move(table), 5);
}

TextTable constraintsTable(const Plan &plan) {
  TextTable table{{{"Constraint of", Align::left, true},
                   {"by", Align::left, true},
                   {"full at", Align::right},
                   {"used", Align::right},
                   {"room for", Align::right}},
                  {}};
  for (const ServicePlan &service : plan.services)
    for (const ConstraintPlan &each : service.constraints)
      table.rows.push_back({service.name,
                            words(toString(each.constraint)) +
                                (each.toward.empty() ? "" : " to " + each.toward) +
                                (each.isPromise ? " (promise)" : ""),
                            formatted(each.limit), formatted(each.used), shown(each.inFlight)});
  return table;
}

TextTable boundsTable(const Plan &plan) {
  TextTable table{{{"Bound of", Align::left, true},
                   {"admits", Align::right},
                   {"said in"},
                   {"contract rate", Align::right},
                   {"implied time", Align::right},
                   {"at rate limit", Align::right},
                   {"because", Align::left, true},
                   {"review"}},
                  {}};
  for (const ServicePlan &service : plan.services) {
    const auto &bound = service.maxInFlight;
    if (bound.declared || service.contractRate || bound.atRateLimit)
      table.rows.push_back({service.name, shown(bound.declared), orDash(bound.declaredIn),
                            shown(service.contractRate), shown(service.impliedLatency),
                            shown(bound.atRateLimit), orDash(bound.because), orDash(bound.review)});
  }
  return withoutEmpty(std::move(table), 3);
}

TextTable callsTable(const Plan &plan) {
  TextTable table{{{"Call in detail", Align::left, true},
                   {"at once", Align::right},
                   {"offered, mean", Align::right},
                   {"attempts at worst", Align::right},
                   {"hedges", Align::right},
                   {"connections", Align::right},
                   {"waits"}},
                  {}};
  for (const EdgePlan &edge : plan.edges)
    if (edge.offeredMean || edge.worstAttempts > 1 || edge.connections || edge.isAsynchronous ||
        edge.hedgeRate)
      table.rows.push_back({edge.from + " -> " + edge.to, threeDigits(edge.parallelCalls),
                            shown(edge.offeredMean), threeDigits(edge.worstAttempts),
                            shown(edge.hedgeRate), shown(edge.connections),
                            edge.isAsynchronous ? "no" : "yes"});
  return withoutEmpty(std::move(table), 4);
}

TextTable withoutEmpty(TextTable table, std::size_t first) {
  for (std::size_t c = table.columns.size(); c-- > first;) {
    if (std::any_of(table.rows.begin(), table.rows.end(),
                    [&](const auto &cells) { return cells[c] != "-"; }))
      continue;
    const auto at = static_cast<std::ptrdiff_t>(c);
    table.columns.erase(table.columns.begin() + at);
    for (auto &cells : table.rows)
      cells.erase(cells.begin() + at);
  }
  return table;
}

} // namespace loadline::plan
