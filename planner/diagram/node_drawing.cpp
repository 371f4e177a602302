#include "planner/diagram/node_drawing.h"

#include "base/text.h"
#include "planner/diagram/gauge.h"
#include "planner/diagram/pen.h"
#include "planner/diagram/text_width.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::diagram {

namespace {

constexpr double boxWidth = 192, boxHeight = 144, padding = 14;
constexpr double lid = 9; // half the height of a cylinder's lid
constexpr double hullWidth = 104, hullHeight = 42;

/// A cylinder's outline, or only the front rim of its lid.
Path cylinder(const Box &box, bool onlyRim) {
  const double reach = box.width / 2 * 0.5523; // a quarter of an ellipse as one cubic
  const double rise = lid * 0.5523;
  const double x = box.x, right = box.right(), middle = box.centre().x, top = box.y + lid,
               bottom = box.bottom() - lid;
  Path path;
  path.moveTo({x, top});
  if (onlyRim)
    return path.cubicTo({x, top + rise}, {middle - reach, top + lid}, {middle, top + lid})
        .cubicTo({middle + reach, top + lid}, {right, top + rise}, {right, top});
  return path.cubicTo({x, top - rise}, {middle - reach, box.y}, {middle, box.y})
      .cubicTo({middle + reach, box.y}, {right, top - rise}, {right, top})
      .lineTo({right, bottom})
      .cubicTo({right, bottom + rise}, {middle + reach, box.bottom()}, {middle, box.bottom()})
      .cubicTo({middle - reach, box.bottom()}, {x, bottom + rise}, {x, bottom})
      .close();
}

void drawBody(Group &group, const plan::ServicePlan &service, bool isOnTrail, const Box &box) {
  const Fill fill{.role = Role::surface};
  const Stroke stroke{
      .role = Role::outline, .width = 1.25, .isDashed = service.kind == plan::NodeKind::external};
  if (isOnTrail)
    drawBox(group, box.grownBy(4), 12, {}, {.role = Role::selection, .width = 3});
  if (service.kind != plan::NodeKind::pool) {
    drawBox(group, box, 9, fill, stroke);
    return;
  }
  drawPath(group, cylinder(box, false), fill, stroke);
  drawPath(group, cylinder(box, true), {}, stroke);
}

std::string replicasInWords(const plan::ServicePlan &service) {
  if (service.kind != plan::NodeKind::service || !service.replicasDeclared)
    return inWords(service.kind);
  const int declared = *service.replicasDeclared;
  std::string words = counted(static_cast<std::size_t>(declared), "replica");
  if (service.replicasNeeded && *service.replicasNeeded > declared)
    words += fmt::format(", needs {}", *service.replicasNeeded);
  return words;
}

std::string inFlightInWords(const plan::ServicePlan &service) {
  const auto figure = [](const auto &value) { return value ? inWords(value) : std::string("?"); };
  return figure(service.inFlightMean) + " / " + figure(service.maxInFlight.declared);
}

std::string bindingInWords(const plan::ServicePlan &service) {
  if (service.binding != plan::Constraint::none)
    return "bound by " + inWords(service.binding);
  return service.maxInFlight.declared ? "nothing binds" : "no bound known";
}

/// A share below one percent to the hundredth of one: there is no room for more.
std::optional<plan::Ratio> shortened(std::optional<plan::Ratio> share) {
  constexpr double hundredth = 1e4;
  if (!share || share->count() >= 0.01)
    return share;
  return plan::Ratio(std::round(share->count() * hundredth) / hundredth);
}

std::string utilizationInWords(std::optional<plan::Ratio> utilization) {
  constexpr plan::Ratio most(9.995); // what has room beside the hull
  return !utilization ? "" : *utilization > most ? ">999%" : inWords(shortened(utilization));
}

/// The planner's verdict, or a worse one that the utilization shows by itself.
plan::Verdict standingOf(const plan::ServicePlan &service, plan::Ratio limit) {
  const std::optional<plan::Ratio> utilization = ifFinite(service.utilization);
  const bool isOver = utilization && *utilization >= plan::Ratio(1);
  if (isOver || service.verdict == plan::Verdict::overCapacity)
    return plan::Verdict::overCapacity;
  const bool isAbove = utilization && *utilization > limit;
  return isAbove ? plan::Verdict::aboveLine : service.verdict;
}

Role stateOf(const plan::ServicePlan &service, plan::Ratio limit) {
  switch (standingOf(service, limit)) {
  case plan::Verdict::fits:
    return Role::waterBelow;
  case plan::Verdict::aboveLine:
    return Role::waterAbove;
  case plan::Verdict::overCapacity:
    return Role::waterOver;
  case plan::Verdict::unknown:
    break;
  }
  return Role::outline;
}

/// The share of one constraint that is used up.
struct Used {
  plan::Constraint constraint = plan::Constraint::none;
  plan::Ratio share;
};

/// What stands above the line and worse than the gauge shows, the worst if there are several.
std::optional<Used> worseThanGauge(const plan::ServicePlan &service, plan::Ratio limit) {
  std::optional<Used> worst;
  const auto take = [&](plan::Constraint constraint, std::optional<plan::Ratio> share) {
    if (ifFinite(share) && *share > limit && (!worst || *share > worst->share))
      worst = {constraint, *share};
  };
  for (const plan::ConstraintPlan &each : service.constraints)
    take(each.constraint, each.used);
  take(plan::Constraint::cpu, service.cpuUtilization);
  constexpr double rounding = 1 + 1e-9; // a bound and its gauge are one figure, worked out twice
  return worst && (!service.utilization || worst->share > *service.utilization * rounding)
             ? worst
             : std::nullopt;
}

/// What binds the service; loud where that is not what the gauge shows.
void writeBinding(Group &group, Point at, const plan::ServicePlan &service, plan::Ratio limit,
                  double width) {
  TextStyle style{.size = 11, .role = Role::mutedText};
  const std::optional<Used> worse = worseThanGauge(service, limit);
  if (!worse) {
    write(group, at, bindingInWords(service), style, width);
    return;
  }
  style.isBold = true;
  style.role = worse->share >= plan::Ratio(1) ? Role::alarm : Role::warning;
  const std::string is = inWords(worse->constraint) + ": " + utilizationInWords(worse->share);
  const std::string whole = "bound by " + is;
  const bool isWhole =
      service.binding == worse->constraint && textWidth(whole, style.size, style.isBold) <= width;
  write(group, at, isWhole ? whole : is, style, width);
}

void drawFigures(Group &group, const plan::ServicePlan &service, plan::Ratio limit,
                 std::optional<plan::Ratio> ghost, const Box &box) {
  const double x = box.x + padding, right = box.right() - padding, inner = box.width - 2 * padding;
  const double y = box.y + (service.kind == plan::NodeKind::pool ? lid + 5 : 0);
  const std::optional<plan::Ratio> utilization = ifFinite(service.utilization);
  write(group, {x, y + 23}, service.name, {.size = 13, .isBold = true, .keepsEnd = true}, inner);
  const double wasWidth = ghost ? 70 : 0; // beside the replicas
  write(group, {x, y + 39}, replicasInWords(service), {.size = 11, .role = Role::mutedText},
        inner - wasWidth);
  const Box hull{x, y + 50, hullWidth, hullHeight};
  drawGauge(group, hull, utilization, limit, standingOf(service, limit), ghost);
  const double beside = inner - hullWidth - 6;
  const TextStyle share{.size = 13, .isBold = true, .anchor = Anchor::end};
  const TextStyle small{.size = 11, .anchor = Anchor::end, .role = Role::mutedText};
  if (utilization)
    write(group, {right, y + 76}, utilizationInWords(utilization), share, beside);
  else
    write(group, {right, y + 76}, unknownText, small, beside);
  if (ghost)
    write(group, {right, y + 39}, "was " + utilizationInWords(ghost), small, wasWidth);
  write(group, {x, y + 110}, inFlightInWords(service), {.size = 13, .isBold = true}, inner - 58);
  write(group, {right, y + 110}, "in flight", small, 56);
  writeBinding(group, {x, y + 126}, service, limit, inner);
}

/// On the border of the box: the verdict in words below, the count of findings above.
void drawBadges(Group &group, const plan::ServicePlan &service, plan::Ratio limit,
                const CodeFindings &inCode, const Box &box) {
  const plan::Verdict standing = standingOf(service, limit);
  const Point below{box.x + padding - 4, box.bottom()};
  if (standing == plan::Verdict::overCapacity)
    drawBadge(group, below, inWords(standing), Alarm::alarm, true);
  else if (standing == plan::Verdict::aboveLine)
    drawBadge(group, below, inWords(standing), Alarm::warning, true);
  if (inCode.count <= 0)
    return;
  const std::string count = fmt::format("{} in code", inCode.count);
  const Alarm worst = inCode.worst == findings::Severity::error     ? Alarm::alarm
                      : inCode.worst == findings::Severity::warning ? Alarm::warning
                                                                    : Alarm::note;
  drawBadge(group, {box.right() - padding + 4 - badgeWidth(count, true), box.y}, count, worst,
            true);
}

void addLine(std::string &text, const std::string &name, const std::string &value) {
  text += (text.empty() ? "" : "\n") + name + ": " + value;
}

std::string tooltipOf(const plan::ServicePlan &service, const CodeFindings &inCode) {
  std::string text = elided(printable(service.name), 300);
  addLine(text, "kind", inWords(service.kind));
  addLine(text, "arrival rate", inWords(service.arrivalRate));
  addLine(text, "residence time",
          fmt::format("mean {}, p99 {}", inWords(service.residenceTime.mean),
                      inWords(service.residenceTime.p99)));
  addLine(text, "in flight",
          fmt::format("mean {}, at p99 {}", inWords(service.inFlightMean),
                      inWords(service.inFlightAtP99)));
  const std::string source =
      service.maxInFlight.declaredIn.empty() ? "" : " (" + service.maxInFlight.declaredIn + ")";
  addLine(text, "max in-flight", inWords(service.maxInFlight.declared) + source);
  addLine(text, "recommended", inWords(service.maxInFlight.recommended));
  addLine(text, "utilization", inWords(service.utilization));
  if (service.cpuUtilization)
    addLine(text, "CPU utilization", inWords(service.cpuUtilization));
  if (service.oversubscription)
    addLine(text, "oversubscription", timesInWords(*service.oversubscription));
  addLine(text, "verdict", inWords(service.verdict));
  if (inCode.count > 0)
    addLine(text, "findings in its code",
            fmt::format("{}, worst: {}", inCode.count, findings::toString(inCode.worst)));
  return text;
}

} // namespace

