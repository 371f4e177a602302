#include "planner/plan/listed.h"

#include "base/text.h"

#include <fmt/format.h>

namespace loadline::plan {

std::string listed(const std::vector<std::string> &names) {
  constexpr std::size_t most = 6;
  if (names.size() <= most)
    return inWords(names);
  const auto last = names.begin() + most - 1;
  return fmt::format("{}, … ({} in all)", fmt::join(names.begin(), last, ", "), names.size());
}

} // namespace loadline::plan
