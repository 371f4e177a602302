#include "planner/diagram/load_curve.h"

#include "base/text.h"
#include "planner/diagram/pen.h"
#include "planner/diagram/text_width.h"
#include "planner/diagram/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace loadline::diagram {

namespace {

constexpr double margin = 16, left = 70, right = 52, gap = 56, below = 56;
constexpr double leastPanel = 170, mostPanel = 300; // heights
constexpr double leastWidth = 340;                  // of the whole picture
constexpr double titleRoom = 44, markRow = 16;
constexpr double logarithmicFrom = 30; // largest over least, past which an even scale hides much
constexpr std::size_t mostLimits = 4;
constexpr double farthest = 2; // times the loads that are solved; what was seen beyond is not drawn

using Figure = std::optional<double> (*)(const curve::Point &);

template <class Unit>
std::optional<double> counted(std::optional<Unit> value) {
  return value && std::isfinite(value->count()) ? std::optional<double>(value->count())
                                                : std::nullopt;
}

struct Line {
  const char *name;
  Figure figure;
  Stroke stroke;
};

/// What a kind of points looks like: those of load tests are round, simulated ones stand on a
/// corner, so that no meaning rests on colour alone.
constexpr double dot = 3.5;

/// One upright line; or words alone, for what lies beyond the loads that are drawn.
struct Mark {
  double factor;
  std::string text;
  Stroke stroke;
  Role role;
  bool isBeyond = false;
};

/// Values to heights; even, or by decades.
class Scale {
public:
  Scale(double least, double most, double top, double bottom)
      : isLogarithmic_(least > 0 && most / least > logarithmicFrom), top_(top), bottom_(bottom) {
    low_ = isLogarithmic_ ? std::floor(std::log10(least)) : 0;
    high_ = isLogarithmic_ ? std::ceil(std::log10(most)) : rounded(most);
    if (high_ <= low_)
      high_ = low_ + 1;
  }

  double at(double value) const {
    const double place = isLogarithmic_ ? std::log10(std::max(value, 1e-300)) : value;
    return bottom_ - (std::clamp(place, low_, high_) - low_) / (high_ - low_) * (bottom_ - top_);
  }

  std::vector<double> ticks() const {
    std::vector<double> out;
    const int steps = isLogarithmic_ ? static_cast<int>(high_ - low_) : 4;
    const int every = std::max(1, (steps + 4) / 5); // no more than the height has room for
    for (int i = 0; i <= steps; i += isLogarithmic_ ? every : 1)
      out.push_back(isLogarithmic_ ? std::pow(10, low_ + i) : high_ * i / steps);
    return out;
  }

private:
  /// The next of 1, 2, 4, 8 times a power of ten, so that quarters are round.
  static double rounded(double most) {
    if (most <= 0)
      return 1;
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (const double step : {1.0, 2.0, 4.0, 8.0, 10.0})
      if (most <= step * power * (1 + 1e-9))
        return step * power;
    return 10 * power;
  }

  bool isLogarithmic_;
  double top_, bottom_, low_ = 0, high_ = 1;
};

/// The least of 1, 2, 2.5 and 5 times a power of ten that goes into `most` no more than five times.
double roundStep(double most) {
  const double power = std::pow(10, std::floor(std::log10(most / 5)));
  for (const double step : {1.0, 2.0, 2.5, 5.0})
    if (most <= 5 * step * power * (1 + 1e-9))
      return step * power;
  return 10 * power;
}

void drawDot(Group &group, curve::Seen::By by, Point at, Role role) {
  const Stroke stroke{.role = role, .width = 1.5};
  if (by == curve::Seen::By::loadTest)
    return drawBox(group, {at.x - dot, at.y - dot, 2 * dot, 2 * dot}, dot, {Role::surface}, stroke);
  const double reach = dot + 1; // a diamond looks smaller than a circle
  drawPath(group,
           Path()
               .moveTo({at.x, at.y - reach})
               .lineTo({at.x + reach, at.y})
               .lineTo({at.x, at.y + reach})
               .lineTo({at.x - reach, at.y})
               .close(),
           {Role::surface}, stroke);
}

/// "○ wrk.txt   ◇ simulated", to the right of the name.
void drawKeys(Group &group, const curve::LoadCurve &of, double most, double from, double to) {
  double x = from;
  for (const curve::Seen &seen : of.seen) {
    const auto isFar = [&](const curve::Point &point) { return point.factor > most; };
    const auto beyond = std::count_if(seen.points.begin(), seen.points.end(), isFar);
    const std::string text =
        printable(seen.name) + (beyond > 0 ? fmt::format(" ({} at higher loads)", beyond) : "");
    const double width = std::min(textWidth(text, 11, false), to - x - 16);
    if (width < 40)
      return;
    drawDot(group, seen.by, {x + dot, margin + 8}, Role::edge);
    write(group, {x + 2 * dot + 6, margin + 12}, text, {.size = 11, .role = Role::mutedText},
          width + 1);
    x += 2 * dot + 6 + width + 16;
  }
}

class Chart {
public:
  Chart(const curve::LoadCurve &of, double width, double height)
      : of_(of), most_(farthestOf(of)), width_(width), panelHeight_(height) {}

