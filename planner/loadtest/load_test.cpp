#include "planner/loadtest/load_test.h"

namespace loadline::loadtest {

std::string_view toString(Loop loop) {
  constexpr std::string_view words[] = {"unknown", "open", "closed"};
  return words[static_cast<int>(loop)];
}

void completeByLittle(LoadPoint &point) {
  if (!point.number && point.mean)
    point.number = point.offered.value_or(point.throughput) * *point.mean;
}

} // namespace loadline::loadtest
