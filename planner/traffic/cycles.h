#pragma once

#include "base/diagnostic.h"
#include "planner/traffic/call_graph.h"

#include <span>
#include <vector>

namespace loadline::traffic {

/// Services in components: `component[c]` are the members of one, ascending.
struct Components {
  std::vector<spec::ServiceIndex> members; ///< of one after the other
  std::vector<std::size_t> ends;           ///< of each, in `members`
  std::vector<bool> isCircle;              ///< several services, or one that calls itself

  std::size_t size() const { return ends.size(); }
  std::span<const spec::ServiceIndex> operator[](std::size_t c) const {
    const std::size_t first = c == 0 ? 0 : ends[c - 1];
    return std::span(members).subspan(first, ends[c] - first);
  }
};

/// The strongly connected components of the calls, callees before callers (Tarjan 1972). A service
/// that is on no circle is a component of its own.
Components components(const spec::System &system);

/// Says which circle of a component feeds itself. Precondition: the calls of the component diverge.
Diagnostic divergence(const spec::System &system, const AttemptsPerCall &perCall,
                      std::span<const spec::ServiceIndex> component);

} // namespace loadline::traffic
