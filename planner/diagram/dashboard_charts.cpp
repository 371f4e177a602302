#include "planner/diagram/dashboard_views.h"

#include "base/text.h"
#include "planner/diagram/pen.h"
#include "planner/diagram/text_width.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

// The views that are charts: columns of how many calls, and points of in-flight against rate.

namespace loadline::diagram {

namespace {

using plan::ServicePlan;

/// Columns of the fan-out: up to so many calls at once.
constexpr std::array<double, 8> upTo{1, 2, 4, 8, 16, 32, 64, 1e300};
constexpr const char *columnNames[] = {"1", "2", "3–4", "5–8", "9–16", "17–32", "33–64", "65+"};
constexpr std::size_t leastColumns = 5;

struct Column {
  double rate = 0;
  std::vector<std::string> services;
};

std::size_t columnOf(double calls) {
  const auto column = std::find_if(upTo.begin(), upTo.end(),
                                   [&](double most) { return calls <= most * (1 + 1e-9); });
  return static_cast<std::size_t>(column - upTo.begin());
}

std::array<Column, upTo.size()> columnsOf(const plan::Plan &plan) {
  std::map<std::string, std::map<int, double>> together; // by caller and group
  std::map<std::string, double> most;
  for (const plan::EdgePlan &edge : plan.edges) {
    double calls = edge.parallelCalls;
    if (edge.parallelGroup != 0)
      calls = together[edge.from][edge.parallelGroup] += edge.parallelCalls;
    most[edge.from] = std::max(most[edge.from], calls);
  }
  std::array<Column, upTo.size()> columns;
  for (const ServicePlan &service : plan.services)
    if (const auto calls = most.find(service.name); calls != most.end() && calls->second > 0 &&
                                                    service.arrivalRate &&
                                                    std::isfinite(service.arrivalRate->count())) {
      Column &column = columns[columnOf(calls->second)];
      column.rate += service.arrivalRate->count();
      column.services.push_back(
          fmt::format("{}: {}", printable(service.name), threeDigits(calls->second)));
    }
  return columns;
}

std::string servicesOf(const Column &column) {
  constexpr std::size_t mostNames = 12;
  std::string out = "calls at once of one request";
  for (std::size_t i = 0; i < std::min(column.services.size(), mostNames); ++i)
    out += "\n" + column.services[i];
  return column.services.size() > mostNames
             ? out + fmt::format("\nand {} more", column.services.size() - mostNames)
             : out;
}

/// One axis by decades.
class Decades {
public:
  Decades(double least, double most, double from, double to)
      : low_(std::floor(std::log10(least) + 1e-9)), high_(std::ceil(std::log10(most) - 1e-9)),
        from_(from), to_(to) {
    if (high_ <= low_)
      high_ = low_ + 1;
  }
  double at(double value) const {
    return from_ + (std::log10(value) - low_) / (high_ - low_) * (to_ - from_);
  }
  double least() const { return std::pow(10, low_); }
  double most() const { return std::pow(10, high_); }
  /// Every one, or every second … so that no more than `count` steps are made.
  std::vector<double> ticks(int count) const {
    const double every = std::max(1.0, std::ceil((high_ - low_) / count));
    std::vector<double> out;
    for (double power = low_; power <= high_ + 1e-9; power += every)
      out.push_back(std::pow(10, power));
    return out;
  }

private:
  double low_, high_, from_, to_;
};

struct Dot {
  double rate, inFlight;
  const ServicePlan *service; ///< null of what a load test showed
};

std::vector<Dot> dotsOf(const plan::Plan &plan) {
  constexpr std::size_t mostDots = 400;
  std::vector<Dot> dots;
  for (const ServicePlan &service : plan.services)
    if (service.arrivalRate && service.inFlightMean && service.arrivalRate->count() > 0 &&
        service.inFlightMean->count() > 0 && std::isfinite(service.arrivalRate->count()) &&
        std::isfinite(service.inFlightMean->count()))
      dots.push_back({service.arrivalRate->count(), service.inFlightMean->count(), &service});
  std::stable_sort(dots.begin(), dots.end(),
                   [](const Dot &a, const Dot &b) { return a.inFlight > b.inFlight; });
  dots.resize(std::min(dots.size(), mostDots));
  return dots;
}

std::vector<Dot> dotsOf(std::span<const curve::Seen> seen) {
  std::vector<Dot> dots;
  for (const curve::Seen &by : seen)
    for (const curve::Point &point : by.points)
      if (point.inFlight && point.throughput && point.inFlight->count() > 0 &&
          point.throughput->count() > 0)
        dots.push_back({point.throughput->count(), point.inFlight->count(), nullptr});
  return dots;
}

class Scatter {
public:
  Scatter(const Box &area, const std::vector<Dot> &dots)
      : area_(area), x_(least(dots, &Dot::rate), most(dots, &Dot::rate), area.x, area.right()),
        y_(least(dots, &Dot::inFlight), most(dots, &Dot::inFlight), area.bottom(), area.y) {}

