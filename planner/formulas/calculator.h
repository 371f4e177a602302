#pragma once

#include "planner/formulas/formula.h"

#include <span>

// A calculator: what the daily arithmetic of one question needs, without a spec.
//
//     text ── readValue ──► values ── solve ──► answer ── toText, toJson ──► text
//                                       ▲
//                          Calculator: variables and formulas, a table
//
// To add one: its table in the file of its theme (or a new one with its line in CMakeLists.txt),
// its row in all_calculators.h, its examples in tests/planner/formulas; then
// LOADLINE_UPDATE_GOLDEN=1 writes docs/formulas.md. The command, its options, its help and
// `loadline explain` follow.

namespace loadline::formulas {

struct Calculator {
  std::string_view name;    ///< the command: `token-bucket`
  std::string_view summary; ///< one line, what it answers
  std::span<const Variable> variables;
  std::span<const Formula>
      formulas;                 ///< of several with one result, the first that applies is taken
  std::string_view source;      ///< where the formulas come from
  std::string_view example;     ///< options that show it
  std::string_view advice = {}; ///< what to keep in mind; may be empty

  const Variable *find(std::string_view variable) const {
    for (const Variable &candidate : variables)
      if (candidate.name == variable)
        return &candidate;
    return nullptr;
  }

  /// Whether some formula takes it, so that a user may give it.
  bool takes(const Variable &variable) const {
    if (variable.dimension == Dimension::truth || variable.dimension == Dimension::word)
      return false;
    for (const Formula &formula : formulas)
      for (std::size_t i = 0; i < formula.inputCount; ++i)
        if (formula.inputs[i].name == variable.name)
          return true;
    return false;
  }
};

} // namespace loadline::formulas
