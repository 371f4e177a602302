#include "planner/diagram/layout.h"

#include "planner/diagram/coordinates.h"
#include "planner/diagram/layered_graph.h"
#include "planner/diagram/ordering.h"
#include "planner/diagram/routes.h"

namespace loadline::diagram {

Layout layOut(const LayoutGraph &graph, LayerOrder *order) {
  LayeredGraph layers = layered(graph);
  order ? order->apply(layers) : orderLayers(layers);
  return routed(graph, layers, heights(layers));
}

} // namespace loadline::diagram
