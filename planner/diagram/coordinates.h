#pragma once

#include "planner/diagram/layered_graph.h"

#include <vector>

namespace loadline::diagram {

/// A height for each vertex: layers keep their order, nothing comes closer than its room, and
/// edges are as straight as that allows, those across several columns first.
std::vector<double> heights(const LayeredGraph &graph);

} // namespace loadline::diagram
