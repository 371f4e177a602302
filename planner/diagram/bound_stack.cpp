#include "planner/diagram/bound_stack.h"

#include "base/text.h"
#include "planner/diagram/edge_drawing.h"
#include "planner/diagram/layout.h"
#include "planner/diagram/node_drawing.h"
#include "planner/diagram/pen.h"
#include "planner/diagram/tier_drawing.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace loadline::diagram {

namespace {

constexpr double margin = 24, titleHeight = 58, leastWidth = 520;
constexpr double badgeRoom = 12; // a badge on the border of the topmost or lowest box

/// The plan's services and entries as nodes of a layout: services first, in their order.
struct Stage {
  LayoutGraph graph;
  std::vector<int> edges;          ///< by layout edge: index in Plan::edges
  std::vector<int> entries;        ///< by node after the services: index in Plan::edges
  std::vector<std::string> labels; ///< by layout edge
};

using Index = std::unordered_map<std::string_view, int>;

Index indexOf(const plan::Plan &plan) {
  Index index;
  for (std::size_t i = 0; i < plan.services.size(); ++i)
    index.emplace(plan.services[i].name, static_cast<int>(i));
  return index;
}

/// Services of no tier (below 0) stand in a column of their own after the last.
int rankOf(const plan::ServicePlan &service) {
  return service.tier < 0 ? std::numeric_limits<int>::max() : service.tier;
}

void addEdge(Stage &stage, const plan::Plan &plan, const Index &services, int index,
             EdgeLabel label) {
  const plan::EdgePlan &edge = plan.edges[static_cast<std::size_t>(index)];
  const auto to = services.find(edge.to);
  if (to == services.end())
    return; // a plan read from elsewhere may name what it does not hold
  const auto from = services.find(edge.from);
  const bool isEntry = from == services.end();
  const plan::ServicePlan &callee = plan.services[static_cast<std::size_t>(to->second)];
  int caller = isEntry ? static_cast<int>(stage.graph.nodes.size()) : from->second;
  if (isEntry) {
    stage.graph.nodes.push_back({-1, entrySize()});
    stage.entries.push_back(index);
  }
  const std::string text = labelOf(edge, &callee, label, isEntry);
  LabelSize size = labelSize(edge, text);
  if (!isEntry && rankOf(plan.services[static_cast<std::size_t>(caller)]) == rankOf(callee))
    size.width += 12; // the line turns beside the label
  stage.graph.edges.push_back({caller, to->second, size, edge.isParallel ? edge.parallelGroup : 0});
  stage.edges.push_back(index);
  stage.labels.push_back(text);
}

Stage stageOf(const plan::Plan &plan, EdgeLabel label) {
  Stage stage;
  for (const plan::ServicePlan &service : plan.services)
    stage.graph.nodes.push_back({rankOf(service), sizeOf(service)});
  const Index services = indexOf(plan);
  for (std::size_t i = 0; i < plan.edges.size(); ++i)
    addEdge(stage, plan, services, static_cast<int>(i), label);
  return stage;
}

Path moved(Path path, Point by) {
  const auto move = [&](Point &p) { p = {p.x + by.x, p.y + by.y}; };
  for (Path::Step &step : path.steps) {
    move(step.to);
    move(step.control1);
    move(step.control2);
  }
  return path;
}

Layout moved(Layout layout, Point by) {
  for (Box &box : layout.nodes) {
    box.x += by.x;
    box.y += by.y;
  }
  for (Route &route : layout.routes) {
    route.path = moved(std::move(route.path), by);
    route.end = {route.end.x + by.x, route.end.y + by.y};
    route.label = {route.label.x + by.x, route.label.y + by.y};
  }
  for (Bracket &bracket : layout.brackets)
    bracket.path = moved(std::move(bracket.path), by);
  for (Column &column : layout.columns)
    column.x += by.x;
  return layout;
}

Group titleOf(const plan::Plan &plan, double width) {
  Group group;
  group.name =
      "system " + elided(printable(plan.system.name), 300) + ": " + elided(summaryOf(plan), 600);
  write(group, {margin, margin + 16}, plan.system.name, {.size = 18, .isBold = true}, width);
  write(group, {margin, margin + 36}, summaryOf(plan), {.size = 12, .role = Role::mutedText},
        width);
  return finished(std::move(group));
}

/// Consecutive services of the trail, as "from\0to".
std::set<std::pair<std::string_view, std::string_view>>
stepsOf(const std::vector<std::string> &trail) {
  std::set<std::pair<std::string_view, std::string_view>> steps;
  for (std::size_t i = 0; i + 1 < trail.size(); ++i)
    steps.emplace(trail[i], trail[i + 1]);
  return steps;
}

void drawEdges(DisplayList &out, const plan::Plan &plan, const Stage &stage, const Layout &layout,
               const std::vector<std::string> &trail) {
  const auto steps = stepsOf(trail);
  for (std::size_t i = 0; i < stage.edges.size(); ++i) {
    const plan::EdgePlan &edge = plan.edges[static_cast<std::size_t>(stage.edges[i])];
    out.groups.push_back(drawEdge(edge, stage.edges[i], stage.labels[i],
                                  steps.count({edge.from, edge.to}) > 0, layout.routes[i]));
  }
  for (const Bracket &bracket : layout.brackets)
    if (static_cast<std::size_t>(bracket.node) < plan.services.size())
      out.groups.push_back(
          drawBracket(bracket, plan.services[static_cast<std::size_t>(bracket.node)].name));
}

void drawNodes(DisplayList &out, const plan::Plan &plan, const Stage &stage, const Layout &layout,
               const Options &options) {
  const std::set<std::string_view> onTrail(options.trail.begin(), options.trail.end());
  for (std::size_t i = 0; i < plan.services.size(); ++i) {
    const plan::ServicePlan &service = plan.services[i];
    Marks marks{.isOnTrail = onTrail.count(service.name) > 0};
    if (const auto found = options.codeFindings.find(service.name);
        found != options.codeFindings.end())
      marks.inCode = found->second;
    if (const auto ghost = options.ghosts.find(service.name); ghost != options.ghosts.end())
      marks.ghost = ghost->second;
    out.groups.push_back(drawService(service, plan.policyUtilization, marks, layout.nodes[i]));
  }
  for (std::size_t i = 0; i < stage.entries.size(); ++i)
    out.groups.push_back(drawEntry(plan.edges[static_cast<std::size_t>(stage.entries[i])],
                                   stage.entries[i], layout.nodes[plan.services.size() + i]));
}

void drawTierHeads(DisplayList &out, const plan::Plan &plan, const Index &services,
                   const Layout &layout, double top) {
  for (std::size_t i = 0; i < plan.tiers.size(); ++i) {
    if (plan.tiers[i].members.empty())
      continue;
    const auto member = services.find(plan.tiers[i].members.front());
    if (member == services.end())
      continue;
    const int rank = rankOf(plan.services[static_cast<std::size_t>(member->second)]);
    const auto column = std::find_if(layout.columns.begin(), layout.columns.end(),
                                     [&](const Column &c) { return c.rank == rank; });
    if (column != layout.columns.end())
      out.groups.push_back(
          drawTierHead(plan.tiers[i], static_cast<int>(i), {column->x, top}, column->width + 24));
  }
}

} // namespace

DisplayList boundStack(const plan::Plan &plan, const Options &options) {
  const Stage stage = stageOf(plan, options.edgeLabel);
  const double headTop = margin + (options.hasTitle ? titleHeight : 0);
  const double top = headTop + (plan.tiers.empty() ? 0 : tierHeadHeight) + badgeRoom;
  const Layout layout = moved(layOut(stage.graph, options.order), {margin, top});

  DisplayList out;
  out.size = {std::max(layout.size.width, leastWidth) + 2 * margin,
              top + layout.size.height + badgeRoom + margin};
  out.title = "bound stack of " + elided(printable(plan.system.name), 300);
  out.description = elided(summaryOf(plan), 600);
  if (options.hasTitle)
    out.groups.push_back(titleOf(plan, out.size.width - 2 * margin));
  drawTierHeads(out, plan, indexOf(plan), layout, headTop);
  drawEdges(out, plan, stage, layout, options.trail);
  drawNodes(out, plan, stage, layout, options);
  return out;
}

} // namespace loadline::diagram
