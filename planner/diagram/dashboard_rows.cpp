#include "planner/diagram/dashboard_views.h"

#include "base/text.h"
#include "planner/diagram/pen.h"
#include "planner/diagram/text_width.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

// The views that are rows: a name, a bar or cells, a figure.

namespace loadline::diagram {

namespace {

using plan::ServicePlan;

constexpr double barHeight = 12, gapToBar = 8, figureRoom = 74, mostNameRoom = 130;

/// The parts of a row, from left to right.
struct Line {
  Box name, bar, figure;
};

Line lineOf(const Box &place, std::size_t row) {
  const double y = place.y + static_cast<double>(row) * rowPitch;
  const double nameRoom = std::min(place.width * 0.34, mostNameRoom);
  const double barLeft = place.x + nameRoom + gapToBar,
               barRight = place.right() - figureRoom - gapToBar;
  return {{place.x, y, nameRoom, rowPitch},
          {barLeft, y + (rowPitch - barHeight) / 2, std::max(barRight - barLeft, 20.0), barHeight},
          {place.right() - figureRoom, y, figureRoom, rowPitch}};
}

void writeEnds(Group &group, const Line &line, std::string_view name, std::string_view figure) {
  const double base = line.name.y + rowPitch / 2 + 4;
  write(group, {line.name.x, base}, name, {.size = 11, .keepsEnd = true}, line.name.width);
  write(group, {line.figure.right(), base}, figure,
        {.size = 11, .isBold = true, .anchor = Anchor::end}, line.figure.width);
}

/// One bar of how much of something is used.
struct Bar {
  Target target;
  std::string name, figure, tooltip;
  std::optional<double> share;       ///< that is filled; not known: a dashed border
  std::optional<double> stroke = {}; ///< where an upright stroke stands
  double rank = 0;                   ///< the highest stands first
};

void drawUpright(Group &group, const Box &bar, double share, const Stroke &stroke, double reach) {
  const double x = bar.x + std::clamp(share, 0.0, 1.0) * bar.width;
  drawPath(group, Path().moveTo({x, bar.y - reach}).lineTo({x, bar.bottom() + reach}), {}, stroke);
}

Group drawn(const Bar &bar, const Line &line, const plan::Plan &plan) {
  Group group;
  group.target = bar.target;
  group.name = fmt::format("{}: {}", bar.name, bar.figure);
  group.tooltip = bar.tooltip;
  drawBox(group, line.bar, 3, {Role::hull},
          {.role = Role::outline, .width = 1, .isDashed = !bar.share});
  if (bar.share && *bar.share > 0) {
    Box water = line.bar;
    water.width *= std::min(*bar.share, 1.0);
    drawBox(group, water, 3, fillOf(*bar.share, plan));
  }
  drawUpright(group, line.bar, plan.policyUtilization.count(), {Role::loadLine, 1.5}, 2);
  if (bar.stroke)
    drawUpright(group, line.bar, *bar.stroke, {Role::text, 2.5}, -2);
  writeEnds(group, line, bar.name, bar.figure);
  return finished(std::move(group));
}

/// The first of them fill the view; how many are left out stands below.
void drawMore(DisplayList &out, const Box &place, std::size_t count, std::string_view words) {
  if (count <= mostRows)
    return;
  Group group;
  group.name = fmt::format("and {} {}", count - mostRows, words);
  write(group, {place.x, place.y + static_cast<double>(mostRows) * rowPitch + 13}, group.name,
        {.size = 11, .role = Role::mutedText}, place.width);
  out.groups.push_back(finished(std::move(group)));
}

void drawBars(DisplayList &out, const Box &place, std::vector<Bar> bars, const plan::Plan &plan,
              std::string_view none) {
  if (bars.empty())
    return drawNothing(out, place, none);
  std::stable_sort(bars.begin(), bars.end(),
                   [](const Bar &a, const Bar &b) { return a.rank > b.rank; });
  for (std::size_t row = 0; row < std::min(bars.size(), mostRows); ++row)
    out.groups.push_back(drawn(bars[row], lineOf(place, row), plan));
  drawMore(out, place, bars.size(), "less full");
}

template <class Unit>
std::optional<double> finite(std::optional<Unit> value) {
  return value && std::isfinite(value->count()) ? std::optional<double>(value->count())
                                                : std::nullopt;
}

/// A service's part of what is in flight in its tier.
struct Part {
  const ServicePlan *service;
  double inFlight;
};

/// The members of a tier of which a figure is known, the largest first.
std::vector<Part> partsOf(const plan::Plan &plan, const plan::TierPlan &tier) {
  std::vector<Part> parts;
  for (const std::string &member : tier.members)
    if (const ServicePlan *service = plan.find(member))
      if (const auto inFlight = finite(service->inFlightMean); inFlight && *inFlight > 0)
        parts.push_back({service, *inFlight});
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part &a, const Part &b) { return a.inFlight > b.inFlight; });
  return parts;
}

