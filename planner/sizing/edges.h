#pragma once

#include "planner/spec/system.h"

#include <vector>

namespace loadline::sizing {

/// All calls of one service to another, per request of the caller.
struct Edge {
  spec::ServiceIndex from = 0, to = 0;
  SourcePosition at;          ///< the first of the calls
  double attempts = 0.0;      ///< that reach the callee: hits out
  double parallel = 0.0;      ///< at once, at most: sequential calls count once, caches are ignored
  double parallelMean = 0.0;  ///< at once, as caches and mean counts have it
  double expectedCalls = 0.0; ///< one after the other, as caches and mean counts have it
  bool isOptional = true;     ///< every call is
  bool isParallel = false;    ///< one of the calls leaves in a parallel group
  int parallelGroup = 0;      ///< the first such group of the caller, counted from 1
};

/// One per ordered pair, callers in the order of the spec, callees in the order of the calls.
std::vector<Edge> edges(const spec::System &system);

} // namespace loadline::sizing
