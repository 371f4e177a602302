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

std::string measuredError(const solve::ErrorClass &is) {
  if (is.systems == 0)
    return fmt::format("Error class {}: too few such systems were measured to say.", is.name);
  return fmt::format("Error class {}: of {} such systems that were measured, mean times were off "
                     "by {:.2g} % at the median and {:.2g} % at most.",
                     is.name, is.systems, 100 * is.median, 100 * is.largest);
}

/// How far the solver's figures may be off.
std::string expectation(const Verification &is) {
  if (!is.isSettled)
    return "";
  if (is.leftOut.empty())
    return wrapped(measuredError(is.expected), 100, 0);
  std::string text = "NO ANSWER to all that the spec says, the figures are those without:\n";
  for (const std::string &what : is.leftOut)
    text += wrapped(oneLine("  " + what), 100, 4);
  return text;
}

Json strings(const std::vector<std::string> &lines) {
  Json out = Json::array();
  for (const std::string &line : lines)
    out.push_back(printable(line));
  return out;
}

} // namespace

std::string toText(const Verification &verification) {
  std::string text =
      fmt::format("\nSolver beside simulator, {}\n\n",
                  verification.isSettled ? fmt::format("settled in {} rounds", verification.rounds)
                                         : std::string("NOT SETTLED: its figures are no answer"));
  TextTable table{{{"", Align::left, true, 12, false, true},
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
  text += expectation(verification);
  for (const std::string &note : verification.notes)
    text += wrapped(oneLine("  " + note), 100, 4);
  return text;
}

std::string withVerification(const std::string &planJson, const Verification &verification) {
  Json document = Json::parse(planJson);
  Json figures = Json::array();
  for (const Figure &figure : verification.figures)
    figures.push_back(toJson(figure));
  const bool isAnswer = verification.isAnswer();
  const Json expected = isAnswer ? Json{{"class", verification.expected.name},
                                        {"median", verification.expected.median},
                                        {"largest", verification.expected.largest},
                                        {"systems", verification.expected.systems}}
                                 : Json();
  document["verification"] = {{"settled", verification.isSettled},
                              {"rounds", verification.rounds},
                              {"figures", std::move(figures)},
                              {"expected_error", expected},
                              {"left_out", strings(verification.leftOut)},
                              {"notes", strings(verification.notes)}};
  return document.dump(2) + "\n";
}

} // namespace loadline::verify
