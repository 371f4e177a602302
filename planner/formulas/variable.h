#pragma once

#include "planner/formulas/value.h"

#include <string_view>

namespace loadline::formulas {

/// A fallback that stands in the policy (rules/policy) and not in the table.
inline constexpr std::string_view fromPolicy = "policy";

/// A named quantity of a calculator: an option of its command, a key of its JSON.
struct Variable {
  std::string_view name; ///< `in_flight`; the option is `--in-flight`
  Dimension dimension;
  std::string_view meaning;
  std::string_view fallback =
      {}; ///< taken when it is neither given nor follows, as a user writes it
  bool isList = false;
  bool mayBeZero = false;     ///< as an input
  bool mayExceedOne = false;  ///< of a ratio, as an input: not a share of something
  bool mayBeNegative = false; ///< as a result
  bool isWhole = false;       ///< as an input: steps, of which there is no half

  constexpr Variable orElse(std::string_view text) const {
    Variable copy = *this;
    copy.fallback = text;
    return copy;
  }
  constexpr Variable list() const {
    Variable copy = *this;
    copy.isList = true;
    return copy;
  }
  constexpr Variable fromZero() const {
    Variable copy = *this;
    copy.mayBeZero = true;
    return copy;
  }
  constexpr Variable beyondOne() const {
    Variable copy = *this;
    copy.mayExceedOne = true;
    return copy;
  }
  constexpr Variable whole() const {
    Variable copy = *this;
    copy.isWhole = true;
    return copy;
  }
  constexpr Variable belowZero() const {
    Variable copy = *this;
    copy.mayBeNegative = true;
    return copy;
  }
};

constexpr Variable number(std::string_view name, std::string_view meaning) {
  return {name, Dimension::number, meaning};
}
constexpr Variable ratio(std::string_view name, std::string_view meaning) {
  return {name, Dimension::ratio, meaning};
}
constexpr Variable duration(std::string_view name, std::string_view meaning) {
  return {name, Dimension::duration, meaning};
}
constexpr Variable rate(std::string_view name, std::string_view meaning) {
  return {name, Dimension::rate, meaning};
}
constexpr Variable bytes(std::string_view name, std::string_view meaning) {
  return {name, Dimension::bytes, meaning};
}
constexpr Variable truth(std::string_view name, std::string_view meaning) {
  return {name, Dimension::truth, meaning};
}
constexpr Variable word(std::string_view name, std::string_view meaning) {
  return {name, Dimension::word, meaning};
}
constexpr Variable any(std::string_view name, std::string_view meaning) {
  return {name, Dimension::any, meaning};
}

/// The load line of the policy; most calculators size with it.
inline constexpr Variable utilization =
    ratio("utilization", "how full it may be planned").orElse(fromPolicy);

} // namespace loadline::formulas
