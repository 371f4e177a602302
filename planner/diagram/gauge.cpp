#include "planner/diagram/gauge.h"

#include "planner/diagram/pen.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace loadline::diagram {

namespace {

Fill waterOf(plan::Verdict standing) {
  if (standing == plan::Verdict::overCapacity)
    return {.role = Role::waterOver, .hatch = Hatch::cross};
  if (standing == plan::Verdict::aboveLine)
    return {.role = Role::waterAbove, .hatch = Hatch::diagonal};
  return {.role = Role::waterBelow};
}

/// The mark on a ship's side, first wide in the colour of the ground so that it reads on any water.
void drawLoadLine(Group &group, Point centre) {
  constexpr double radius = 5.5, halfBar = 13;
  Path bar;
  bar.moveTo({centre.x - halfBar, centre.y}).lineTo({centre.x + halfBar, centre.y});
  for (const Stroke stroke : {Stroke{.role = Role::surface, .width = 4.5},
                              Stroke{.role = Role::loadLine, .width = 1.75}}) {
    group.items.push_back(Shape{Circle{centre, radius}, {}, stroke});
    drawPath(group, bar, {}, stroke);
  }
}

} // namespace

Path hullBelow(const Box &hull, double level) {
  const double depth = std::clamp(level, 0.0, 1.0) * hull.height;
  const double bilge = std::min(hull.height * 0.45, hull.width / 4);
  const double surface = hull.bottom() - depth;
  // Below the bilge's upper end the water meets the hull on the arc, `angle` short of upright.
  const double rise = std::min(depth, bilge);
  const double angle = std::acos(std::clamp(1 - rise / bilge, 0.0, 1.0)); // of the arc under water
  const double inset = bilge * (1 - std::sin(angle));
  const double handle = 4.0 / 3.0 * std::tan(angle / 4) * bilge; // a circle's arc as one cubic
  const double dx = handle * std::cos(angle), dy = handle * std::sin(angle);
  const double left = hull.x + inset, right = hull.right() - inset;
  const double arcTop = hull.bottom() - rise;
  Path path;
  path.moveTo({left, surface});
  path.lineTo({left, arcTop});
  path.cubicTo({left + dx, arcTop + dy}, {hull.x + bilge - handle, hull.bottom()},
               {hull.x + bilge, hull.bottom()});
  path.lineTo({hull.right() - bilge, hull.bottom()});
  path.cubicTo({hull.right() - bilge + handle, hull.bottom()}, {right - dx, arcTop + dy},
               {right, arcTop});
  path.lineTo({right, surface});
  return path.close();
}

void drawGauge(Group &group, const Box &hull, std::optional<plan::Ratio> utilization,
               plan::Ratio limit, plan::Verdict standing, std::optional<plan::Ratio> ghost) {
  const Path whole = hullBelow(hull, 1);
  drawPath(group, whole, {.role = Role::hull});
  if (utilization && utilization->count() > 0)
    drawPath(group, hullBelow(hull, utilization->count()), waterOf(standing));
  drawPath(group, whole, {}, {.role = Role::outline, .width = 1.25, .isDashed = !utilization});
  if (ghost) {
    const double level = hull.bottom() - std::clamp(ghost->count(), 0.0, 1.0) * hull.height;
    Path line;
    line.moveTo({hull.x - 4, level}).lineTo({hull.right() + 4, level});
    drawPath(group, line, {}, {.role = Role::surface, .width = 3.5});
    drawPath(group, line, {}, {.role = Role::mutedText, .width = 1.5, .isDashed = true});
  }
  drawLoadLine(
      group, {hull.centre().x, hull.bottom() - std::clamp(limit.count(), 0.0, 1.0) * hull.height});
}

} // namespace loadline::diagram
