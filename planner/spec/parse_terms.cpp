#include "base/date.h"
#include "planner/spec/parts.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

constexpr long long most = 1'000'000'000;
constexpr long long mostStages = 1000; // as good as deterministic, and a sum over them stays cheap

/// The largest p99 / mean of any log-normal: exp(z² / 2), z the 99 % quantile of the normal.
constexpr double steepestLognormal = 14.967;

const std::vector<std::string> shapeWords = {"lognormal", "exponential", "erlang", "deterministic"};
const std::vector<std::string> slicesWords = {"together", "independent"};

bool has(const ServiceTime &time, Shape shape) {
  return time.shape && time.shape->value == shape;
}

/// What says the same as measured points do.
std::optional<Diagnostic> measuredBeside(const ServiceTime &time) {
  if (time.mean || time.p50 || time.p99 || time.cv || time.shape || time.stages)
    return Diagnostic{time.points.front().at,
                      "measured points are the whole distribution, and other values stand beside",
                      "keep 'percentiles' or 'histogram' alone, or leave it out"};
  return std::nullopt;
}

/// The first thing that keeps the values of a service time from describing one distribution.
std::optional<Diagnostic> contradiction(const ServiceTime &time) {
  if (!time.points.empty())
    return measuredBeside(time);
  const bool isLognormal = !time.shape || has(time, Shape::lognormal);
  const auto only = [](const auto &value, std::string_view key, std::string_view shape) {
    return Diagnostic{value->at, fmt::format("'{}' shapes only a {} service time", key, shape),
                      fmt::format("leave it out, or write 'distribution: {}'", shape)};
  };
  if (time.p99 && !isLognormal)
    return only(time.p99, "p99", "lognormal");
  if (time.p50 && !isLognormal)
    return only(time.p50, "p50", "lognormal");
  if (time.cv && !isLognormal)
    return only(time.cv, "cv", "lognormal");
  if (time.stages && !has(time, Shape::erlang))
    return only(time.stages, "stages", "erlang");
  if (has(time, Shape::erlang) && !time.stages)
    return Diagnostic{time.shape->at, "an erlang service time needs 'stages'", "as in 'stages: 4'"};
  if (has(time, Shape::lognormal) && !time.p99 && !time.cv)
    return Diagnostic{time.shape->at, "a lognormal service time needs 'p99' or 'cv'"};
  if (time.p99 && time.cv)
    return Diagnostic{time.cv->at, "'cv' and 'p99' both give the spread", "keep one of the two"};
  if (!time.mean && !(time.p50 && time.p99))
    return Diagnostic{time.at, "service_time needs 'mean'", "or 'p50' and 'p99'"};
  return std::nullopt;
}

std::optional<Diagnostic> impossibility(const ServiceTime &time) {
  if (time.p50 && time.p99 && time.p50->value > time.p99->value)
    return Diagnostic{time.p50->at, "'p50' is above 'p99'",
                      "of 100 requests 50 take no longer than p50, and 99 than p99"};
  if (!time.p99 || !time.mean)
    return std::nullopt;
  if (time.p99->value < time.mean->value)
    return Diagnostic{time.p99->at, "'p99' is below 'mean'",
                      "of 100 requests 99 take no longer than p99"};
  if (time.p99->value > steepestLognormal * time.mean->value)
    return Diagnostic{time.p99->at, "'p99' is more than 14.9 times 'mean', which no log-normal has",
                      "check the units, or give 'mean' and 'cv'"};
  return std::nullopt;
}

} // namespace

Maybe<double> readCount(Reader &reader, std::string_view key, long long least) {
  const auto count = reader.integer(key, least, most);
  return count ? Maybe<double>({static_cast<double>(count->value), count->at}) : std::nullopt;
}

Maybe<Concurrency> readBound(Reader &reader, std::string_view key, Rationale &rationale) {
  const Node *node = reader.node(key);
  if (!node || node->kind != Node::Kind::map) {
    const auto count = readCount(reader, key, 1);
    return count ? Maybe<Concurrency>({Concurrency(count->value), count->at}) : std::nullopt;
  }
  Reader bound(*node, std::string(key), reader.errors());
  const auto count = readCount(bound, "value", 1);
  rationale.because = bound.text("because");
  rationale.review = bound.text("review");
  rationale.keptBy = bound.text("kept_by");
  finishRequiring(bound, "value", key, "500");
  if (rationale.review && !isDate(rationale.review->value))
    reader.error(rationale.review->at, fmt::format("'{}' is no date", rationale.review->value),
                 "as in 2027-01-31");
  return count ? Maybe<Concurrency>({Concurrency(count->value), count->at}) : std::nullopt;
}

Maybe<Slices> readSlices(Reader &reader) {
  return readWord<Slices>(reader, "slices", slicesWords);
}

void finishRequiring(Reader &reader, std::string_view key, std::string_view where,
                     std::string_view example) {
  const std::size_t before = reader.errors().size();
  reader.finish();
  if (reader.isMap() && reader.errors().size() == before && !reader.node(key))
    reader.error(reader.keyAt(key), fmt::format("{} needs '{}'", where, key),
                 fmt::format("as in '{}: {}'", key, example));
}

Items readItems(Reader &reader) {
  Items items;
  const Node *node = reader.node("items");
  if (!node || node->kind != Node::Kind::map) {
    items.mean = readPositive(reader, "items", units::parseNumber);
    return items;
  }
  Reader map(*node, "items", reader.errors());
  items.mean = readPositive(map, "mean", units::parseNumber);
  items.max = readPositive(map, "max", units::parseNumber);
  finishRequiring(map, "mean", "items", "2");
  if (items.mean && items.max && items.max->value < items.mean->value)
    reader.error(items.max->at, "'max' is below 'mean'", "no request has more items than 'max'");
  return items;
}

ServiceTime parseServiceTime(const Node &node, Diagnostics &errors) {
  const std::size_t before = errors.size();
  Reader reader(node, "service_time", errors);
  ServiceTime time;
  time.at = node.at;
  time.mean = read(reader, "mean", units::parseDuration);
  time.p50 = readPositive(reader, "p50", units::parseDuration);
  time.p99 = readPositive(reader, "p99", units::parseDuration);
  time.shape = readWord<Shape>(reader, "distribution", shapeWords);
  time.cv = read(reader, "cv", units::parseNumber);
  if (const auto stages = reader.integer("stages", 1, mostStages))
    time.stages = Located<double>{static_cast<double>(stages->value), stages->at};
  time.slices = readSlices(reader);
  readPoints(reader, time);
  reader.finish();
  if (errors.size() != before)
    return time;
  if (const auto wrong = contradiction(time))
    errors.push_back(*wrong);
  else if (const auto impossible = impossibility(time))
    errors.push_back(*impossible);
  return time;
}

Slo parseSlo(const Node &node, Diagnostics &errors) {
  Reader reader(node, "slo", errors);
  Slo slo;
  slo.p50 = readPositive(reader, "p50", units::parseDuration);
  slo.p95 = readPositive(reader, "p95", units::parseDuration);
  slo.p99 = readPositive(reader, "p99", units::parseDuration);
  slo.success = readPositive(reader, "success", units::parseRatio);
  slo.window = readPositive(reader, "window", units::parseDuration);
  slo.deadline = readPositive(reader, "deadline", units::parseDuration);
  reader.finish();
  return slo;
}

} // namespace loadline::spec::syntax
