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

std::string words(std::string_view snake) {
  std::string text(snake);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

} // namespace loadline::plan