  Group axes() {
    Group group;
    group.name = "in flight over requests/s, both by decades";
    for (const double tick : y_.ticks(4)) {
      drawPath(group, Path().moveTo({area_.x, y_.at(tick)}).lineTo({area_.right(), y_.at(tick)}),
               {}, {.role = Role::rule, .width = 1});
      write(group, {area_.x - 6, y_.at(tick) + 4}, threeDigits(tick),
            {.size = 11, .anchor = Anchor::end, .role = Role::mutedText}, 60);
    }
    for (const double tick : x_.ticks(3))
      write(group, {x_.at(tick), area_.bottom() + 16}, inWords(std::optional(plan::Rate(tick))),
            {.size = 11, .anchor = Anchor::middle, .role = Role::mutedText}, 80);
    sameTimes(group);
    return finished(std::move(group));
  }

  Group drawn(const Dot &dot) {
    const Point at{x_.at(dot.rate), y_.at(dot.inFlight)};
    constexpr double radius = 4;
    Group group;
    const auto time = std::optional(units::Duration(dot.inFlight / dot.rate));
    const std::string figures =
        fmt::format("{} in flight at {}\n{} in the system", threeDigits(dot.inFlight),
                    inWords(std::optional(plan::Rate(dot.rate))), inWords(time));
    if (!dot.service) {
      group.name = group.tooltip = "load test: " + figures;
      group.items.push_back(Shape{Circle{at, 3}, {Role::surface}, {Role::edge, 1.5}});
      return finished(std::move(group));
    }
    group.target = ofService(dot.service->name);
    group.name = group.tooltip = printable(dot.service->name) + ": " + figures;
    const bool isOver = dot.service->verdict == plan::Verdict::overCapacity;
    const Stroke rim{Role::surface, 1};
    if (isOver)
      drawBox(group, {at.x - radius, at.y - radius, 2 * radius, 2 * radius}, 0, {Role::waterOver},
              rim);
    else if (dot.service->verdict == plan::Verdict::aboveLine)
      drawPath(group,
               Path()
                   .moveTo({at.x, at.y - radius - 1})
                   .lineTo({at.x + radius + 1, at.y})
                   .lineTo({at.x, at.y + radius + 1})
                   .lineTo({at.x - radius - 1, at.y})
                   .close(),
               {Role::waterAbove}, rim);
    else
      group.items.push_back(Shape{Circle{at, radius}, {Role::waterBelow}, {Role::edge, 1}});
    taken_.push_back({at.x - radius, at.y - radius, 2 * radius, 2 * radius});
    return finished(std::move(group));
  }

  /// The name of a point, right or left of it, where nothing else stands yet.
  void nameOf(Group &group, const Dot &dot) {
    constexpr double nameRoom = 90, air = 7;
    const std::string name = fittedName(dot.service->name, 11, false, nameRoom);
    const double width = textWidth(name, 11, false);
    const Point at{x_.at(dot.rate), y_.at(dot.inFlight)};
    for (const double left : {at.x + air, at.x - air - width}) {
      const Box box{left, at.y - 7, width, 14};
      const bool isFree = area_.grownBy(4).contains(box) &&
                          std::none_of(taken_.begin(), taken_.end(),
                                       [&](const Box &other) { return other.overlaps(box); });
      if (!isFree)
        continue;
      write(group, {left, at.y + 4}, name, {.size = 11}, width + 1);
      taken_.push_back(box);
      return;
    }
  }

private:
  template <class Figure>
  static double least(const std::vector<Dot> &dots, Figure figure) {
    return std::invoke(figure, *std::ranges::min_element(dots, {}, figure));
  }
  template <class Figure>
  static double most(const std::vector<Dot> &dots, Figure figure) {
    return std::invoke(figure, *std::ranges::max_element(dots, {}, figure));
  }

