#include "planner/formulas/all_calculators.h"
#include "planner/formulas/write_answer.h"
#include "tests/fuzz/targets.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>

namespace loadline::fuzz {

namespace {

/// The first line names a calculator, each further one a quantity and its text.
formulas::Given givenOf(const std::vector<std::string> &lines) {
  formulas::Given given;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t blank = lines[i].find(' ');
    if (blank != std::string::npos)
      given.emplace_back(lines[i].substr(0, blank), lines[i].substr(blank + 1));
  }
  return given;
}

void mustBeSound(const formulas::Known &known) {
  for (const double number : known.value.numbers)
    mustHold(!std::isnan(number), "a figure is a number");
}

} // namespace

void fuzzFormula(std::string_view bytes) {
  constexpr std::size_t longest = 1u << 12;
  const std::vector<std::string> lines = split(bytes.substr(0, longest), '\n');
  const formulas::Calculator *calculator = formulas::findCalculator(lines.front());
  if (!calculator)
    return;
  const policy::Policy policy{{units::Ratio(0.7), {}, "a fuzzer"}};
  const auto answer = formulas::solve(*calculator, givenOf(lines), policy);
  if (!answer)
    return mustHold(!toString(answer.error()).empty(), "a refusal says why");
  mustHold(!answer->results.empty(), "an answer has results");
  for (const formulas::Known &known : answer->results)
    mustBeSound(known);
  for (const std::string &line : split(formulas::toText(*answer), '\n'))
    mustHold(columns(line) <= 140, "a line has its length");
  mustHold(formulas::toJsonText(*answer).ends_with("}\n"), "an answer can be written as JSON");
}

} // namespace loadline::fuzz
