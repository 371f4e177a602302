#include "base/text.h"
#include "base/text_table.h"
#include "planner/verify/verification.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace loadline::verify {

namespace {

using Align = TextTable::Align;
using Json = nlohmann::ordered_json;

std::string shown(const Figure &figure, const std::optional<double> &count) {
  return count ? figure.shown(*count) : "-";
}

Json number(const std::optional<double> &value) {
  return value && std::isfinite(*value) ? Json(*value) : Json();
}

Json toJson(const Figure &is) {
  const auto within = is.isWithin();
  return {{"of", printable(is.of)},
          {"figure", is.name},
          {"solved", number(is.solved)},
          {"simulated", number(is.simulated)},
          {"half_width", number(is.halfWidth)},
          {"deviation", number(is.deviation())},
          {"within", within ? Json(*within) : Json()}};
}

} // namespace

std::string toText(const Verification &verification) {
  std::string text =
      fmt::format("\nSolver beside simulator, {}\n\n",
                  verification.isSettled ? fmt::format("settled in {} rounds", verification.rounds)
                                         : std::string("NOT SETTLED: its figures are no answer"));
  TextTable table{{{"", Align::left, true},
                   {"figure"},
                   {"solved", Align::right},
                   {"simulated", Align::right},
                   {"±", Align::right},
                   {"solver is", Align::right}},
                  {}};
  std::string last;
  for (const Figure &figure : verification.figures) {
    const auto deviation = figure.deviation();
    table.rows.push_back({figure.of == last ? "" : figure.of, figure.name,
                          shown(figure, figure.solved), shown(figure, figure.simulated),
                          shown(figure, figure.halfWidth),
                          deviation ? fmt::format("{:+.1f}%", 100 * *deviation) : "-"});
    last = figure.of;
  }
  text += render(table);
  for (const std::string &note : verification.notes)
    text += wrapped(oneLine("  " + note), 100, 4);
  return text;
}

std::string withVerification(const std::string &planJson, const Verification &verification) {
  Json document = Json::parse(planJson);
  Json figures = Json::array(), notes = Json::array();
  for (const Figure &figure : verification.figures)
    figures.push_back(toJson(figure));
  for (const std::string &note : verification.notes)
    notes.push_back(printable(note));
  document["verification"] = {{"settled", verification.isSettled},
                              {"rounds", verification.rounds},
                              {"figures", std::move(figures)},
                              {"notes", std::move(notes)}};
  return document.dump(2) + "\n";
}

} // namespace loadline::verify
