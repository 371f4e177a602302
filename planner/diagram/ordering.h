#pragma once

#include "planner/diagram/layered_graph.h"

namespace loadline::diagram {

/// Reorders the vertices within each layer so that few edges cross: barycentres to and fro, then
/// exchanges of neighbours [GansnerEtAl1993], keeping the best order seen.
void orderLayers(LayeredGraph &graph);

/// Orders as orderLayers does and keeps the answer as long as graphs of the same nodes and edges
/// come: a picture whose figures move, again and again, is ordered once.
class LayerOrder {
public:
  void apply(LayeredGraph &graph);

private:
  LayeredGraph before_; ///< as it came, the last time
  std::vector<std::vector<int>> layers_;
};

/// How often edges cross between neighbouring layers, in the order as it is.
long long crossings(const LayeredGraph &graph);

} // namespace loadline::diagram