double sumOf(const std::vector<Part> &parts) {
  double sum = 0;
  for (const Part &part : parts)
    sum += part.inFlight;
  return sum;
}

Group segmentOf(const Part &part, const Box &box) {
  const ServicePlan &service = *part.service;
  Group group;
  group.target = ofService(service.name);
  group.name =
      fmt::format("{}: {} in flight", printable(service.name), inWords(service.inFlightMean));
  group.tooltip =
      group.name + fmt::format("\n{} at p99\n{} admitted", inWords(service.inFlightAtP99),
                               inWords(service.maxInFlight.declared));
  const bool isOver = service.verdict == plan::Verdict::overCapacity;
  const bool isAbove = service.verdict == plan::Verdict::aboveLine;
  drawBox(group, box, 2,
          isOver    ? Fill{Role::waterOver, Hatch::cross}
          : isAbove ? Fill{Role::waterAbove, Hatch::diagonal}
                    : Fill{Role::waterBelow},
          {.role = Role::surface, .width = 1});
  const bool isHatched = isOver || isAbove;
  const double air = isHatched ? 16 : 6; // over a hatch names stand on a ground of their own
  constexpr double least = 24;
  if (box.width >= least + 2 * air) {
    const std::string name = fittedName(service.name, 11, false, box.width - 2 * air);
    if (isHatched)
      drawBox(group, {box.x + air - 4, box.y + 1, textWidth(name, 11, false) + 8, box.height - 2},
              0, {Role::surface});
    write(group, {box.x + air, box.centre().y + 4}, name, {.size = 11}, box.width - 2 * air + 1);
  }
  return finished(std::move(group));
}

/// A tier's bar: a segment for each member, those that are too thin to see as one.
void drawTier(DisplayList &out, const Line &line, const std::vector<Part> &parts, double scale) {
  constexpr double thinnest = 2;
  double x = line.bar.x, rest = 0;
  for (const Part &part : parts) {
    const double width = part.inFlight * scale;
    if (width < thinnest) {
      rest += width;
      continue;
    }
    out.groups.push_back(segmentOf(part, {x, line.bar.y - 2, width, barHeight + 4}));
    x += width;
  }
  if (rest <= 0)
    return;
  Group others;
  others.name = "services with less";
  drawBox(others, {x, line.bar.y - 2, rest, barHeight + 4}, 0, {Role::hull},
          {.role = Role::outline, .width = 1});
  out.groups.push_back(finished(std::move(others)));
}

} // namespace

void drawInFlight(DisplayList &out, const Box &place, const plan::Plan &plan) {
  std::vector<std::vector<Part>> tiers;
  double most = 0;
  for (const plan::TierPlan &tier : plan.tiers) {
    tiers.push_back(partsOf(plan, tier));
    most = std::max(most, sumOf(tiers.back()));
  }
  if (most <= 0)
    return drawNothing(out, place, "It is not known how many are in flight.");
  for (std::size_t tier = 0; tier < std::min(tiers.size(), mostRows); ++tier) {
    Line line = lineOf(place, tier);
    constexpr double tierRoom = 38, sumRoom = 44; // "tier 5", "1230"
    const double right = line.figure.right();
    line.bar.x = place.x + tierRoom + gapToBar;
    line.bar.width = right - sumRoom - gapToBar - line.bar.x;
    line.name.width = tierRoom;
    line.figure = {right - sumRoom, line.figure.y, sumRoom, rowPitch};
    Group ends;
    const double sum = sumOf(tiers[tier]);
    ends.target = {Target::Kind::tier, {}, static_cast<int>(tier)};
    ends.name = fmt::format("tier {}: {} in flight", tier, threeDigits(sum));
    writeEnds(ends, line, fmt::format("tier {}", tier), threeDigits(sum));
    out.groups.push_back(finished(std::move(ends)));
    drawTier(out, line, tiers[tier], line.bar.width / most);
  }
  drawMore(out, place, tiers.size(), "tiers below");
}

