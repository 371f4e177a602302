#pragma once

#include "planner/sizing/constraint.h"
#include "planner/spec/system.h"

#include <vector>

namespace loadline::sizing {

/// How many requests one resource of one replica has room for.
struct Room {
  Constraint constraint = Constraint::none;
  units::Concurrency each; ///< whole
  SourcePosition at;
};

/// Memory: ⌊(memory − base) / (heap + stack of a request)⌋, where a request's is given. Descriptors
/// and threads: ⌊their number / those of a request⌋, one of each unless given.
std::vector<Room> rooms(const spec::Deployment &deployment);

} // namespace loadline::sizing
