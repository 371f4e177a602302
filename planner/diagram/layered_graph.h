#pragma once

#include "planner/diagram/layout.h"

#include <vector>

namespace loadline::diagram {

/// A node of the graph, or the place where an edge crosses a layer.
struct Vertex {
  int layer = 0;
  double above = 0, below = 0; ///< room it takes about its y
  double width = 0;
  int edge = -1;                ///< -1: a node of the graph
  std::vector<int> left, right; ///< vertices in the layers beside
};

/// Nodes stand in the even layers. Odd layers hold one slot an edge, for its label. An edge across
/// several columns also has a vertex in each layer on the way; one within a column has only its
/// slot, to the right of the column. Vertices 0 … nodes-1 are the nodes, in their order.
struct LayeredGraph {
  std::vector<Vertex> vertices;
  std::vector<std::vector<int>> layers; ///< each in its order from top to bottom
  std::vector<std::vector<int>>
      chains;             ///< by edge: its vertices from left to right, the slot first
  std::vector<int> ranks; ///< by column
};

LayeredGraph layered(const LayoutGraph &graph);

} // namespace loadline::diagram
