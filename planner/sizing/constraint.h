#pragma once

#include <string_view>

namespace loadline::sizing {

/// What sets an answer. A closed set, listed in the schema of `loadline/plan/v1`.
enum class Constraint {
  none,
  cpu,
  memory,
  inFlight,
  pool,
  descriptors,
  ports,
  rateLimit,
  contract,
  threads,
  connections
};
std::string_view toString(Constraint constraint);

} // namespace loadline::sizing
