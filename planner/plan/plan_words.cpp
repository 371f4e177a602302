#include "planner/plan/plan_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

std::string count(const std::optional<int> &number) {
  return number ? fmt::format("{}", *number) : "-";
}

std::string factor(const std::optional<units::Ratio> &ratio) {
  return ratio ? units::formattedFactor(*ratio) : "-";
}

std::string nines(const std::optional<units::Ratio> &ratio) {
  return ratio ? fmt::format("{:.6g}%", ratio->count() * 100) : "-";
}

std::string orDash(const std::string &text) {
  return text.empty() ? "-" : text;
}

std::string_view seenOf(sizing::Excess excess) {
  switch (excess) {
  case sizing::Excess::waits:
    return "requests wait";
  case sizing::Excess::rejected:
    return "requests are rejected";
  case sizing::Excess::degraded:
    break;
  }
  return "requests are answered with less";
}

std::string words(std::string_view snake) {
  std::string text(snake);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

} // namespace loadline::plan
