#pragma once

#include "planner/diagram/layered_graph.h"

#include <vector>

namespace loadline::diagram {

/// Gives columns their places, edges their ports and curves, and brackets their bars.
///   heights  of the vertices of `layered`, from any origin
Layout routed(const LayoutGraph &graph, const LayeredGraph &layered,
              const std::vector<double> &heights);

} // namespace loadline::diagram
