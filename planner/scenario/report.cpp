#include "planner/scenario/run_scenario.h"

#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace loadline::scenario {

namespace {

using Json = nlohmann::ordered_json;

std::string verdictWord(Verdict verdict) {
  return verdict == Verdict::stays ? "breaks and stays" : std::string(toString(verdict));
}

Json toJson(const Outcome &outcome) {
  Json figures = Json::array(), conclusions = Json::array();
  for (const Figure &is : outcome.figures) {
    figures.push_back({{"about", printable(is.about)},
                       {"figure", is.name},
                       {"before", is.before},
                       {"after", is.after},
                       {"how", is.how}});
    if (!is.simulated.empty())
      figures.back()["simulated"] = is.simulated;
  }
  for (const std::string &sentence : outcome.conclusions)
    conclusions.push_back(printable(sentence));
  return {{"scenario", printable(outcome.scenario)}, {"kind", outcome.kind},
          {"file", printable(outcome.at.file.str())},      {"verdict", toString(outcome.verdict)},
          {"figures", std::move(figures)},           {"conclusions", std::move(conclusions)}};
}

} // namespace

std::vector<ReportSection> sectionsOf(const std::string &system,
                                      const std::vector<Outcome> &outcomes) {
  ReportSection table{.paragraphs = {fmt::format("What becomes of {}:", system)}};
  table.table = {{{"scenario", TextTable::Align::left, true, 20},
                  {"about", TextTable::Align::left, true},
                  {"figure", TextTable::Align::left, true, 20},
                  {"as planned", TextTable::Align::right},
                  {"then", TextTable::Align::right}},
                 {}};
  const bool isTried = std::any_of(outcomes.begin(), outcomes.end(), [](const Outcome &outcome) {
    return std::any_of(outcome.figures.begin(), outcome.figures.end(),
                       [](const Figure &is) { return !is.simulated.empty(); });
  });
  if (isTried)
    table.table.columns.push_back({"simulated", TextTable::Align::right});
  std::vector<ReportSection> out;
  for (const Outcome &outcome : outcomes) {
    std::string name = outcome.scenario;
    for (const Figure &is : outcome.figures) {
      table.table.rows.push_back({std::exchange(name, ""), is.about, is.name, is.before, is.after});
      if (isTried)
        table.table.rows.back().push_back(is.simulated);
    }
    ReportSection section{.title =
                              fmt::format("{}: {}", outcome.scenario, verdictWord(outcome.verdict)),
                          .paragraphs = outcome.conclusions};
    for (const Figure &is : outcome.figures)
      if (!is.how.empty())
        section.items.push_back(
            fmt::format("{}, {}: {} ({})", is.about, is.name, is.after, is.how));
    out.push_back(std::move(section));
  }
  out.insert(out.begin(), std::move(table));
  return out;
}

std::string toJsonText(const std::string &system, const std::vector<Outcome> &outcomes) {
  Json scenarios = Json::array();
  for (const Outcome &outcome : outcomes)
    scenarios.push_back(toJson(outcome));
  const Json document = {{"schema", "loadline/whatif/v1"},
                         {"system", printable(system)},
                         {"scenarios", std::move(scenarios)}};
  return document.dump(2) + "\n";
}

} // namespace loadline::scenario
