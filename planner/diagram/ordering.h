#pragma once

#include "planner/diagram/layered_graph.h"

namespace loadline::diagram {

/// Reorders the vertices within each layer so that few edges cross: barycentres to and fro, then
/// exchanges of neighbours [GansnerEtAl1993], keeping the best order seen.
void orderLayers(LayeredGraph &graph);

/// How often edges cross between neighbouring layers, in the order as it is.
long long crossings(const LayeredGraph &graph);

} // namespace loadline::diagram
