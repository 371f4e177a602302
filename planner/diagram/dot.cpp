#include "planner/diagram/dot.h"

#include "planner/diagram/graph_text.h"

#include <fmt/format.h>

namespace loadline::diagram {

namespace {

/// A quoted string of DOT: quotes and backslashes escaped, and `&`, which Graphviz reads as the
/// start of an entity.
std::string label(const std::vector<std::string> &lines) {
  return quoted(lines, "\\n", [](char c) -> std::string {
    return c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == '&' ? "&amp;" : std::string(1, c);
  });
}

const char *shapeOf(const GraphNode &node) {
  return node.isEntry                            ? "shape=cds"
         : node.kind == plan::NodeKind::pool     ? "shape=cylinder"
         : node.kind == plan::NodeKind::external ? "shape=box, style=dashed"
                                                 : "shape=box, style=rounded";
}

const char *colorOf(plan::Verdict verdict) {
  return verdict == plan::Verdict::overCapacity ? ", color=\"#D55E00\", penwidth=2"
         : verdict == plan::Verdict::aboveLine  ? ", color=\"#E69F00\", penwidth=2"
                                                : "";
}

std::string edgeText(const GraphEdge &edge) {
  return fmt::format("  {} -> {} [label={}{}{}];\n", edge.from, edge.to, label(edge.lines),
                     edge.isOversubscribed ? ", color=\"#D55E00:#D55E00\""
                                           : "", // two colours draw two lines
                     edge.isOptional ? ", style=dashed" : "");
}

} // namespace

std::string toDot(const plan::Plan &plan) {
  const Graph graph = graphOf(plan);
  std::string out = fmt::format("digraph {} {{\n  rankdir=LR;\n  node [fontname=\"DejaVu Sans\"];\n"
                                "  edge [fontname=\"DejaVu Sans\"];\n",
                                label({graph.name.empty() ? "system" : graph.name}));
  for (const GraphNode &node : graph.nodes)
    out += fmt::format("  {} [{}, label={}{}];\n", node.id, shapeOf(node), label(node.lines),
                       colorOf(node.verdict));
  for (const std::vector<std::string> &tier : graph.tiers)
    if (!tier.empty())
      out += fmt::format("  {{ rank=same; {}; }}\n", fmt::join(tier, "; "));
  for (const GraphEdge &edge : graph.edges)
    out += edgeText(edge);
  return out + "}\n";
}

} // namespace loadline::diagram
