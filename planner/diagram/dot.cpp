#include "planner/diagram/dot.h"

#include "base/text.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <unordered_map>

namespace loadline::diagram {

namespace {

/// A quoted string of DOT: quotes and backslashes escaped, and `&`, which Graphviz reads as the
/// start of an entity. `lines` become lines of a label.
std::string quoted(std::initializer_list<std::string> lines) {
  constexpr std::size_t longest = 120;
  std::string out = "\"";
  for (const std::string &text : lines) {
    if (text.empty())
      continue;
    if (out.size() > 1)
      out += "\\n";
    for (const char c : elided(oneLine(text), longest))
      out += c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == '&' ? "&amp;" : std::string(1, c);
  }
  return out + "\"";
}

const char *shapeOf(plan::NodeKind kind) {
  return kind == plan::NodeKind::pool       ? "shape=cylinder"
         : kind == plan::NodeKind::external ? "shape=box, style=dashed"
                                            : "shape=box, style=rounded";
}

std::string nodeText(const plan::ServicePlan &service, std::size_t index) {
  const bool isOver = service.verdict == plan::Verdict::overCapacity;
  const bool isAbove = service.verdict == plan::Verdict::aboveLine;
  const std::string figures =
      fmt::format("{} / {} in flight, {}", inWords(service.inFlightMean),
                  inWords(service.maxInFlight.declared), inWords(service.utilization));
  return fmt::format(
      "  n{} [{}, label={}{}];\n", index, shapeOf(service.kind),
      quoted({service.name, figures, isOver || isAbove ? inWords(service.verdict) : ""}),
      isOver    ? ", color=\"#D55E00\", penwidth=2"
      : isAbove ? ", color=\"#E69F00\", penwidth=2"
                : "");
}

std::string edgeText(const plan::EdgePlan &edge, const std::string &from, std::size_t to) {
  const bool alarms = isOversubscribed(edge.oversubscription);
  std::string out =
      fmt::format("  {} -> n{} [label={}", from, to,
                  quoted({inWords(edge.rate), alarms ? timesInWords(*edge.oversubscription) : ""}));
  if (alarms)
    out += ", color=\"#D55E00:#D55E00\""; // two colours draw two lines
  if (edge.isOptional)
    out += ", style=dashed";
  return out + "];\n";
}

/// Services of a tier side by side.
std::string tierText(const plan::TierPlan &tier,
                     const std::unordered_map<std::string_view, std::size_t> &index) {
  std::string out = "  { rank=same;";
  for (const std::string &member : tier.members)
    if (const auto found = index.find(member); found != index.end())
      out += fmt::format(" n{};", found->second);
  return out + " }\n";
}

} // namespace

std::string toDot(const plan::Plan &plan) {
  std::unordered_map<std::string_view, std::size_t> index;
  std::string out = fmt::format("digraph {} {{\n  rankdir=LR;\n  node [fontname=\"DejaVu Sans\"];\n"
                                "  edge [fontname=\"DejaVu Sans\"];\n",
                                quoted({plan.system.name.empty() ? "system" : plan.system.name}));
  for (std::size_t i = 0; i < plan.services.size(); ++i) {
    index.emplace(plan.services[i].name, i);
    out += nodeText(plan.services[i], i);
  }
  for (const plan::TierPlan &tier : plan.tiers)
    out += tierText(tier, index);
  for (std::size_t i = 0; i < plan.edges.size(); ++i) {
    const plan::EdgePlan &edge = plan.edges[i];
    const auto from = index.find(edge.from), to = index.find(edge.to);
    if (to == index.end())
      continue;
    const std::string entry = fmt::format("entry{}", i);
    if (from == index.end())
      out += fmt::format("  {} [shape=cds, label={}];\n", entry, quoted({edge.from}));
    out +=
        edgeText(edge, from == index.end() ? entry : fmt::format("n{}", from->second), to->second);
  }
  return out + "}\n";
}

} // namespace loadline::diagram