  /// The largest load that is drawn: that of the curve, or of what was seen not too far beyond it.
  static double farthestOf(const curve::LoadCurve &of) {
    const double solved = of.points.back().factor;
    double most = solved;
    for (const curve::Seen &seen : of.seen)
      for (const curve::Point &point : seen.points)
        if (point.factor <= farthest * solved)
          most = std::max(most, point.factor);
    return most;
  }

  void drawPanel(Group &group, double top, const std::vector<Line> &lines,
                 const std::function<std::string(double)> &inUnits,
                 std::optional<double> bound) const {
    const double bottom = top + panelHeight_;
    const auto [least, largest] = range(lines, bound);
    const Scale scale(least, largest, top, bottom);
    for (const double tick : scale.ticks()) {
      const double y = scale.at(tick);
      drawPath(group, Path().moveTo({left, y}).lineTo({left + width_, y}), {},
               {.role = Role::rule, .width = 1});
      write(group, {left - 8, y + 4}, inUnits(tick),
            {.size = 11, .anchor = Anchor::end, .role = Role::mutedText}, left - margin);
    }
    if (bound)
      drawBound(group, scale.at(*bound));
    double lastName = -1e9;
    for (const Line &line : lines)
      drawLine(group, line, scale, lastName);
    for (const curve::Seen &seen : of_.seen)
      for (const Line &line : lines)
        drawSeen(group, seen, line, scale);
  }

  void drawMark(Group &group, const Mark &mark, double top, double bottom) const {
    const double x = xOf(mark.factor);
    if (!mark.isBeyond)
      drawPath(group, Path().moveTo({x, top}).lineTo({x, bottom}), {}, mark.stroke);
  }

  /// Above a panel; on the ground of the picture, as marks run down through both panels.
  void drawTitle(Group &group, double top, const char *title) const {
    const double words = textWidth(title, 12, true);
    constexpr double air = 8; // so that a line of a mark does not look like a letter
    drawBox(group, {margin - 2, top - 21 - air, words + 2 + air, 17 + air}, 0, {Role::canvas});
    write(group, {margin, top - 12}, title, {.size = 12, .isBold = true}, words + 1);
  }

  /// On the ground of the picture, so that no line of another mark goes through the words.
  void drawWords(Group &group, const Mark &mark, double row) const {
    const double x = xOf(mark.factor), words = textWidth(mark.text, 11, false);
    const bool isLate = runsLeft(mark);
    drawBox(group, {isLate ? x - 7 - words : x + 3, row - 10, words + 4, 13}, 0, {Role::canvas});
    write(group, {x + (isLate ? -5 : 5), row}, mark.text,
          {.size = 11, .anchor = isLate ? Anchor::end : Anchor::start, .role = mark.role},
          std::max(width_ / 2, words + 1));
  }

  /// Whether the words of a mark have no room to the right of its line.
  bool runsLeft(const Mark &mark) const {
    return mark.isBeyond ||
           xOf(mark.factor) + 5 + textWidth(mark.text, 11, false) > left + width_ + right - 4;
  }

  /// Whether the line of one mark stands where the words of another are.
  bool isInWordsOf(const Mark &other, const Mark &mark) const {
    if (mark.isBeyond)
      return false;
    const double x = xOf(mark.factor), from = xOf(other.factor);
    const double reach = 5 + textWidth(other.text, 11, false);
    return runsLeft(other) ? x > from - reach && x < from : x > from && x < from + reach;
  }

