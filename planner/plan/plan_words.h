#pragma once

#include "planner/sizing/excess.h"
#include "planner/units/format.h"

#include <optional>
#include <string>
#include <string_view>

// How the figures of a plan are written in tables and sentences.

namespace loadline::plan {

/// "-" for what is not known.
template <class Value>
std::string shown(const std::optional<Value> &value) {
  return value ? units::formatted(*value) : "-";
}
std::string count(const std::optional<int> &number);
std::string factor(const std::optional<units::Ratio> &ratio);

/// "312 / 500".
template <class Value>
std::string outOf(const std::optional<Value> &part, const std::optional<Value> &whole) {
  return shown(part) + " / " + shown(whole);
}

/// A share with the digits that tell 99.9 % from 99.99 %.
std::string nines(const std::optional<units::Ratio> &ratio);

/// "-" for no text.
std::string orDash(const std::string &text);

/// What is seen of requests at a bound that is full: "requests wait".
std::string_view seenOf(sizing::Excess excess);

/// "over capacity" of `over_capacity`.
std::string words(std::string_view snake);

} // namespace loadline::plan