Size sizeOf(const plan::ServicePlan &service) {
  return {boxWidth, boxHeight + (service.kind == plan::NodeKind::pool ? 2 * lid : 0)};
}

Size entrySize() {
  return {112, 52};
}

Group drawService(const plan::ServicePlan &service, plan::Ratio limit, const Marks &marks,
                  const Box &box) {
  Group group;
  group.target = {Target::Kind::service, service.name, -1};
  group.name =
      fmt::format("{}, {}, utilization {}, {}", elided(printable(service.name), 300),
                  inWords(service.kind), inWords(service.utilization), inWords(service.verdict));
  group.tooltip = tooltipOf(service, marks.inCode);
  group.state = stateOf(service, limit);
  drawBody(group, service, marks.isOnTrail, box);
  drawFigures(group, service, limit, marks.ghost, box);
  drawBadges(group, service, limit, marks.inCode, box);
  return finished(std::move(group));
}

Group drawEntry(const plan::EdgePlan &entry, int edge, const Box &box) {
  constexpr double point = 14;
  Group group;
  group.target = {Target::Kind::entry, "", edge};
  group.name =
      fmt::format("load of {} enters at {}", inWords(entry.rate), elided(printable(entry.to), 300));
  group.tooltip = group.name;
  Path chevron;
  chevron.moveTo({box.x, box.y})
      .lineTo({box.right() - point, box.y})
      .lineTo({box.right(), box.centre().y});
  chevron.lineTo({box.right() - point, box.bottom()}).lineTo({box.x, box.bottom()});
  chevron.lineTo({box.x + point, box.centre().y}).close();
  drawPath(group, chevron, {.role = Role::surface}, {.role = Role::edge, .width = 1.5});
  const double middle = box.centre().x + 2, width = box.width - 2 * point - 4;
  write(group, {middle, box.centre().y - 2}, inWords(entry.rate),
        {.size = 13, .isBold = true, .anchor = Anchor::middle}, width);
  write(group, {middle, box.centre().y + 14}, "workload",
        {.size = 11, .anchor = Anchor::middle, .role = Role::mutedText}, width);
  return finished(std::move(group));
}

} // namespace loadline::diagram