  void drawLoads(Group &group, double y) const {
    const double unit = of_.planned && of_.planned->count() > 0 ? of_.planned->count() : 1;
    const double step = roundStep(most_ * unit);
    for (int i = 0; i * step <= most_ * unit * (1 + 1e-9); ++i) {
      const std::string text =
          of_.planned ? inWords(std::optional(plan::Rate(i * step))) : threeDigits(i * step) + "×";
      write(group, {xOf(i * step / unit), y}, text,
            {.size = 11, .anchor = Anchor::middle, .role = Role::mutedText}, width_ / 4);
    }
    write(group, {left + width_ / 2, y + 18},
          of_.planned ? "arrivals at " + printable(of_.service) : "load, × planned",
          {.size = 11, .anchor = Anchor::middle, .role = Role::mutedText}, width_);
  }

private:
  double xOf(double factor) const { return left + std::min(factor / most_, 1.0) * width_; }

  std::pair<double, double> range(const std::vector<Line> &lines,
                                  std::optional<double> bound) const {
    double least = 1e300, largest = 0;
    const auto take = [&](const Line &line, const curve::Point &point) {
      if (const auto value = line.figure(point); value && point.factor <= most_) {
        least = *value > 0 ? std::min(least, *value) : least;
        largest = std::max(largest, *value);
      }
    };
    for (const Line &line : lines) {
      for (const curve::Point &point : of_.points)
        take(line, point);
      for (const curve::Seen &seen : of_.seen)
        for (const curve::Point &point : seen.points)
          take(line, point);
    }
    if (bound && *bound < 100 * largest) // one far above would press the curve flat
      largest = std::max(largest, *bound);
    return {least, largest};
  }

  void drawBound(Group &group, double y) const {
    drawPath(group, Path().moveTo({left, y}).lineTo({left + width_, y}), {},
             {.role = Role::loadLine, .width = 1.5, .isDashed = true});
    write(group, {left + width_ + 8, y + 4}, "bound", {.size = 11, .role = Role::text}, right);
  }

  void drawLine(Group &group, const Line &line, const Scale &scale, double &lastName) const {
    Path path;
    ::loadline::diagram::Point last{};
    for (const curve::Point &point : of_.points)
      if (const auto value = line.figure(point)) {
        last = {xOf(point.factor), scale.at(*value)};
        path.steps.empty() ? path.moveTo(last) : path.lineTo(last);
      }
    if (path.steps.empty())
      return;
    drawPath(group, path, {}, line.stroke);
    const double y = std::abs(last.y - lastName) < 14 ? lastName + 14 : last.y;
    write(group, {left + width_ + 8, y + 4}, line.name, {.size = 11, .isBold = true}, right);
    lastName = y;
  }

  void drawSeen(Group &group, const curve::Seen &seen, const Line &line, const Scale &scale) const {
    for (const curve::Point &point : seen.points)
      if (const auto value = line.figure(point); value && point.factor <= most_)
        drawDot(group, seen.by, {xOf(point.factor), scale.at(*value)}, line.stroke.role);
  }

  const curve::LoadCurve &of_;
  double most_;
  double width_, panelHeight_; ///< of the panels
};

std::vector<Mark> marksOf(const curve::LoadCurve &of) {
  const double most = Chart::farthestOf(of);
  std::vector<Mark> marks;
  const auto add = [&](std::optional<double> factor, std::string text, Stroke stroke, Role role) {
    if (factor && *factor <= most)
      marks.push_back({*factor, std::move(text), stroke, role});
  };
  add(1.0, "planned", {.role = Role::text, .width = 1.5}, Role::text);
  add(of.loadLine, "load line", {.role = Role::loadLine, .width = 1.5, .isDashed = true},
      Role::text);
  const auto addBeyond = [&](std::string text) {
    marks.push_back({most, std::move(text) + " →", {}, Role::mutedText, true});
  };
  if (of.loadLine && *of.loadLine > most)
    addBeyond(fmt::format("load line at {}× planned", threeDigits(*of.loadLine)));
  if (of.isKneeBeyond)
    addBeyond("knee beyond");
  add(of.knee, "knee", {.role = Role::mutedText, .width = 1, .isDashed = true}, Role::mutedText);
  for (std::size_t i = 0; i < std::min(of.limits.size(), mostLimits); ++i)
    add(of.limits[i].factor,
        fmt::format("{} full: {}", printable(of.limits[i].service),
                    inWords(of.limits[i].constraint)),
        {.role = Role::alarm, .width = 1.5}, Role::alarm);
  return marks;
}

/// A line runs down from its words: so, from the top, each time the one that crosses the fewest
/// words below it, less those of its own that it saves from being crossed.
void sortByRoom(std::vector<Mark> &marks, const Chart &chart) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark &a, const Mark &b) { return a.factor < b.factor; });
  for (auto from = marks.begin(); from != marks.end(); ++from) {
    const auto crossed = [&](const Mark &mark) {
      int sum = 0;
      for (auto other = from; other != marks.end(); ++other)
        if (&*other != &mark)
          sum +=
              (chart.isInWordsOf(*other, mark) ? 1 : 0) - (chart.isInWordsOf(mark, *other) ? 1 : 0);
      return sum;
    };
    const auto best = std::min_element(
        from, marks.end(), [&](const Mark &a, const Mark &b) { return crossed(a) < crossed(b); });
    std::rotate(from, best, best + 1);
  }
}

