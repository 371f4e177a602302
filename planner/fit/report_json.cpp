#include "planner/fit/report.h"

#include "base/text.h"
#include "planner/plan/json_parts.h"

namespace loadline::fit {

namespace {

using plan::Json;
using plan::number;

Json toJson(const Interval &interval) {
  return Json::array({number(interval.low), number(interval.high)});
}

Json toJson(const LoadPoint &is) {
  return {{"in_flight", number(is.number)},
          {"offered_rate", number(is.offered)},
          {"throughput", number(is.throughput.count())},
          {"latency",
           {{"mean", number(is.mean)},
            {"p50", number(is.p50)},
            {"p90", number(is.p90)},
            {"p95", number(is.p95)},
            {"p99", number(is.p99)},
            {"max", number(is.most)}}},
          {"failed", number(is.failed)}};
}

Json toJson(const FitPoint &point) {
  Json out = {{"file", printable(point.measured.at.file.str())}, {"line", point.measured.at.line}};
  out.update(toJson(point.measured));
  out["fitted"] = number(point.fitted);
  out["outlier"] = point.isOutlier;
  return out;
}

Json toJson(const LoadTest &test) {
  return {{"file", printable(test.file)},
          {"format", test.format},
          {"loop", loadtest::toString(test.loop)},
          {"windows", test.series.size()}};
}

Json toJson(const std::optional<Peak> &peak) {
  if (!peak)
    return {};
  return {{"in_flight", number(peak->number.count())},
          {"in_flight_95", toJson(peak->numberInterval)},
          {"throughput", number(peak->throughput.count())},
          {"measured", peak->isMeasured}};
}

Json toJson(const std::optional<FittedLaw> &law) {
  if (!law)
    return {};
  return {{"gamma", number(law->law.alone.count())},
          {"gamma_95", toJson(law->alone)},
          {"alpha", number(law->law.contention)},
          {"alpha_95", toJson(law->contention)},
          {"alpha_at_bound", law->contentionAtBound},
          {"beta", number(law->law.coherency)},
          {"beta_95", toJson(law->coherency)},
          {"beta_at_bound", law->coherencyAtBound},
          {"standard_error", number(law->error.count())},
          {"degrees_of_freedom", law->freedom},
          {"explained", number(law->explained.count())},
          {"peak", toJson(law->peak)}};
}

Json toJson(const std::optional<Level> &level) {
  if (!level)
    return {};
  return {{"in_flight", number(level->number.count())},
          {"rate", number(level->rate.count())},
          {"time", number(level->time.count())}};
}

Json toJson(const std::optional<Overload> &is) {
  if (!is)
    return {};
  return {{"verdict", toString(is->verdict)},
          {"load", number(is->load.count())},
          {"refused", number(is->refused.count())},
          {"refused_if_bounded", number(is->refusedIfBounded.count())},
          {"slower", number(is->slower.count())},
          {"by", is->isByMean ? "mean" : "p99"},
          {"before", toJson(is->before)},
          {"under", toJson(is->under)}};
}

Json toJson(const std::optional<Recovery> &is) {
  if (!is)
    return {};
  return {{"since", number(is->since.count())}, {"lasted", number(is->lasted.count())},
          {"load", number(is->load.count())},   {"latency_before", number(is->before.count())},
          {"took", number(is->took)},           {"unbounded_takes", number(is->unboundedTakes)}};
}

Json toJson(const RunComparison &comparison) {
  Json figures = Json::array();
  for (const ComparedFigure &is : comparison.figures)
    figures.push_back({{"level", is.level},
                       {"figure", is.figure},
                       {"before", is.before},
                       {"now", is.after},
                       {"change", number(is.change)},
                       {"verdict", is.isWorse    ? "worse"
                                   : is.isBetter ? "better"
                                                 : "same"}});
  return {{"tolerance", number(comparison.tolerance.count())},
          {"worse", comparison.isWorse()},
          {"unmatched", comparison.unmatched},
          {"figures", std::move(figures)}};
}

template <class Items>
Json listOf(const Items &items) {
  Json out = Json::array();
  for (const auto &item : items)
    out.push_back(toJson(item));
  return out;
}

} // namespace

std::string toJsonText(const Fit &fit, const RunComparison *comparison) {
  Json warnings = Json::array();
  for (const std::string &warning : fit.warnings)
    warnings.push_back(printable(warning));
  const Json document = {
      {"schema", "loadline/fit/v1"},
      {"tests", listOf(fit.tests)},
      {"points", listOf(fit.points)},
      {"points_are_windows", fit.isOfWindows},
      {"law", toJson(fit.law)},
      {"refusal", fit.law ? Json() : Json(fit.refusal)},
      {"capacity", {{"rate", number(fit.capacity.count())}, {"from", fit.capacityFrom}}},
      {"knee", toJson(fit.knee)},
      {"optimum", toJson(fit.optimum)},
      {"operate", toJson(fit.operate)},
      {"overload", toJson(fit.overload)},
      {"recovery", toJson(fit.recovery)},
      {"against", comparison ? toJson(*comparison) : Json()},
      {"warnings", std::move(warnings)}};
  return document.dump(2) + "\n";
}

} // namespace loadline::fit
