#include "planner/diagram/routes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <tuple>

namespace loadline::diagram {

namespace {

constexpr double bracketReach = 14; // from a node's side to the bar of a bracket
constexpr double arrowReach =
    8; // the line ends here, so that its corners don't show beside the tip

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

/// One end of an edge at the side of a node.
struct Port {
  int edge = 0;
  bool isCaller = false;
  double towards = 0; ///< height that the edge heads for
  int bracket = 0;
  Point point;
};

struct Ports {
  std::vector<Point> caller, callee; ///< by edge
  std::vector<Bracket> brackets;
};

/// Left edge and width of every layer, and the whole width.
struct Spans {
  std::vector<double> x, width;
  double total = 0;
};

/// How much room the curves beside a layer of slots need: steeper ones more.
double curveRoom(const LayeredGraph &layered, const std::vector<int> &slots,
                 const std::vector<double> &heights) {
  double steepest = 0;
  for (const int slot : slots)
    for (const auto *side : {&layered.vertices[at(slot)].left, &layered.vertices[at(slot)].right})
      for (const int neighbour : *side)
        steepest = std::max(steepest, std::abs(heights[at(neighbour)] - heights[at(slot)]));
  return std::clamp(26 + steepest / 5, 36.0, 140.0);
}

bool hasBracket(const LayoutGraph &graph, const LayeredGraph &layered,
                const std::vector<int> &slots) {
  return std::any_of(slots.begin(), slots.end(), [&](int slot) {
    const int edge = layered.vertices[at(slot)].edge;
    return edge >= 0 && graph.edges[at(edge)].bracket != 0;
  });
}

Spans spansOf(const LayoutGraph &graph, const LayeredGraph &layered,
              const std::vector<double> &heights) {
  constexpr double columnGap = 40;
  Spans spans;
  double x = 0;
  for (std::size_t i = 0; i < layered.layers.size(); ++i) {
    double width = 0;
    for (const int vertex : layered.layers[i])
      width = std::max(width, layered.vertices[at(vertex)].width);
    const bool isSlots = i % 2 == 1;
    const bool isLast = i + 1 == layered.layers.size();
    const double room = !isSlots ? 0
                        : layered.layers[i].empty()
                            ? (isLast ? 0 : columnGap / 2)
                            : curveRoom(layered, layered.layers[i], heights);
    const bool reaches = isSlots && hasBracket(graph, layered, layered.layers[i]);
    spans.x.push_back(x + room + (reaches ? bracketReach : 0));
    spans.width.push_back(width);
    // Beyond the last column there are only turning routes, and nothing for a curve to reach.
    x = spans.x.back() + width + (isSlots && isLast ? 0 : room);
  }
  spans.total = x;
  return spans;
}

/// Spreads the ports of one side over the node's height, around its middle.
void spread(std::vector<Port> &ports, const Box &node, bool onRight, std::vector<Bracket> &brackets,
            int nodeIndex) {
  constexpr double widest = 18;
  std::map<int, std::pair<double, int>> meanOf; // of a bracket: where its edges head for, together
  for (const Port &port : ports)
    if (port.bracket != 0) {
      meanOf[port.bracket].first += port.towards;
      ++meanOf[port.bracket].second;
    }
  const auto key = [&](const Port &port) {
    const auto &[sum, count] = meanOf[port.bracket];
    return std::tuple(port.bracket == 0 ? port.towards : sum / count, port.bracket, port.towards,
                      port.edge);
  };
  std::sort(ports.begin(), ports.end(),
            [&](const Port &a, const Port &b) { return key(a) < key(b); });
  const double step = std::min(widest, (node.height - 24) / static_cast<double>(ports.size()));
  const double first = node.centre().y - step * static_cast<double>(ports.size() - 1) / 2;
  const double x = onRight ? node.right() : node.x;
  for (std::size_t i = 0; i < ports.size(); ++i)
    ports[i].point = {x, first + step * static_cast<double>(i)};
  for (std::size_t i = 0, end; i < ports.size(); i = end) {
    for (end = i + 1; end < ports.size() && ports[end].bracket == ports[i].bracket; ++end) {
    }
    if (ports[i].bracket == 0 || end - i < 2)
      continue;
    const double bar = x + (onRight ? bracketReach : -bracketReach);
    const double top = ports[i].point.y, bottom = ports[end - 1].point.y;
    Path path;
    path.moveTo({x, (top + bottom) / 2}).lineTo({bar, (top + bottom) / 2});
    path.moveTo({bar, top}).lineTo({bar, bottom});
    brackets.push_back({nodeIndex, path});
    for (std::size_t k = i; k < end; ++k)
      ports[k].point.x = bar;
  }
}

/// Where each edge leaves and arrives: forwards from right to left, backwards from left to right,
/// and within a column both on the right.
Ports portsOf(const LayoutGraph &graph, const LayeredGraph &layered,
              const std::vector<double> &heights, const std::vector<Box> &nodes) {
  std::vector<std::vector<Port>> left(nodes.size()), right(nodes.size());
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const LayoutEdge &edge = graph.edges[i];
    const int from = layered.vertices[at(edge.from)].layer,
              to = layered.vertices[at(edge.to)].layer;
    const std::vector<int> &chain = layered.chains[i];
    const int atCaller = from > to ? chain.back() : chain.front();
    const int atCallee = from < to ? chain.back() : chain.front();
    const int index = static_cast<int>(i);
    // The two ends of a loop head for the same slot; the call leaves above the return.
    (from > to ? left : right)[at(edge.from)].push_back(
        {index, true, heights[at(atCaller)], edge.bracket, {}});
    (from < to ? left : right)[at(edge.to)].push_back({index, false, heights[at(atCallee)], 0, {}});
  }
  Ports out{std::vector<Point>(graph.edges.size()), std::vector<Point>(graph.edges.size()), {}};
  for (std::size_t node = 0; node < nodes.size(); ++node)
    for (auto *side : {&left[node], &right[node]}) {
      spread(*side, nodes[node], side == &right[node], out.brackets, static_cast<int>(node));
      for (const Port &port : *side)
        (port.isCaller ? out.caller : out.callee)[at(port.edge)] = port.point;
    }
  return out;
}

void curveTo(Path &path, Point from, Point to) {
  if (std::abs(from.y - to.y) < 1e-9) {
    path.lineTo(to);
    return;
  }
  const double reach = (to.x - from.x) * 0.55;
  path.cubicTo({from.x + reach, from.y}, {to.x - reach, to.y}, to);
}

/// From port to port through the vertices of the chain, each crossed on the level.
Path throughPath(const std::vector<int> &chain, bool isBackwards, const Spans &spans,
                 const LayeredGraph &layered, const std::vector<double> &heights, Point from,
                 Point to) {
  std::vector<int> order = chain;
  if (isBackwards)
    std::reverse(order.begin(), order.end());
  Path path;
  path.moveTo(from);
  Point pen = from;
  for (const int vertex : order) {
    const std::size_t layer = at(layered.vertices[at(vertex)].layer);
    Point entry{spans.x[layer], heights[at(vertex)]},
        exit{spans.x[layer] + spans.width[layer], heights[at(vertex)]};
    if (isBackwards)
      std::swap(entry, exit);
    curveTo(path, pen, entry);
    if (!(entry == exit))
      path.lineTo(exit);
    pen = exit;
  }
  curveTo(path, pen, to);
  return path;
}

/// Out to the slot and back to the same column.
Path turningPath(Point from, Point turn, Point to) {
  const double out = (turn.x - from.x) * 0.6, back = (turn.x - to.x) * 0.6;
  Path path;
  path.moveTo(from);
  path.cubicTo({from.x + out, from.y}, {turn.x, turn.y + (from.y - turn.y) * 0.5}, turn);
  path.cubicTo({turn.x, turn.y + (to.y - turn.y) * 0.5}, {to.x + back, to.y}, to);
  return path;
}

Route routeOf(const LayoutEdge &edge, const std::vector<int> &chain, const Spans &spans,
              const LayeredGraph &layered, const std::vector<double> &heights, Point from,
              Point tip) {
  const int fromLayer = layered.vertices[at(edge.from)].layer,
            toLayer = layered.vertices[at(edge.to)].layer;
  const std::size_t slots = at(layered.vertices[at(chain.front())].layer);
  const double height = heights[at(chain.front())];
  const Point slot{spans.x[slots], height};
  const bool entersLeftwards = fromLayer >= toLayer;
  const Point to{tip.x + (entersLeftwards ? arrowReach : -arrowReach), tip.y};
  if (fromLayer == toLayer)
    return {turningPath(from, slot, to), tip, true, slot, true};
  return {throughPath(chain, entersLeftwards, spans, layered, heights, from, to),
          tip,
          entersLeftwards,
          {slot.x + spans.width[slots] / 2, height},
          false};
}

/// The heights moved so that the topmost thing touches 0; gives how far down the lowest reaches.
double moveToTop(const LayeredGraph &layered, std::vector<double> &heights) {
  double top = std::numeric_limits<double>::max(), bottom = std::numeric_limits<double>::lowest();
  for (std::size_t i = 0; i < heights.size(); ++i)
    top = std::min(top, heights[i] - layered.vertices[i].above);
  for (std::size_t i = 0; i < heights.size(); ++i) {
    heights[i] =
        std::round((heights[i] - top) * 2) / 2; // half pixels: what is nearly straight is straight
    bottom = std::max(bottom, heights[i] + layered.vertices[i].below);
  }
  return heights.empty() ? 0 : bottom;
}

} // namespace

Layout routed(const LayoutGraph &graph, const LayeredGraph &layered,
              const std::vector<double> &heights) {
  std::vector<double> height = heights;
  Layout out;
  out.size.height = moveToTop(layered, height);
  const Spans spans = spansOf(graph, layered, height);
  out.size.width = spans.total;
  for (std::size_t i = 0; i < layered.ranks.size(); ++i)
    out.columns.push_back({layered.ranks[i], spans.x[2 * i], spans.width[2 * i]});
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Size size = graph.nodes[i].size;
    const std::size_t layer = at(layered.vertices[i].layer);
    const double x = spans.x[layer] + (spans.width[layer] - size.width) / 2;
    out.nodes.push_back({x, height[i] - size.height / 2, size.width, size.height});
  }
  Ports ports = portsOf(graph, layered, height, out.nodes);
  out.brackets = std::move(ports.brackets);
  for (std::size_t i = 0; i < graph.edges.size(); ++i)
    out.routes.push_back(routeOf(graph.edges[i], layered.chains[i], spans, layered, height,
                                 ports.caller[i], ports.callee[i]));
  return out;
}

} // namespace loadline::diagram
