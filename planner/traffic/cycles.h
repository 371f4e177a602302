#pragma once

#include "base/diagnostic.h"
#include "planner/traffic/call_graph.h"

#include <vector>

namespace loadline::traffic {

/// The strongly connected components of the calls, callees before callers (Tarjan 1972). A service
/// that is on no circle is a component of its own.
std::vector<std::vector<spec::ServiceIndex>> components(const spec::System &system);

/// Whether the component holds a circle: several services, or one that calls itself.
bool isCircle(const spec::System &system, const std::vector<spec::ServiceIndex> &component);

/// Says which circle of a component feeds itself. Precondition: the calls of the component diverge.
Diagnostic divergence(const spec::System &system, const AttemptsPerCall &perCall,
                      const std::vector<spec::ServiceIndex> &component);

} // namespace loadline::traffic