void drawReplicas(DisplayList &out, const Box &place, const plan::Plan &plan) {
  std::vector<std::pair<const ServicePlan *, double>> services;
  for (const ServicePlan &service : plan.services)
    if (const auto used = finite(service.utilization);
        used && service.replicasDeclared.value_or(0) > 0)
      services.emplace_back(&service, *used);
  if (services.empty())
    return drawNothing(out, place, "No service says how many replicas it has.");
  std::stable_sort(services.begin(), services.end(),
                   [](const auto &a, const auto &b) { return a.second > b.second; });
  for (std::size_t row = 0; row < std::min(services.size(), mostRows); ++row) {
    const auto &[service, used] = services[row];
    const Line line = lineOf(place, row);
    constexpr double cell = 12, air = 3;
    const int replicas = *service->replicasDeclared;
    const int room = std::max(1, static_cast<int>((line.bar.width + air) / (cell + air)));
    Group group;
    group.target = ofService(service->name);
    group.name = fmt::format("{}: {} replica{}, each {} full", printable(service->name), replicas,
                             replicas == 1 ? "" : "s", inWords(service->utilization));
    group.tooltip = group.name;
    for (int i = 0; i < std::min(replicas, room); ++i) {
      const Box box{line.bar.x + i * (cell + air), line.bar.y, cell, cell};
      const double depth = used > 0 ? std::clamp(used, 0.15, 1.0) * cell : 0; // else not seen
      drawBox(group, box, 2, {Role::hull});
      drawBox(group, {box.x, box.bottom() - depth, cell, depth}, 1, fillOf(used, plan));
      drawBox(group, box, 2, {}, {.role = Role::outline, .width = 1});
    }
    const std::string figure = inWords(service->utilization);
    writeEnds(group, line, service->name,
              replicas > room ? fmt::format("{}× {}", replicas, figure) : figure);
    out.groups.push_back(finished(std::move(group)));
  }
  drawMore(out, place, services.size(), "services less full");
}

void drawBounds(DisplayList &out, const Box &place, const plan::Plan &plan) {
  std::vector<Bar> bars;
  for (const ServicePlan &service : plan.services) {
    const auto bound = finite(service.maxInFlight.declared);
    if (!bound || *bound <= 0)
      continue;
    const auto mean = finite(service.inFlightMean), p99 = finite(service.inFlightAtP99);
    Bar bar{.target = ofService(service.name),
            .name = service.name,
            .figure = fmt::format("{} / {}", inWords(service.inFlightMean), threeDigits(*bound)),
            .tooltip = fmt::format("{}: {} in flight, {} at p99\nof {} that it admits ({})",
                                   printable(service.name), inWords(service.inFlightMean),
                                   inWords(service.inFlightAtP99), threeDigits(*bound),
                                   service.maxInFlight.declaredIn),
            .share = mean ? std::optional(*mean / *bound) : std::nullopt};
    if (p99)
      bar.stroke = *p99 / *bound;
    bar.rank = mean ? *mean / *bound : -1;
    bars.push_back(std::move(bar));
  }
  drawBars(out, place, std::move(bars), plan, "No service says how many it admits.");
}

namespace {

/// "default", "gold", "batch, gold, web": of the layers that say something.
std::string whose(const plan::BudgetPlan &budget) {
  std::string out;
  for (const std::string &part : {budget.tenant, budget.className, budget.caller})
    if (!part.empty())
      out += (out.empty() ? "" : ", ") + part;
  return out;
}

} // namespace

void drawBudgets(DisplayList &out, const Box &place, const plan::Plan &plan) {
  std::vector<Bar> bars;
  for (const plan::BudgetPlan &budget : plan.budgets) {
    const auto used = finite(budget.used);
    const std::string may = budget.maxInFlight
                                ? fmt::format("≤ {} in flight", inWords(budget.maxInFlight))
                                : fmt::format("≤ {}", inWords(budget.maxRate));
    std::string tooltip = fmt::format("{} at {}", printable(whose(budget)), budget.service);
    if (budget.maxRate)
      tooltip += fmt::format("\nmay ask {}, by its {}", inWords(budget.maxRate), budget.rateBy);
    if (budget.maxInFlight)
      tooltip += fmt::format("\nmay have {} in flight, by its {}", inWords(budget.maxInFlight),
                             budget.inFlightBy);
    if (budget.arrives)
      tooltip += fmt::format("\nasks {}", inWords(budget.arrives));
    bars.push_back({.target = ofService(budget.service),
                    .name = fmt::format("{}: {}", budget.service, whose(budget)),
                    .figure = used ? inWords(budget.used) : may,
                    .tooltip = std::move(tooltip),
                    .share = used,
                    .rank = used.value_or(-1)});
  }
  drawBars(out, place, std::move(bars), plan,
           "No contract gives a caller, class or tenant its part.");
}

} // namespace loadline::diagram