std::string descriptionOf(const curve::LoadCurve &of, const std::vector<Mark> &marks) {
  std::string text =
      fmt::format("time and requests in flight of {} as the load grows", printable(of.service));
  for (const Mark &mark : marks)
    text += mark.isBeyond
                ? "; " + mark.text
                : fmt::format("; {} at {}× the planned load", mark.text, threeDigits(mark.factor));
  for (const curve::Seen &seen : of.seen)
    text += fmt::format("; {} points {}", seen.points.size(),
                        seen.by == curve::Seen::By::loadTest ? "of " + printable(seen.name)
                                                             : "simulated");
  return text;
}

DisplayList nothingOf(const curve::LoadCurve &of, double width) {
  DisplayList out;
  out.size = {left + width + right, 120};
  out.title = "load curve of " + elided(printable(of.service), 300);
  out.description = "nothing is known of it";
  Group group;
  group.name = out.description;
  write(group, {margin, 60}, "Nothing is known of how it answers under load.",
        {.size = 12, .role = Role::mutedText}, out.size.width - 2 * margin);
  out.groups.push_back(finished(std::move(group)));
  return out;
}

} // namespace

DisplayList loadCurve(const curve::LoadCurve &of, Size wanted) {
  const double width = std::max(wanted.width, leastWidth) - left - right;
  if (of.points.empty())
    return nothingOf(of, width);
  std::vector<Mark> marks = marksOf(of);
  const double first = titleRoom + markRow * static_cast<double>(marks.size()) + 30;
  const double panelHeight =
      std::clamp((wanted.height - first - gap - below) / 2, leastPanel, mostPanel);
  const double second = first + panelHeight + gap, bottom = second + panelHeight;
  const Chart chart(of, width, panelHeight);
  sortByRoom(marks, chart);

  DisplayList out;
  out.size = {left + width + right, bottom + below};
  out.title = "load curve of " + elided(printable(of.service), 300);
  out.description = descriptionOf(of, marks);
  Group group;
  group.name = out.description;
  const double nameRoom = of.seen.empty() ? width : width / 2;
  write(group, {margin, margin + 12}, of.service, {.size = 15, .isBold = true}, nameRoom);
  const double name = std::min(textWidth(printable(of.service), 15, true), nameRoom);
  drawKeys(group, of, Chart::farthestOf(of), margin + name + 20, left + width + right - margin);
  chart.drawPanel(group, first,
                  {{"p99",
                    [](const curve::Point &p) { return counted(p.p99); },
                    {.role = Role::alarm, .width = 2}},
                   {"mean",
                    [](const curve::Point &p) { return counted(p.mean); },
                    {.role = Role::edge, .width = 2}}},
                  [](double seconds) { return inWords(std::optional(units::Duration(seconds))); },
                  {});
  chart.drawPanel(
      group, second,
      {{"mean",
        [](const curve::Point &p) { return counted(p.inFlight); },
        {.role = Role::edge, .width = 2}}},
      [](double number) { return threeDigits(number); },
      of.bound ? std::optional(of.bound->count()) : std::nullopt);
  const auto rowOf = [](std::size_t i) { return titleRoom + markRow * static_cast<double>(i); };
  for (std::size_t i = 0; i < marks.size(); ++i)
    chart.drawMark(group, marks[i], rowOf(i) + 4, bottom);
  chart.drawTitle(group, first, "Time from arrival to answer");
  chart.drawTitle(group, second, "Requests in flight");
  for (std::size_t i = 0; i < marks.size(); ++i)
    chart.drawWords(group, marks[i], rowOf(i) + 14);
  chart.drawLoads(group, bottom + 18);
  out.groups.push_back(finished(std::move(group)));
  return out;
}

} // namespace loadline::diagram
