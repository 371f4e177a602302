#pragma once

#include "planner/plan/plan.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// What the languages of graphs say of a plan; each writes it in its own words.
//
//     Plan ── graphOf ──► Graph ── toDot, toMermaid ──► text

namespace loadline::diagram {

/// A node; its id is made of letters and digits, never of a name.
struct GraphNode {
  std::string id;
  plan::NodeKind kind = plan::NodeKind::service;
  plan::Verdict verdict = plan::Verdict::fits;
  bool isEntry = false;           ///< where load enters
  std::vector<std::string> lines; ///< of its label, on one line each; none is empty
};

struct GraphEdge {
  std::string from, to; ///< ids
  std::vector<std::string> lines;
  bool isOversubscribed = false, isOptional = false;
};

struct Graph {
  std::string name;
  std::vector<GraphNode> nodes; ///< services in the order of the plan, then the entries
  std::vector<GraphEdge> edges;
  std::vector<std::vector<std::string>> tiers; ///< ids that stand side by side
};

/// Calls to services that the plan does not hold are left out. Near-linear.
Graph graphOf(const plan::Plan &plan);

/// A label in quotes.
///   escaped  what stands for a character of its lines
std::string quoted(const std::vector<std::string> &lines, std::string_view lineBreak,
                   const std::function<std::string(char)> &escaped);

} // namespace loadline::diagram
