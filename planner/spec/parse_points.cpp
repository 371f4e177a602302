#include "planner/spec/parts.h"

#include <fmt/format.h>

namespace loadline::spec::syntax {

using yaml::Node;
using yaml::Reader;

namespace {

/// `percentiles: { 50%: 10ms, 99%: 80ms }`.
std::vector<Located<TimePoint>> percentiles(Reader &reader) {
  std::vector<Located<TimePoint>> points;
  for (const Node::Entry &entry : reader.entries("percentiles")) {
    const Result<Ratio> share = units::parseRatio(entry.key, entry.keyAt);
    const Result<Duration> time = units::parseDuration(entry.value.scalar, entry.value.at);
    for (const Diagnostics &errors : {share.error(), time.error()})
      reader.errors().insert(reader.errors().end(), errors.begin(), errors.end());
    if (share && time)
      points.push_back({{share->count(), *time}, entry.value.at});
  }
  return points;
}

/// `histogram: { 5ms: 120, 10ms: 400 }`: how many times fell above the bucket before and at most at
/// this end.
std::vector<Located<TimePoint>> histogram(Reader &reader) {
  std::vector<Located<TimePoint>> points;
  double total = 0.0;
  for (const Node::Entry &entry : reader.entries("histogram")) {
    const Result<Duration> time = units::parseDuration(entry.key, entry.keyAt);
    const Result<double> count = units::parseNumber(entry.value.scalar, entry.value.at);
    for (const Diagnostics &errors : {time.error(), count.error()})
      reader.errors().insert(reader.errors().end(), errors.begin(), errors.end());
    if (time && count)
      points.push_back({{total += *count, *time}, entry.value.at});
  }
  if (!points.empty() && total == 0.0) {
    reader.error(reader.keyAt("histogram"), "'histogram' counts nothing",
                 "each bucket's end stands before how many fell into it, as in '10ms: 400'");
    return {};
  }
  for (Located<TimePoint> &point : points)
    point.value.share /= total;
  return points;
}

void checkOrder(Reader &reader, const std::vector<Located<TimePoint>> &points) {
  for (std::size_t i = 1; i < points.size(); ++i)
    if (points[i].value.share < points[i - 1].value.share ||
        points[i].value.time <= points[i - 1].value.time) {
      reader.error(points[i].at, "the points must go up, in share and in time");
      return;
    }
}

} // namespace

void readPoints(Reader &reader, ServiceTime &time) {
  if (reader.node("percentiles") && reader.node("histogram"))
    reader.error(reader.keyAt("histogram"), "'histogram' and 'percentiles' both give the points",
                 "keep one of the two");
  time.points = percentiles(reader);
  if (auto counted = histogram(reader); !counted.empty())
    time.points = std::move(counted);
  checkOrder(reader, time.points);
}

} // namespace loadline::spec::syntax
