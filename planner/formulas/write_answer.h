#pragma once

#include "planner/formulas/solve.h"

#include <string>

namespace loadline::formulas {

/// What was given, what was taken for granted, what follows and by which formula; at most 100
/// columns.
std::string toText(const Answer &answer);

/// The JSON of `loadline/formula/v1`: every quantity with its number in base units, its unit, and
/// where it comes from. A number without limit is null.
std::string toJsonText(const Answer &answer);

/// A table of the quantities, with what stands behind each.
std::string toMarkdown(const Answer &answer);

/// Lines of role (given, taken, follows), name, number in base units, unit, text and what stands
/// behind it, after a line of titles (RFC 4180).
std::string toCsv(const Answer &answer);

/// The section of docs/formulas.md on a calculator: example, inputs, formulas, source.
std::string toMarkdown(const Calculator &calculator);

/// docs/formulas.md as a whole.
std::string formulasPage();

/// A line for each calculator.
std::string listOfCalculators();

} // namespace loadline::formulas
