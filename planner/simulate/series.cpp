#include "planner/simulate/series.h"

#include "base/text.h"
#include "base/text_table.h"
#include "planner/units/format.h"

#include <fmt/format.h>

namespace loadline::simulate {

namespace {

using Align = TextTable::Align;
using units::formatted;

/// A field of CSV: quoted where it has to be, its quotes doubled.
std::string field(const std::string &text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos)
    return text;
  std::string out = "\"";
  for (const char letter : text)
    out += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return out + "\"";
}

Duration endOf(const Simulation &simulation, std::size_t piece) {
  return simulation.sampled * static_cast<double>(piece + 1);
}

} // namespace

std::string seriesText(const Simulation &simulation) {
  if (simulation.series.empty())
    return "";
  TextTable table{{{"until", Align::right},
                   {"service", Align::left, true, 12, false, true},
                   {"replicas", Align::right},
                   {"rate", Align::right},
                   {"throughput", Align::right},
                   {"refused", Align::right},
                   {"failed", Align::right},
                   {"timed out", Align::right},
                   {"inside", Align::right},
                   {"limit", Align::right},
                   {"mean time", Align::right}},
                  {}};
  for (std::size_t piece = 0; piece < simulation.series.size(); ++piece)
    for (std::size_t s = 0; s < simulation.services.size(); ++s) {
      const SeriesPoint &is = simulation.series[piece][s];
      table.rows.push_back({s == 0 ? formatted(endOf(simulation, piece)) : "",
                            simulation.services[s].name, formatted(is.replicas),
                            formatted(is.arrivals), formatted(is.throughput),
                            formatted(is.refusals), formatted(is.failures), formatted(is.expiries),
                            formatted(is.inside), is.limit ? formatted(*is.limit) : "-",
                            is.residence ? formatted(*is.residence) : "-"});
    }
  return "\n" + render(table);
}

std::string seriesCsv(const Simulation &simulation) {
  std::string text = "until,service,replicas,arrival_rate,throughput,refusals,failures,expiries,"
                     "in_flight,inside_at_end,residence_time,limit\n";
  for (std::size_t piece = 0; piece < simulation.series.size(); ++piece)
    for (std::size_t s = 0; s < simulation.services.size(); ++s) {
      const SeriesPoint &is = simulation.series[piece][s];
      text += fmt::format(
          "{:.12g},{},{:.12g},{:.12g},{:.12g},{:.12g},{:.12g},{:.12g},{:.12g},{:.12g},{},{}\n",
          endOf(simulation, piece).count(), field(printable(simulation.services[s].name)),
          is.replicas.count(), is.arrivals.count(), is.throughput.count(), is.refusals.count(),
          is.failures.count(), is.expiries.count(), is.inFlight.count(), is.inside.count(),
          is.residence ? fmt::format("{:.12g}", is.residence->count()) : "",
          is.limit ? fmt::format("{:.12g}", is.limit->count()) : "");
    }
  return text;
}

} // namespace loadline::simulate
