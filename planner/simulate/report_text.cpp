#include "planner/simulate/report.h"

#include "base/text.h"
#include "base/text_table.h"
#include "planner/simulate/comparison.h"
#include "planner/simulate/series.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::simulate {

namespace {

using Align = TextTable::Align;
using units::formatted;

template <class Quantity>
std::string shown(const std::optional<Quantity> &quantity) {
  return quantity ? formatted(*quantity) : "-";
}

std::string signedPercent(const std::optional<Ratio> &ratio) {
  return ratio ? fmt::format("{:+.1f}%", 100 * ratio->count()) : "-";
}

template <class Quantity>
void addRow(TextTable &table, const std::string &service, std::string_view figure,
            const Compared<Quantity> &is) {
  if (!is.planned && !is.simulated)
    return;
  const bool isOnce = !is.simulated || std::isinf(is.simulated->halfWidth.count());
  table.rows.push_back({service, std::string(figure), shown(is.planned),
                        is.simulated ? formatted(is.simulated->value) : "-",
                        isOnce ? "-" : formatted(is.simulated->halfWidth),
                        signedPercent(is.deviation())});
}

TextTable comparisonTable(const Simulation &simulation, const plan::Plan &plan) {
  TextTable table{{{"Service", Align::left, true, 12, false, true},
                   {"figure"},
                   {"plan", Align::right},
                   {"simulated", Align::right},
                   {"±", Align::right},
                   {"plan is", Align::right}},
                  {}};
  for (const ServiceComparison &service : compare(plan, simulation)) {
    addRow(table, service.name, "rate", service.arrivalRate);
    addRow(table, "", "throughput", service.throughput);
    addRow(table, "", "mean time", service.residence.mean);
    addRow(table, "", "p50", service.residence.p50);
    addRow(table, "", "p95", service.residence.p95);
    addRow(table, "", "p99", service.residence.p99);
    addRow(table, "", "in flight", service.inFlight);
    addRow(table, "", "limit", service.limit);
    addRow(table, "", "used", service.utilization);
    addRow(table, "", "cpu", service.cpuUtilization);
  }
  return table;
}

/// What only the simulation knows.
TextTable excessTable(const Simulation &simulation) {
  TextTable table{{{"Service", Align::left, true, 12, false, true},
                   {"slots held", Align::right},
                   {"queue", Align::right},
                   {"waits", Align::right},
                   {"wait", Align::right},
                   {"refused", Align::right},
                   {"failed", Align::right},
                   {"timed out", Align::right}},
                  {}};
  for (const ServiceResult &is : simulation.services)
    table.rows.push_back({is.name, formatted(is.slotsHeld.value), formatted(is.queue.value),
                          is.waits ? formatted(is.waits->value) : "-",
                          is.wait ? formatted(is.wait->value) : "-", formatted(is.refusals.value),
                          formatted(is.failures.value), formatted(is.expiries.value)});
  return table;
}

std::string listOf(std::string_view title, const std::vector<std::string> &lines) {
  if (lines.empty())
    return "";
  std::string text = fmt::format("\n{}\n", title);
  for (const std::string &line : lines)
    text += wrapped(oneLine("  " + line), 100, 4);
  return text;
}

} // namespace

std::string toText(const Simulation &simulation, const plan::Plan &plan) {
  std::string text = wrapped(
      oneLine(fmt::format("{} at {}, simulated {} times for {} after {}, seed {}; {} events. ± is "
                          "half of a 95 % confidence interval.",
                          plan.system.name, plan::toString(plan.at), simulation.replications,
                          formatted(simulation.duration), formatted(simulation.warmUp),
                          simulation.seed, simulation.events)),
      100, 0);
  text += "\n" + render(comparisonTable(simulation, plan));
  text += "\n" + render(excessTable(simulation));
  text += seriesText(simulation);
  text += listOf("Taken for granted by the simulation", simulation.assumptions);
  text += listOf("Not simulated", simulation.leftOut);
  return text;
}

} // namespace loadline::simulate
