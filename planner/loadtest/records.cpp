#include "planner/loadtest/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace loadline::loadtest {

namespace {

constexpr std::size_t mostRecords = 10'000'000;
constexpr std::size_t mostWindows = 120, fewestInWindow = 50;

/// The least time that a share of the sorted times does not exceed.
Duration percentile(std::span<const double> sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return Duration(sorted[std::max<std::size_t>(rank, 1) - 1]);
}

/// The point of requests that were sent within `span` seconds.
LoadPoint pointOf(std::span<const Record> sent, double span, double answered,
                  const SourcePosition &at) {
  LoadPoint point{.at = at};
  std::vector<double> times;
  double sum = 0, all = 0;
  for (const Record &record : sent) {
    all += record.took;
    if (!record.isAnswered)
      continue;
    times.push_back(record.took);
    sum += record.took;
  }
  const double count = static_cast<double>(sent.size());
  point.offered = Rate(count / span);
  point.throughput = Rate(answered / span);
  point.number = Concurrency(all / span);
  if (!sent.empty())
    point.failed = Ratio(1 - static_cast<double>(times.size()) / count);
  if (times.empty())
    return point;
  std::sort(times.begin(), times.end());
  point.mean = Duration(sum / static_cast<double>(times.size()));
  point.p50 = percentile(times, 0.5);
  point.p90 = percentile(times, 0.9);
  point.p95 = percentile(times, 0.95);
  point.p99 = percentile(times, 0.99);
  point.most = Duration(times.back());
  return point;
}

} // namespace

bool Records::add(const Record &record) {
  if (records_.size() >= mostRecords)
    return false;
  records_.push_back(record);
  return true;
}

LoadTest Records::summary(const SourcePosition &at) {
  std::sort(records_.begin(), records_.end(),
            [](const Record &a, const Record &b) { return a.sent < b.sent; });
  const double first = records_.front().sent;
  double last = first;
  double answered = 0;
  for (const Record &record : records_) {
    last = std::max(last, record.sent + record.took);
    answered += record.isAnswered;
  }
  const double span = std::max(last - first, 1e-9);
  LoadTest test;
  test.points.push_back(pointOf(records_, span, answered, at));
  const std::size_t windows =
      std::clamp<std::size_t>(records_.size() / fewestInWindow, 1, mostWindows);
  if (windows < 2)
    return test;
  const double width = span / static_cast<double>(windows);
  test.window = Duration(width);
  std::vector<double> done(windows + 1);
  for (const Record &record : records_)
    if (record.isAnswered)
      ++done[static_cast<std::size_t>((record.sent + record.took - first) / width)];
  auto begin = records_.begin();
  for (std::size_t i = 0; i < windows; ++i) {
    const double until = first + width * static_cast<double>(i + 1);
    const auto end = std::find_if(begin, records_.end(),
                                  [&](const Record &record) { return record.sent >= until; });
    LoadPoint point = pointOf({begin, end}, width, done[i], at);
    point.since = Duration(width * static_cast<double>(i));
    test.series.push_back(point);
    begin = end;
  }
  return test;
}

bool addOrRefuse(Records &records, const Record &record, const SourcePosition &at,
                 Diagnostics &errors) {
  if (records.add(record))
    return true;
  errors.push_back({at, fmt::format("more than {} requests", mostRecords),
                    "summarize the test with its own program, or cut the file"});
  return false;
}

Result<LoadTest> finished(Records &records, const Diagnostics &errors, const SourcePosition &at) {
  if (!errors.empty())
    return errors;
  if (records.isEmpty())
    return Diagnostic{at, "no request in it", "was the test run?"};
  return records.summary(at);
}

} // namespace loadline::loadtest
