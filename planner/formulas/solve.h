#pragma once

#include "base/result.h"
#include "planner/formulas/calculator.h"
#include "planner/rules/policy.h"

#include <string>
#include <utility>
#include <vector>

namespace loadline::formulas {

/// A value of an answer and where it comes from.
struct Known {
  const Variable *variable;
  Value value;
  enum class Origin { given, taken, follows } origin;
  const Formula *formula = nullptr; ///< of what follows
  std::string source = {};          ///< of what was taken for granted
};

struct Answer {
  const Calculator *calculator;
  std::vector<Known> given;             ///< in the order of the table
  std::vector<Known> taken;             ///< fallbacks that a result rests on
  std::vector<Known> results;           ///< in the order of the table
  std::vector<std::string_view> unused; ///< given, but no result rests on it

  /// A value by its name, given or not; null where it is unknown.
  const Value *find(std::string_view variable) const;
};

/// What a user gave: names of variables and their values as text.
using Given = std::vector<std::pair<std::string, std::string>>;

/// Everything that follows from what is given. What follows without fallbacks goes before what
/// needs them. Errors: an unknown name, a text that can't be read, a given value that contradicts
/// what follows from the others, a formula outside its domain, or that nothing follows.
Result<Answer> solve(const Calculator &calculator, const Given &given,
                     const policy::Policy &policy);

/// `in_flight` as an option: `--in-flight`.
std::string optionOf(std::string_view variable);

} // namespace loadline::formulas
