#include "planner/fit/report.h"

#include "base/text.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace loadline::fit {

namespace {

using Align = TextTable::Align;
using units::formatted;

template <class Value>
std::string shown(const std::optional<Value> &value) {
  return value ? formatted(*value) : "-";
}

std::string sources(const Fit &fit) {
  std::set<std::string> formats;
  for (const LoadTest &test : fit.tests)
    formats.insert(test.format);
  std::string text = fmt::format("{} {} of {} ({})", fit.points.size(),
                                 fit.isOfWindows          ? "windows"
                                 : fit.points.size() == 1 ? "level"
                                                          : "levels",
                                 fit.tests.size() == 1 ? fit.tests[0].file
                                                       : fmt::format("{} files", fit.tests.size()),
                                 inWords({formats.begin(), formats.end()}));
  return text;
}

std::string off(const FitPoint &point) {
  if (!point.fitted)
    return "-";
  const double deviation = point.measured.throughput / *point.fitted - 1;
  return fmt::format("{:+.1f}%{}", 100 * deviation, point.isOutlier ? " outlier" : "");
}

/// All levels, or of many every n-th with the outliers.
TextTable levelsTable(const Fit &fit) {
  constexpr std::size_t most = 40;
  TextTable table{{{"in flight", Align::right},
                   {"offered", Align::right},
                   {"throughput", Align::right},
                   {"law", Align::right},
                   {"measured is", Align::right},
                   {"mean", Align::right},
                   {"p99", Align::right},
                   {"failed", Align::right}},
                  {}};
  const std::size_t step = (fit.points.size() + most - 1) / most;
  for (std::size_t i = 0; i < fit.points.size(); ++i) {
    const FitPoint &point = fit.points[i];
    if (i % step != 0 && !point.isOutlier)
      continue;
    const LoadPoint &is = point.measured;
    table.rows.push_back({shown(is.number), shown(is.offered), formatted(is.throughput),
                          shown(point.fitted), off(point), shown(is.mean), shown(is.p99),
                          shown(is.failed)});
  }
  return table;
}

std::string between(const std::string &low, const std::string &high) {
  return low + " to " + high;
}

/// The outliers by their numbers.
std::string outlierNote(const Fit &fit) {
  std::vector<std::string> named;
  for (const FitPoint &point : fit.points)
    if (point.isOutlier)
      named.push_back(
          fmt::format("{} in flight ({:+.0f}%)", formatted(*point.measured.number),
                      point.fitted ? 100 * (point.measured.throughput / *point.fitted - 1) : 0.0));
  return named.empty()
             ? ""
             : "Left out of the law as outliers (generalized ESD test at 5 %): " + inWords(named) +
                   ".";
}

ReportSection lawSection(const Fit &fit) {
  ReportSection section{.title =
                            "Universal scalability law, X(N) = γN / (1 + α(N − 1) + βN(N − 1))"};
  if (!fit.law) {
    section.paragraphs = {"No law: " + fit.refusal +
                          (fit.hint.empty() ? "." : "; " + fit.hint + ".")};
    return section;
  }
  const FittedLaw &law = *fit.law;
  section.table = {{{"parameter"}, {"value", Align::right}, {"95 % interval"}}, {}};
  section.table.rows = {
      {"γ, throughput of one", formatted(law.law.alone),
       between(formatted(Rate(std::max(0.0, law.alone.low))), formatted(Rate(law.alone.high)))},
      {"α, contention", threeDigits(law.law.contention),
       between(threeDigits(law.contention.low), threeDigits(law.contention.high))},
      {"β, coherency", fmt::format("{:.3g}", law.law.coherency),
       between(fmt::format("{:.3g}", law.coherency.low),
               fmt::format("{:.3g}", law.coherency.high))}};
  section.paragraphs = {
      fmt::format("It explains {} of the variance; a measured throughput is off by "
                  "{} (standard error, {} degrees of freedom).",
                  formatted(law.explained), formatted(law.error), law.freedom)};
  if (const std::string outliers = outlierNote(fit); !outliers.empty())
    section.items = {outliers};
  return section;
}

std::vector<std::string> levelRow(std::string name, const Level &level) {
  return {std::move(name), formatted(level.number), formatted(level.rate), formatted(level.time)};
}

std::string peakNote(const Fit &fit) {
  if (!fit.law->peak)
    return fmt::format(
        "No peak is claimed: the data do not show that throughput falls with more in "
        "flight (β = 0 fits as well).{}",
        fit.law->law.contention > 0
            ? " It tends to no more than " + formatted(queueing::limit(fit.law->law)) + "."
            : "");
  const Peak &peak = *fit.law->peak;
  return fmt::format("The peak is at {} to {} in flight (95 %){}.",
                     formatted(Concurrency(peak.numberInterval.low)),
                     formatted(Concurrency(peak.numberInterval.high)),
                     peak.isMeasured ? "" : ", outside of what was measured");
}

ReportSection operationSection(const Fit &fit) {
  ReportSection section{.title = "Where to run it"};
  section.table = {
      {{"level"}, {"in flight", Align::right}, {"rate", Align::right}, {"time", Align::right}}, {}};
  if (fit.knee)
    section.table.rows.push_back(levelRow("knee", *fit.knee));
  if (fit.optimum)
    section.table.rows.push_back(levelRow("optimum, the highest throughput", *fit.optimum));
  if (fit.operate)
    section.table.rows.push_back(levelRow(
        fmt::format("{} of the capacity", formatted(Ratio(fit.operate->rate / fit.capacity))),
        *fit.operate));
  section.paragraphs = {fmt::format("Capacity {}: {}.", formatted(fit.capacity), fit.capacityFrom)};
  if (fit.law)
    section.items = {peakNote(fit)};
  return section;
}

std::string verdictSentence(const Overload &is) {
  const std::string slower =
      fmt::format("{} went from {} to {} ({:.1f} times)", is.isByMean ? "mean latency" : "p99",
                  shown(is.isByMean ? is.before.mean : is.before.p99),
                  shown(is.isByMean ? is.under.mean : is.under.p99), is.slower.count());
  const std::string load =
      is.isOpen()
          ? fmt::format("At {:.2g} times the capacity", is.load.count())
          : fmt::format("With {:.2g} times the clients that the capacity takes", is.load.count());
  switch (is.verdict) {
  case BoundVerdict::enforced:
    return fmt::format("{} the bound was enforced: {} was refused (a bound at the capacity has to "
                       "refuse {}) and {}.",
                       load, formatted(is.refused), formatted(is.refusedIfBounded), slower);
  case BoundVerdict::violated:
    return fmt::format(
        "{} the bound was violated, or there is none: {}, and {} was refused where a "
        "bound at the capacity has to refuse {}.",
        load, slower, formatted(is.refused), formatted(is.refusedIfBounded));
  case BoundVerdict::absorbed:
    break;
  }
  return fmt::format("{} the load was absorbed: {} was refused and {}. The capacity is higher than "
                     "taken here.",
                     load, formatted(is.refused), slower);
}

std::string recoverySentence(const Recovery &is) {
  const std::string unbounded =
      is.unboundedTakes ? fmt::format("A queue without bound would need {} to drain.",
                                      formatted(*is.unboundedTakes))
                        : "What was offered afterwards is above the capacity, so nothing drains.";
  return fmt::format("After {} of {:.2g} times the capacity latency was {} ({} before). {}",
                     formatted(is.lasted), is.load.count(),
                     is.took
                         ? "normal again " +
                               (is.took->count() > 0 ? "after " + formatted(*is.took) : "at once")
                         : "not normal again by the end of the test",
                     formatted(is.before), unbounded);
}

} // namespace

