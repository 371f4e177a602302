#include "planner/diagram/text_stack.h"

#include "base/text.h"
#include "base/text_table.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::diagram {

namespace {

using Align = TextTable::Align;

TextTable serviceTable(const plan::Plan &plan) {
  TextTable table{{{"TIER", Align::right},
                   {"SERVICE", Align::left, true, 12, false, true},
                   {"ARRIVES", Align::right},
                   {"IN FLIGHT", Align::right},
                   {"GAUGE"},
                   {"USED", Align::right},
                   {"BOUND BY"},
                   {"VERDICT"}},
                  {}};
  for (const plan::ServicePlan &service : plan.services)
    table.rows.push_back(
        {service.tier < 0 ? "-" : std::to_string(service.tier), service.name,
         inWords(service.arrivalRate),
         inWords(service.inFlightMean) + " / " + inWords(service.maxInFlight.declared),
         textGauge(service.utilization, plan.policyUtilization), inWords(service.utilization),
         inWords(service.binding), inWords(service.verdict)});
  return table;
}

std::string traitsOf(const plan::EdgePlan &edge) {
  std::vector<std::string> traits;
  if (isOversubscribed(edge.oversubscription))
    traits.push_back("OVERSUBSCRIBED");
  if (edge.isParallel)
    traits.push_back("parallel");
  if (edge.isOptional)
    traits.push_back("optional");
  if (edge.isAsynchronous)
    traits.push_back("asynchronous");
  return fmt::format("{}", fmt::join(traits, ", "));
}

TextTable edgeTable(const plan::Plan &plan) {
  TextTable table{{{"FROM", Align::left, true, 12, false, true},
                   {"TO", Align::left, true, 12, false, true},
                   {"RATE", Align::right},
                   {"OFFERED", Align::right},
                   {"ADMITTED", Align::right},
                   {"RATIO", Align::right},
                   {""}},
                  {}};
  for (const plan::EdgePlan &edge : plan.edges)
    table.rows.push_back(
        {edge.from, edge.to, inWords(edge.rate), inWords(edge.offeredInFlight),
         inWords(edge.admittedInFlight),
         edge.oversubscription ? timesInWords(*edge.oversubscription) : unknownText,
         traitsOf(edge)});
  return table;
}

TextTable tierTable(const plan::Plan &plan) {
  const auto times = [](std::optional<plan::Ratio> ratio) {
    return ratio ? timesInWords(*ratio) : unknownText;
  };
  TextTable table{{{"TIER", Align::right},
                   {"SERVICES", Align::left, true, 12, false, true},
                   {"OFFERED", Align::right},
                   {"ADMITTED", Align::right},
                   {"RATIO", Align::right},
                   {"CLAMPED", Align::right},
                   {"RATIO", Align::right},
                   {""}},
                  {}};
  for (std::size_t i = 0; i < plan.tiers.size(); ++i) {
    const plan::TierPlan &tier = plan.tiers[i];
    table.rows.push_back({std::to_string(i), fmt::format("{}", fmt::join(tier.members, ", ")),
                          inWords(tier.offered), inWords(tier.admitted),
                          times(tier.oversubscription), inWords(tier.offeredClamped),
                          times(tier.oversubscriptionClamped),
                          isOversubscribed(tier.oversubscription) ? "OVERSUBSCRIBED" : ""});
  }
  return table;
}

} // namespace

std::string textGauge(std::optional<plan::Ratio> utilization, plan::Ratio limit) {
  constexpr int cells = 20;
  const auto cellOf = [](double share) {
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * cells));
  };
  if (!ifFinite(utilization))
    return std::string(cells + 1, '?');
  const int water = cellOf(utilization->count()), line = cellOf(limit.count());
  std::string out;
  for (int i = 0; i <= cells; ++i) {
    if (i == line)
      out += "│";
    if (i < cells)
      out += i < water ? "█" : "·";
  }
  return out + (utilization->count() >= 1 ? "!" : "");
}

std::string toText(const plan::Plan &plan, std::size_t width) {
  std::string out = fmt::format("{}: {}\n\n", oneLine(plan.system.name), oneLine(summaryOf(plan)));
  out += render(serviceTable(plan), width) + "\n" + render(edgeTable(plan), width);
  if (!plan.tiers.empty())
    out += "\n" + render(tierTable(plan), width);
  return out;
}

} // namespace loadline::diagram
