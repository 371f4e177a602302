#include "planner/diagram/mermaid.h"

#include "planner/diagram/graph_text.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace loadline::diagram {

namespace {

/// A quoted label. What could end it, begin a directive (`%%{`), an entity (`#`), HTML or Markdown
/// stands as the code of its character.
std::string label(const std::vector<std::string> &lines) {
  return quoted(lines, "<br/>", [](char c) {
    const bool isPlain = std::string_view("\"#&<>{}`*_\\;|").find(c) == std::string_view::npos;
    return isPlain ? std::string(1, c) : fmt::format("#{};", static_cast<int>(c));
  });
}

std::string nodeText(const GraphNode &node) {
  const std::string words = label(node.lines);
  const std::string shape = node.isEntry                            ? fmt::format(">{}]", words)
                            : node.kind == plan::NodeKind::pool     ? fmt::format("[({})]", words)
                            : node.kind == plan::NodeKind::external ? fmt::format("[[{}]]", words)
                                                                    : fmt::format("({})", words);
  const char *look = node.verdict == plan::Verdict::overCapacity ? ":::over"
                     : node.verdict == plan::Verdict::aboveLine  ? ":::above"
                                                                 : "";
  return fmt::format("  {}{}{}\n", node.id, shape, look);
}

std::string edgeText(const GraphEdge &edge) {
  const char *arrow = edge.isOversubscribed ? "==>" : edge.isOptional ? "-.->" : "-->";
  return fmt::format("  {} {}|{}| {}\n", edge.from, arrow, label(edge.lines), edge.to);
}

/// Thick lines alone would be easy to miss.
std::string alarmStyle(const std::vector<GraphEdge> &edges) {
  std::vector<std::size_t> over;
  for (std::size_t i = 0; i < edges.size(); ++i)
    if (edges[i].isOversubscribed)
      over.push_back(i);
  return over.empty() ? std::string()
                      : fmt::format("  linkStyle {} stroke:#D55E00\n", fmt::join(over, ","));
}

} // namespace

std::string toMermaid(const plan::Plan &plan) {
  const Graph graph = graphOf(plan);
  std::string out = "flowchart LR\n";
  for (const GraphNode &node : graph.nodes)
    out += nodeText(node);
  for (const GraphEdge &edge : graph.edges)
    out += edgeText(edge);
  out += alarmStyle(graph.edges);
  out += "  classDef over stroke:#D55E00,stroke-width:3px\n"
         "  classDef above stroke:#E69F00,stroke-width:3px\n";
  return out;
}

} // namespace loadline::diagram
