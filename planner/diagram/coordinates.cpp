#include "planner/diagram/coordinates.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace loadline::diagram {

namespace {

/// The least distance between the heights of two vertices, one under the other.
double separation(const Vertex &upper, const Vertex &lower) {
  const bool areNodes = upper.edge < 0 && lower.edge < 0;
  return upper.below + lower.above + (areNodes ? 26 : upper.edge < 0 || lower.edge < 0 ? 14 : 6);
}

/// How much an edge wants to be straight: most where it only passes.
double pull(const Vertex &a, const Vertex &b) {
  return a.edge >= 0 && b.edge >= 0 ? 8 : a.edge >= 0 || b.edge >= 0 ? 2 : 1;
}

struct Wish {
  double height = 0, weight = 1;
};

/// Moves a layer to where the sum of weight × (height − wish)² is least while the separations hold:
/// with the separations taken off it is an isotonic regression, solved by pooling adjacent
/// violators [BarlowEtAl1972] in linear time.
void place(const std::vector<int> &layer, const LayeredGraph &graph,
           const std::vector<Wish> &wishes, std::vector<double> &height) {
  struct Pool {
    double mean, weight;
    std::size_t size;
  };
  std::vector<Pool> pools;
  std::vector<double> offsets(layer.size(), 0);
  for (std::size_t i = 0; i < layer.size(); ++i) {
    if (i > 0)
      offsets[i] =
          offsets[i - 1] + separation(graph.vertices[static_cast<std::size_t>(layer[i - 1])],
                                      graph.vertices[static_cast<std::size_t>(layer[i])]);
    Pool pool{wishes[i].height - offsets[i], wishes[i].weight, 1};
    while (!pools.empty() && pools.back().mean >= pool.mean) {
      const Pool &last = pools.back();
      const double weight = last.weight + pool.weight;
      pool = {(last.mean * last.weight + pool.mean * pool.weight) / weight, weight,
              last.size + pool.size};
      pools.pop_back();
    }
    pools.push_back(pool);
  }
  std::size_t i = 0;
  for (const Pool &pool : pools)
    for (std::size_t k = 0; k < pool.size; ++k, ++i)
      height[static_cast<std::size_t>(layer[i])] = pool.mean + offsets[i];
}

enum class Look { left, right, both };

/// `middle` is the mean height of all, which is where a vertex that nothing is joined to belongs.
Wish wishOf(int index, const LayeredGraph &graph, Look look, double middle,
            const std::vector<double> &height) {
  const Vertex &vertex = graph.vertices[static_cast<std::size_t>(index)];
  double sum = 0, weight = 0;
  const auto follow = [&](const std::vector<int> &neighbours) {
    for (const int neighbour : neighbours) {
      const double w = pull(vertex, graph.vertices[static_cast<std::size_t>(neighbour)]);
      sum += w * height[static_cast<std::size_t>(neighbour)];
      weight += w;
    }
  };
  if (look != Look::right)
    follow(vertex.left);
  if (look != Look::left)
    follow(vertex.right);
  if (weight == 0) // nothing on that side: stay, and give way to those that have a wish
    return {vertex.left.empty() && vertex.right.empty() ? middle
                                                        : height[static_cast<std::size_t>(index)],
            0.05};
  return {sum / weight, weight};
}

void placeLayer(const LayeredGraph &graph, std::size_t layer, Look look, double middle,
                std::vector<double> &height) {
  std::vector<Wish> wishes;
  for (const int index : graph.layers[layer])
    wishes.push_back(wishOf(index, graph, look, middle, height));
  place(graph.layers[layer], graph, wishes, height);
}

void stackEachLayer(const LayeredGraph &graph, std::vector<double> &height) {
  for (std::size_t i = 0; i < graph.layers.size(); ++i)
    place(graph.layers[i], graph, std::vector<Wish>(graph.layers[i].size()), height);
}

/// Lets an edge across several columns keep its height from layer to layer as far as its neighbours
/// leave room: one bend is read more easily than many small ones.
void levelPassing(const LayeredGraph &graph, std::vector<double> &height) {
  const auto vertexAt = [&](int index) -> const Vertex & {
    return graph.vertices[static_cast<std::size_t>(index)];
  };
  for (const std::vector<int> &layer : graph.layers)
    for (std::size_t i = 0; i < layer.size(); ++i) {
      const Vertex &vertex = vertexAt(layer[i]);
      if (vertex.edge < 0 || vertex.left.size() != 1 ||
          vertexAt(vertex.left[0]).edge != vertex.edge)
        continue; // a node, or the slot that the edge begins with
      double wish = height[static_cast<std::size_t>(vertex.left[0])];
      if (i + 1 < layer.size())
        wish = std::min(wish, height[static_cast<std::size_t>(layer[i + 1])] -
                                  separation(vertex, vertexAt(layer[i + 1])));
      if (i > 0)
        wish = std::max(wish, height[static_cast<std::size_t>(layer[i - 1])] +
                                  separation(vertexAt(layer[i - 1]), vertex));
      height[static_cast<std::size_t>(layer[i])] = wish;
    }
}

} // namespace

std::vector<double> heights(const LayeredGraph &graph) {
  constexpr int rounds = 9;
  std::vector<double> height(graph.vertices.size(), 0);
  stackEachLayer(graph, height);
  const std::size_t count = graph.layers.size();
  for (int round = 0; round < rounds; ++round) {
    const bool settles = round + 4 >= rounds; // the last rounds weigh both sides
    const double middle = std::accumulate(height.begin(), height.end(), 0.0) /
                          static_cast<double>(std::max<std::size_t>(height.size(), 1));
    for (std::size_t i = 0; i < count; ++i)
      placeLayer(graph, i, settles ? Look::both : Look::left, middle, height);
    for (std::size_t i = count; i-- > 0;)
      placeLayer(graph, i, settles ? Look::both : Look::right, middle, height);
  }
  for (std::size_t i = std::min<std::size_t>(count, 2); i-- > 0;)
    placeLayer(graph, i, Look::right, 0, height); // an entry stands straight before its service
  levelPassing(graph, height);
  return height;
}

} // namespace loadline::diagram
