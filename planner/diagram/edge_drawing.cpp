#include "planner/diagram/edge_drawing.h"

#include "base/text.h"
#include "planner/diagram/pen.h"
#include "planner/diagram/text_width.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::diagram {

namespace {

constexpr double labelText = 11, mostLabelWidth = 130;

/// 1 px for a call a second or less, a pixel more for each factor of about ten.
double thicknessOf(std::optional<plan::Rate> rate) {
  const double perSecond = rate && std::isfinite(rate->count()) ? std::max(rate->count(), 0.0) : 0;
  return std::clamp(1 + 0.8 * std::log10(1 + perSecond), 1.0, 6.0);
}

/// `4.3×`: two digits read faster in a picture, and the exact ratio is in the tooltip.
std::string badgeOf(const plan::EdgePlan &edge) {
  const double ratio = edge.oversubscription->count();
  if (!std::isfinite(ratio))
    return "∞×";
  if (ratio < 1.05) // would read as 1.0
    return timesInWords(*edge.oversubscription);
  return (ratio < 9.95 ? fmt::format("{:.1f}", ratio) : threeDigits(std::round(ratio))) + "×";
}

void drawArrow(Group &group, const Route &route, double thickness, Role role) {
  const double length = 7 + thickness, half = 3 + thickness * 0.6;
  const double back = route.entersLeftwards ? length : -length;
  Path head;
  head.moveTo(route.end).lineTo({route.end.x + back, route.end.y - half});
  head.lineTo({route.end.x + back, route.end.y + half}).close();
  drawPath(group, head, {.role = role});
}

/// A doubled line is a wide one with a narrow one in the colour of the ground along its middle.
void drawLine(Group &group, const plan::EdgePlan &edge, const Path &path, double thickness,
              bool isOnTrail) {
  const bool isDoubled = isOversubscribed(edge.oversubscription);
  const double whole = isDoubled ? thickness + 3 : thickness;
  if (isOnTrail)
    drawPath(group, path, {}, {.role = Role::selection, .width = whole + 6});
  drawPath(
      group, path, {},
      {.role = isDoubled ? Role::alarm : Role::edge, .width = whole, .isDashed = edge.isOptional});
  if (isDoubled)
    drawPath(group, path, {}, {.role = Role::canvas, .width = std::max(1.6, whole - 3.6)});
}

std::string tooltipOf(const plan::EdgePlan &edge) {
  std::string text =
      fmt::format("{} → {}", elided(printable(edge.from), 150), elided(printable(edge.to), 150));
  text += "\nrate: " + inWords(edge.rate);
  if (edge.hedgeRate)
    text += "\nhedges among them: " + inWords(edge.hedgeRate);
  text += "\noffered in flight: " + inWords(edge.offeredInFlight) + ", mean " +
          inWords(edge.offeredMean);
  text += "\nadmitted in flight: " + inWords(edge.admittedInFlight);
  if (edge.oversubscription)
    text += "\noversubscription: " + timesInWords(*edge.oversubscription);
  if (edge.isParallel)
    text += "\nin parallel with others";
  if (edge.isOptional)
    text += "\noptional";
  if (edge.isAsynchronous)
    text += "\nasynchronous";
  return text;
}

} // namespace

std::string labelOf(const plan::EdgePlan &edge, const plan::ServicePlan *callee, EdgeLabel label,
                    bool isEntry) {
  switch (label) {
  case EdgeLabel::rate:
    return isEntry ? ""
                   : inWords(edge.rate) +
                         (edge.hedgeRate ? " (" + inWords(edge.hedgeRate) + " hedges)" : "");
  case EdgeLabel::inFlight:
    return edge.offeredInFlight ? inWords(edge.offeredInFlight) + " in flight"
           : isEntry            ? ""
                                : unknownText;
  case EdgeLabel::oversubscription:
    return edge.oversubscription ? timesInWords(*edge.oversubscription)
           : isEntry             ? ""
                                 : unknownText;
  case EdgeLabel::p99:
    return callee && callee->residenceTime.p99 ? "p99 " + inWords(callee->residenceTime.p99)
                                               : "p99 unknown";
  }
  return "";
}

LabelSize labelSize(const plan::EdgePlan &edge, const std::string &label) {
  const double half = thicknessOf(edge.rate) / 2;
  LabelSize size{std::min(std::ceil(textWidth(label, labelText, false)), mostLabelWidth), half,
                 half};
  if (isOversubscribed(edge.oversubscription)) {
    size.width = std::max(size.width, badgeWidth(badgeOf(edge), false));
    size.above = size.below = badgeHeight / 2 + 1;
  }
  if (!label.empty())
    size.above += labelText * 1.17 + 4;
  return size;
}

Group drawEdge(const plan::EdgePlan &edge, int index, const std::string &label, bool isOnTrail,
               const Route &route) {
  const double thickness = thicknessOf(edge.rate);
  const bool alarms = isOversubscribed(edge.oversubscription);
  Group group;
  group.target = {Target::Kind::edge, "", index};
  group.name = fmt::format(
      "{} calls {}, {}{}", elided(printable(edge.from), 150), elided(printable(edge.to), 150),
      inWords(edge.rate), alarms ? ", oversubscribed " + timesInWords(*edge.oversubscription) : "");
  group.tooltip = tooltipOf(edge);
  drawLine(group, edge, route.path, thickness, isOnTrail);
  drawArrow(group, route, alarms ? thickness + 2 : thickness, alarms ? Role::alarm : Role::edge);
  const LabelSize size = labelSize(edge, label);
  const double left = route.isTurning ? route.label.x + thickness / 2 + 5 : route.label.x;
  const double badge = alarms ? badgeWidth(badgeOf(edge), false) : 0;
  if (alarms)
    drawBadge(group, {route.isTurning ? left : left - badge / 2, route.label.y}, badgeOf(edge),
              Alarm::alarm, false);
  const double baseline = route.label.y - (alarms ? badgeHeight / 2 + 1 : thickness / 2) - 5;
  write(group, {left, route.isTurning && !alarms ? route.label.y + 4 : baseline}, label,
        {.size = labelText, .anchor = route.isTurning ? Anchor::start : Anchor::middle},
        std::max(size.width, 20.0) + 0.5);
  return finished(std::move(group));
}

Group drawBracket(const Bracket &bracket, const std::string &caller) {
  Group group;
  group.name = fmt::format("{} makes these calls in parallel", elided(printable(caller), 300));
  group.tooltip = group.name;
  drawPath(group, bracket.path, {}, {.role = Role::edge, .width = 2.5});
  return finished(std::move(group));
}

} // namespace loadline::diagram