  /// Lines N = X·R of one time R each [Little1961], named where they leave the chart.
  void sameTimes(Group &group) {
    const double low = std::log10(y_.least() / x_.most()),
                 high = std::log10(y_.most() / x_.least());
    for (double power = std::ceil(low + 0.25); power <= high - 0.25; ++power) {
      const double time = std::pow(10, power);
      const double from = std::max(x_.least(), y_.least() / time),
                   to = std::min(x_.most(), y_.most() / time);
      const Point end{x_.at(to), y_.at(to * time)};
      drawPath(group, Path().moveTo({x_.at(from), y_.at(from * time)}).lineTo(end), {},
               {.role = Role::rule, .width = 1, .isDashed = true});
      const std::string text = inWords(std::optional(units::Duration(time)));
      const double width = textWidth(text, 11, false);
      const bool leavesRight = to >= x_.most() * (1 - 1e-9);
      const Point at{leavesRight ? end.x + 4 : end.x - width / 2,
                     leavesRight ? end.y + 4 : end.y - 4};
      const Box box{at.x, at.y - 10, width, 13};
      if (std::any_of(taken_.begin(), taken_.end(),
                      [&](const Box &other) { return other.overlaps(box); }))
        continue;
      write(group, at, text, {.size = 11, .role = Role::mutedText}, width + 1);
      taken_.push_back(box);
    }
  }

  Box area_;
  Decades x_, y_;
  std::vector<Box> taken_; ///< where something stands already
};

} // namespace

void drawFanOut(DisplayList &out, const Box &place, const plan::Plan &plan) {
  const auto columns = columnsOf(plan);
  std::size_t shown = 0;
  double most = 0;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!columns[i].services.empty()) {
      shown = i + 1;
      most = std::max(most, columns[i].rate);
    }
  if (shown == 0 || most <= 0)
    return drawNothing(out, place, "No request makes a call.");
  shown = std::max(shown, leastColumns);
  const double pitch = place.width / static_cast<double>(shown);
  const double top = place.y + 16, ground = place.bottom() - 20;
  for (std::size_t i = 0; i < shown; ++i) {
    const Column &column = columns[i];
    const double left = place.x + static_cast<double>(i) * pitch;
    const double height = column.rate / most * (ground - top);
    Group group;
    const std::string rate = inWords(std::optional(plan::Rate(column.rate)));
    group.name = fmt::format("{} calls at once: {}", columnNames[i], rate);
    group.tooltip = column.services.empty() ? "" : servicesOf(column);
    drawPath(group, Path().moveTo({left, ground}).lineTo({left + pitch, ground}), {},
             {.role = Role::outline, .width = 1});
    if (!column.services.empty()) {
      drawBox(group, {left + pitch * 0.15, ground - height, pitch * 0.7, height}, 0,
              {Role::waterBelow});
      write(group, {left + pitch / 2, ground - height - 5}, rate,
            {.size = 11, .isBold = true, .anchor = Anchor::middle}, pitch + 8);
    }
    write(group, {left + pitch / 2, ground + 15}, columnNames[i],
          {.size = 11, .anchor = Anchor::middle, .role = Role::mutedText}, pitch);
    out.groups.push_back(finished(std::move(group)));
  }
}

void drawAgainstRate(DisplayList &out, const Box &place, const plan::Plan &plan,
                     std::span<const curve::Seen> seen) {
  const std::vector<Dot> services = dotsOf(plan), tested = dotsOf(seen);
  std::vector<Dot> all = services;
  all.insert(all.end(), tested.begin(), tested.end());
  if (all.empty())
    return drawNothing(out, place, "Neither rates nor what is in flight are known.");
  constexpr double left = 40, right = 44, above = 14, below = 22;
  Scatter scatter(
      {place.x + left, place.y + above, place.width - left - right, place.height - above - below},
      all);
  out.groups.push_back(scatter.axes());
  for (const Dot &dot : tested)
    out.groups.push_back(scatter.drawn(dot));
  const std::size_t first = out.groups.size();
  for (const Dot &dot : services)
    out.groups.push_back(scatter.drawn(dot));
  Group names;
  names.name = "names of the points";
  for (const Dot &dot : services)
    scatter.nameOf(names, dot);
  if (!names.items.empty())
    out.groups.insert(out.groups.begin() + static_cast<std::ptrdiff_t>(first),
                      finished(std::move(names)));
}

} // namespace loadline::diagram
