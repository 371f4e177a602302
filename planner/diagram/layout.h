#pragma once

#include "planner/diagram/geometry.h"

#include <vector>

// Where things stand, in the manner of Sugiyama: ranks are columns from left to right, and every
// edge crosses from one column to the next through a slot of its own, which holds its label.
//
//     LayoutGraph ── layered ──► chains of neighbours (layered_graph.h)
//                 ── ordered ──► few crossings        (ordering.h)
//                 ── placed  ──► straight, apart      (coordinates.h)
//                 ── routed  ──► Layout               (routes.h)
//
// [SugiyamaTagawaToda1981] for the steps; each is near-linear in nodes and edges.

namespace loadline::diagram {

struct LayoutNode {
  int rank = 0; ///< columns stand in the order of ranks; ranks that nobody has take no room
  Size size;
};

/// The room that a label takes about the line: `width` along it, and above and below it.
struct LabelSize {
  double width = 0, above = 0, below = 0;
};

struct LayoutEdge {
  int from = 0, to = 0; ///< indices of nodes; equal for a loop
  LabelSize label;
  int bracket = 0; ///< edges of one node with the same number other than 0 leave side by side
};

struct LayoutGraph {
  std::vector<LayoutNode> nodes;
  std::vector<LayoutEdge> edges;
};

struct Route {
  Path path;                    ///< from the caller's side to the callee's
  Point end;                    ///< where the arrow's tip belongs
  bool entersLeftwards = false; ///< the tip points to the left
  Point label;                  ///< centre of the slot on the line; of a turning route its left end
  bool isTurning =
      false; ///< to the same column: the line turns in the slot, the label is beside it
};

/// The side-by-side departure of edges: a stub from the node to a bar from which they leave.
struct Bracket {
  int node = 0;
  Path path;
};

struct Column {
  int rank = 0;
  double x = 0, width = 0;
};

struct Layout {
  std::vector<Box> nodes;    ///< as in the graph
  std::vector<Route> routes; ///< as the edges of the graph
  std::vector<Bracket> brackets;
  std::vector<Column> columns;
  Size size; ///< everything lies within (0, 0) and this
};

class LayerOrder;

/// Deterministic. Any graph is good: empty, cyclic, unconnected, with loops and repeated edges.
///   order  of the last picture, where there may be another one soon; may be null
Layout layOut(const LayoutGraph &graph, LayerOrder *order = nullptr);

} // namespace loadline::diagram
