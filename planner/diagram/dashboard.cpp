#include "planner/diagram/dashboard.h"

#include "base/text.h"
#include "planner/diagram/dashboard_views.h"
#include "planner/diagram/pen.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::diagram {

namespace {

constexpr double margin = 12, gap = 12, padding = 14, headHeight = 50;
constexpr double panelHeight = headHeight + viewHeight + padding / 2;
constexpr double leastPanelWidth = 264;
constexpr std::size_t viewCount = 6;
constexpr int mostColumns = 3;

struct Heading {
  const char *title, *meaning;
};

/// In the order of the panels of planner/emit/dashboard.h.
constexpr Heading headings[viewCount] = {
    {"In flight by service", "on the mean, tier by tier"},
    {"How full each replica is", "where the load is even among them"},
    {"How full each bound is", "on the mean; a stroke at p99"},
    {"Calls that one request makes at once", "requests by how many they make"},
    {"Callers, classes and tenants", "how much of its rate each uses"},
    {"In flight against rate", "a line: as long in the system"},
};

void drawPanel(DisplayList &out, const Box &panel, const Heading &heading) {
  Group group;
  group.name = fmt::format("{}: {}", heading.title, heading.meaning);
  drawBox(group, panel, 8, {Role::surface}, {.role = Role::rule, .width = 1});
  const double room = panel.width - 2 * padding;
  write(group, {panel.x + padding, panel.y + 21}, heading.title, {.size = 12, .isBold = true},
        room);
  write(group, {panel.x + padding, panel.y + 37}, heading.meaning,
        {.size = 11, .role = Role::mutedText}, room);
  out.groups.push_back(finished(std::move(group)));
}

} // namespace

void drawNothing(DisplayList &out, const Box &place, std::string_view words) {
  Group group;
  group.name = words;
  write(group, {place.x, place.y + rowPitch / 2 + 4}, words, {.size = 11, .role = Role::mutedText},
        place.width);
  out.groups.push_back(finished(std::move(group)));
}

Fill fillOf(double share, const plan::Plan &plan) {
  constexpr double rounding = 1e-9; // a bound that is just kept is not broken
  if (share > 1 + rounding)
    return {Role::waterOver, Hatch::cross};
  if (share > plan.policyUtilization.count() + rounding)
    return {Role::waterAbove, Hatch::diagonal};
  return {Role::waterBelow};
}

Target ofService(const std::string &name) {
  return {Target::Kind::service, name};
}

DisplayList dashboard(const plan::Plan &plan, std::span<const curve::Seen> seen, double width) {
  const double room = std::max(width - 2 * margin, leastPanelWidth);
  const int columns =
      std::clamp(static_cast<int>((room + gap) / (leastPanelWidth + gap)), 1, mostColumns);
  const double panelWidth = (room - (columns - 1) * gap) / columns;
  DisplayList out;
  out.title = "dashboard of " + elided(printable(plan.system.name), 300);
  out.description = "what is in flight by service, replica, bound, fan-out and caller, and against "
                    "the rate; " +
                    summaryOf(plan);
  for (std::size_t i = 0; i < viewCount; ++i) {
    const auto column = static_cast<double>(static_cast<int>(i) % columns),
               row = static_cast<double>(static_cast<int>(i) / columns);
    const Box panel{margin + column * (panelWidth + gap), margin + row * (panelHeight + gap),
                    panelWidth, panelHeight};
    drawPanel(out, panel, headings[i]);
    const Box view{panel.x + padding, panel.y + headHeight, panelWidth - 2 * padding, viewHeight};
    if (i + 1 == viewCount) {
      drawAgainstRate(out, view, plan, seen);
      continue;
    }
    constexpr decltype(&drawInFlight) draw[] = {drawInFlight, drawReplicas, drawBounds, drawFanOut,
                                                drawBudgets};
    draw[i](out, view, plan);
  }
  const double rows = std::ceil(static_cast<double>(viewCount) / columns);
  out.size = {2 * margin + room, 2 * margin + rows * panelHeight + (rows - 1) * gap};
  return out;
}

} // namespace loadline::diagram
