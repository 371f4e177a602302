#include "planner/diagram/pen.h"

#include "planner/diagram/text_width.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace loadline::diagram {

namespace {

constexpr double badgePadding = 7, markWidth = 13;
constexpr TextStyle badgeText{.size = 11, .isBold = true};

Role groundOf(Alarm alarm) {
  return alarm == Alarm::alarm     ? Role::alarmFill
         : alarm == Alarm::warning ? Role::warningFill
                                   : Role::noteFill;
}

Role textOn(Alarm alarm) {
  return alarm == Alarm::alarm     ? Role::onAlarm
         : alarm == Alarm::warning ? Role::onWarning
                                   : Role::onNote;
}

/// A regular polygon with a corner (or, for `turned`, a side) on top.
Path polygon(Point centre, double radius, int corners, bool turned) {
  Path path;
  for (int i = 0; i < corners; ++i) {
    const double angle =
        (2 * std::numbers::pi / corners) * (i + (turned ? 0.5 : 0)) - std::numbers::pi / 2;
    const Point corner{centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
    i == 0 ? path.moveTo(corner) : path.lineTo(corner);
  }
  return path.close();
}

/// An octagon alarms, a triangle warns, a disc tells.
void drawMark(Group &group, Point centre, Alarm alarm) {
  const Fill fill{.role = textOn(alarm)};
  if (alarm == Alarm::note)
    group.items.push_back(Shape{Circle{centre, 3}, fill, {}});
  else if (alarm == Alarm::warning)
    drawPath(group, polygon({centre.x, centre.y + 1}, 5, 3, false), fill);
  else
    drawPath(group, polygon(centre, 4.5, 8, true), fill);
}

} // namespace

void write(Group &group, Point at, std::string_view text, const TextStyle &style, double width) {
  std::string line = style.keepsEnd ? fittedName(text, style.size, style.isBold, width)
                                    : fitted(text, style.size, style.isBold, width);
  if (!line.empty())
    group.items.push_back(
        Text{at, std::move(line), style.size, style.isBold, style.anchor, style.role});
}

void drawBox(Group &group, const Box &box, double radius, Fill fill, Stroke stroke) {
  group.items.push_back(Shape{RoundedBox{box, radius}, fill, stroke});
}

void drawPath(Group &group, const Path &path, Fill fill, Stroke stroke) {
  group.items.push_back(Shape{path, fill, stroke});
}

double badgeWidth(std::string_view text, bool hasMark) {
  return std::ceil(textWidth(text, badgeText.size, true)) + 2 * badgePadding +
         (hasMark ? markWidth : 0);
}

void drawBadge(Group &group, Point left, std::string_view text, Alarm alarm, bool hasMark) {
  const double width = badgeWidth(text, hasMark);
  drawBox(group, {left.x, left.y - badgeHeight / 2, width, badgeHeight}, badgeHeight / 2,
          {.role = groundOf(alarm)}, {.role = Role::canvas, .width = 1.5});
  if (hasMark)
    drawMark(group, {left.x + badgePadding + 4, left.y}, alarm);
  TextStyle style = badgeText;
  style.role = textOn(alarm);
  const double begin = badgePadding + (hasMark ? markWidth : 0);
  write(group, {left.x + begin, left.y + 4}, text, style, width - begin);
}

Group finished(Group group) {
  for (std::size_t i = 0; i < group.items.size(); ++i)
    group.bounds =
        i == 0 ? boundsOf(group.items[i]) : united(group.bounds, boundsOf(group.items[i]));
  return group;
}

} // namespace loadline::diagram
