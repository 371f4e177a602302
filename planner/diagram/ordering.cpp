#include "planner/diagram/ordering.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace loadline::diagram {

namespace {

using Side = std::vector<int> Vertex::*;

std::vector<int> positions(const LayeredGraph &graph) {
  std::vector<int> position(graph.vertices.size());
  for (const std::vector<int> &layer : graph.layers)
    for (std::size_t i = 0; i < layer.size(); ++i)
      position[static_cast<std::size_t>(layer[i])] = static_cast<int>(i);
  return position;
}

/// Sorts a layer by the mean position of the neighbours on one side. A vertex without any keeps its
/// place. Equal ones keep their order, or for `flipsTies` change it: what the means cannot tell
/// apart may still cross in one of the two orders.
void sortByBarycentre(std::vector<int> &layer, const LayeredGraph &graph, Side side, bool flipsTies,
                      std::vector<int> &position) {
  std::vector<std::pair<double, int>> moving;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    const std::vector<int> &neighbours = graph.vertices[static_cast<std::size_t>(layer[i])].*side;
    if (neighbours.empty())
      continue;
    double sum = 0;
    for (const int neighbour : neighbours)
      sum += position[static_cast<std::size_t>(neighbour)];
    moving.emplace_back(sum / static_cast<double>(neighbours.size()), layer[i]);
    places.push_back(i);
  }
  if (flipsTies)
    std::reverse(moving.begin(), moving.end());
  std::stable_sort(moving.begin(), moving.end(),
                   [](const auto &a, const auto &b) { return a.first < b.first; });
  for (std::size_t i = 0; i < places.size(); ++i)
    layer[places[i]] = moving[i].second;
  for (std::size_t i = 0; i < layer.size(); ++i)
    position[static_cast<std::size_t>(layer[i])] = static_cast<int>(i);
}

void sweep(LayeredGraph &graph, bool rightwards, bool flipsTies) {
  std::vector<int> position = positions(graph);
  const std::size_t count = graph.layers.size();
  for (std::size_t i = 1; i < count; ++i) {
    std::vector<int> &layer = graph.layers[rightwards ? i : count - 1 - i];
    sortByBarycentre(layer, graph, rightwards ? &Vertex::left : &Vertex::right, flipsTies,
                     position);
  }
}

/// Adds the positions of some vertices, those added in their order.
void appendSorted(std::vector<int> &out, const std::vector<int> &vertices,
                  const std::vector<int> &position) {
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  for (const int vertex : vertices)
    out.push_back(position[static_cast<std::size_t>(vertex)]);
  std::sort(out.begin() + before, out.end());
}

/// The ends of a vertex's edges in the layers beside, from top to bottom.
struct Ends {
  std::vector<int> left, right;

  void take(const Vertex &vertex, const std::vector<int> &position) {
    left.clear();
    right.clear();
    appendSorted(left, vertex.left, position);
    appendSorted(right, vertex.right, position);
  }
};

/// Crossings of the edges of two neighbours on one side, less those if they changed places.
long long gain(const std::vector<int> &upper, const std::vector<int> &lower) {
  long long crossing = 0, crossingSwapped = 0;
  std::size_t below = 0, notAbove = 0; // of `lower`: how many are < and <= the upper one's position
  for (const int at : upper) {
    while (below < lower.size() && lower[below] < at)
      ++below;
    while (notAbove < lower.size() && lower[notAbove] <= at)
      ++notAbove;
    crossing += static_cast<long long>(below);
    crossingSwapped += static_cast<long long>(lower.size() - notAbove);
  }
  return crossing - crossingSwapped;
}

/// Exchanges neighbours of one layer where that takes crossings away. True when it did. The layers
/// beside stand still meanwhile, so the ends of each vertex are looked up once.
bool exchangeNeighbours(std::vector<int> &layer, const LayeredGraph &graph,
                        const std::vector<int> &position) {
  bool improved = false;
  Ends upper, lower;
  if (!layer.empty())
    upper.take(graph.vertices[static_cast<std::size_t>(layer[0])], position);
  for (std::size_t i = 0; i + 1 < layer.size(); ++i) {
    lower.take(graph.vertices[static_cast<std::size_t>(layer[i + 1])], position);
    if (gain(upper.left, lower.left) + gain(upper.right, lower.right) > 0) {
      std::swap(layer[i], layer[i + 1]);
      improved = true;
    } else {
      std::swap(upper, lower);
    }
  }
  return improved;
}

bool exchangeNeighbours(LayeredGraph &graph) {
  std::vector<int> position = positions(graph);
  bool improved = false;
  for (std::vector<int> &layer : graph.layers)
    if (exchangeNeighbours(layer, graph, position)) {
      improved = true;
      for (std::size_t i = 0; i < layer.size(); ++i)
        position[static_cast<std::size_t>(layer[i])] = static_cast<int>(i);
    }
  return improved;
}

/// Pairs (a before b) with b's end above a's, by a Fenwick tree over the ends.
long long inversions(const std::vector<int> &ends, std::size_t width) {
  std::vector<int> tree(width + 1, 0);
  long long count = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    int notBelow = 0;
    for (std::size_t k = static_cast<std::size_t>(ends[i]) + 1; k > 0; k &= k - 1)
      notBelow += tree[k];
    count += static_cast<long long>(i) - notBelow;
    for (std::size_t k = static_cast<std::size_t>(ends[i]) + 1; k <= width; k += k & (~k + 1))
      ++tree[k];
  }
  return count;
}

} // namespace

long long crossings(const LayeredGraph &graph) {
  const std::vector<int> position = positions(graph);
  long long count = 0;
  for (std::size_t i = 0; i + 1 < graph.layers.size(); ++i) {
    std::vector<int> ends;
    for (const int vertex : graph.layers[i])
      appendSorted(ends, graph.vertices[static_cast<std::size_t>(vertex)].right, position);
    count += inversions(ends, graph.layers[i + 1].size());
  }
  return count;
}

void orderLayers(LayeredGraph &graph) {
  constexpr int mostSweeps = 16, mostWithoutGain = 4, mostExchanges = 6;
  std::vector<std::vector<int>> best;
  long long fewest = -1;
  for (int i = 0, withoutGain = 0; i < mostSweeps && withoutGain < mostWithoutGain && fewest != 0;
       ++i) {
    sweep(graph, i % 2 == 0, i % 4 >= 2);
    const long long count = crossings(graph);
    withoutGain = fewest < 0 || count < fewest ? 0 : withoutGain + 1;
    if (withoutGain == 0) {
      fewest = count;
      best = graph.layers;
    }
  }
  graph.layers = std::move(best);
  for (int i = 0; i < mostExchanges && exchangeNeighbours(graph); ++i) {
  }
}

void LayerOrder::apply(LayeredGraph &graph) {
  const auto links = [](const Vertex &a, const Vertex &b) {
    return a.layer == b.layer && a.left == b.left && a.right == b.right;
  };
  if (graph.layers != before_.layers ||
      !std::equal(graph.vertices.begin(), graph.vertices.end(), before_.vertices.begin(),
                  before_.vertices.end(), links)) {
    before_ = graph;
    orderLayers(graph);
    layers_ = graph.layers;
  }
  graph.layers = layers_;
}

} // namespace loadline::diagram
