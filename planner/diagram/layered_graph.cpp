#include "planner/diagram/layered_graph.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace loadline::diagram {

namespace {

/// Past so many vertices, edges across several columns get only their slot and run straight on from
/// there: a tangle of that size is not read line by line, and it must not cost minutes.
constexpr long long mostPassing = 200'000;

std::vector<int> usedRanks(const std::vector<LayoutNode> &nodes) {
  std::vector<int> ranks;
  for (const LayoutNode &node : nodes)
    ranks.push_back(node.rank);
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  return ranks;
}

int addVertex(LayeredGraph &out, const Vertex &vertex) {
  const int index = static_cast<int>(out.vertices.size());
  out.vertices.push_back(vertex);
  out.layers[static_cast<std::size_t>(vertex.layer)].push_back(index);
  return index;
}

void connect(LayeredGraph &out, int left, int right) {
  out.vertices[static_cast<std::size_t>(left)].right.push_back(right);
  out.vertices[static_cast<std::size_t>(right)].left.push_back(left);
}

void addEdge(LayeredGraph &out, const LayoutEdge &edge, int index, bool passesEachLayer) {
  int left = edge.from, right = edge.to;
  const auto layerOf = [&](int vertex) {
    return out.vertices[static_cast<std::size_t>(vertex)].layer;
  };
  if (layerOf(left) > layerOf(right))
    std::swap(left, right); // a call backwards is laid out from its callee
  const int first = layerOf(left), last = layerOf(right);
  std::vector<int> &chain = out.chains[static_cast<std::size_t>(index)];
  chain.push_back(addVertex(out, {.layer = first + 1,
                                  .above = std::max(edge.label.above, 3.0),
                                  .below = std::max(edge.label.below, 3.0),
                                  .width = edge.label.width,
                                  .edge = index}));
  connect(out, left, chain.back());
  if (first == last) {
    connect(out, right, chain.back());
    return;
  }
  if (!passesEachLayer && last - first > 2)
    return;
  for (int layer = first + 2; layer < last; ++layer) {
    const int passing = addVertex(out, {.layer = layer, .above = 5, .below = 5, .edge = index});
    connect(out, chain.back(), passing);
    chain.push_back(passing);
  }
  connect(out, chain.back(), right);
}

} // namespace

LayeredGraph layered(const LayoutGraph &graph) {
  LayeredGraph out;
  out.ranks = usedRanks(graph.nodes);
  out.layers.resize(2 * out.ranks.size());
  for (const LayoutNode &node : graph.nodes) {
    const auto column =
        std::lower_bound(out.ranks.begin(), out.ranks.end(), node.rank) - out.ranks.begin();
    addVertex(out, {.layer = 2 * static_cast<int>(column),
                    .above = node.size.height / 2,
                    .below = node.size.height / 2,
                    .width = node.size.width});
  }
  long long passing = 0;
  for (const LayoutEdge &edge : graph.edges)
    passing += std::abs(out.vertices[static_cast<std::size_t>(edge.from)].layer -
                        out.vertices[static_cast<std::size_t>(edge.to)].layer);
  out.chains.resize(graph.edges.size());
  for (std::size_t i = 0; i < graph.edges.size(); ++i)
    addEdge(out, graph.edges[i], static_cast<int>(i), passing <= mostPassing);
  return out;
}

} // namespace loadline::diagram