std::vector<ReportSection> sectionsOf(const Fit &fit) {
  std::vector<ReportSection> out = {{.paragraphs = {sources(fit)}, .table = levelsTable(fit)},
                                    lawSection(fit),
                                    operationSection(fit)};
  ReportSection overload{.title = "Overload"};
  if (fit.overload)
    overload.items.push_back(verdictSentence(*fit.overload));
  if (fit.recovery)
    overload.items.push_back(recoverySentence(*fit.recovery));
  if (overload.items.empty())
    overload.items = {
        "Not tested: no level at one and a half times the capacity or more beside one "
        "at the capacity, and no window beyond it."};
  out.push_back(std::move(overload));
  if (!fit.warnings.empty())
    out.push_back({.title = "Mind", .items = fit.warnings});
  return out;
}

ReportSection sectionOf(const RunComparison &comparison) {
  ReportSection section{.title = "Against the earlier run"};
  section.table = {{{"level"},
                    {"figure"},
                    {"before", Align::right},
                    {"now", Align::right},
                    {"change", Align::right},
                    {""}},
                   {}};
  for (const ComparedFigure &is : comparison.figures)
    section.table.rows.push_back({is.level, is.figure, is.before, is.after,
                                  fmt::format("{:+.1f}%", 100 * is.change),
                                  is.isWorse    ? "worse"
                                  : is.isBetter ? "better"
                                                : ""});
  const auto worse = std::count_if(comparison.figures.begin(), comparison.figures.end(),
                                   [](const ComparedFigure &is) { return is.isWorse; });
  section.paragraphs = {comparison.figures.empty()
                            ? "No level of the two runs is the same."
                            : fmt::format("{} of {} figures are worse by more than {}.", worse,
                                          comparison.figures.size(),
                                          formatted(comparison.tolerance))};
  if (comparison.unmatched > 0)
    section.items = {fmt::format("{} levels have none to compare with.", comparison.unmatched)};
  return section;
}

} // namespace loadline::fit
