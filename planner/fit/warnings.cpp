#include "planner/fit/fit.h"

#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::fit {

namespace {

using loadtest::Loop;

/// What a closed loop leaves out: while the slowest request takes its time, its client sends
/// nothing [Tene2013].
std::string omission(const std::vector<LoadTest> &tests) {
  const LoadPoint *worst = nullptr;
  double most = 0;
  for (const LoadTest &test : tests)
    for (const LoadPoint &point : test.points)
      if (test.loop == Loop::closed && point.most && point.mean && point.mean->count() > 0 &&
          *point.most / *point.mean > most)
        most = *point.most / *point.mean, worst = &point;
  if (!worst || most < 2)
    return "";
  return fmt::format(" The slowest request ({}) kept its client from sending about {:.0f} more at "
                     "the mean pace, which would have waited too.",
                     units::formatted(*worst->most), most - 1);
}

std::string closedLoop(const std::vector<LoadTest> &tests) {
  const bool isClosed = std::any_of(tests.begin(), tests.end(),
                                    [](const LoadTest &test) { return test.loop == Loop::closed; });
  if (!isClosed)
    return "";
  return "Closed loop: each client waits for its answer, so the load slows down with the service, "
         "and percentiles leave out the requests that were not sent (coordinated omission)." +
         omission(tests) +
         " Ask an open-loop generator (a rate of arrivals) for tails and for overload.";
}

/// Little's law against the number of clients: fewer inside than there are clients.
std::string idleClients(const std::vector<LoadTest> &tests) {
  constexpr double few = 0.8;
  for (const LoadTest &test : tests)
    for (const LoadPoint &point : test.points) {
      if (!point.isDeclared || !point.mean || test.loop != Loop::closed)
        continue;
      const Concurrency inside = point.throughput * *point.mean;
      if (inside.count() > 0 && inside < *point.number * few)
        return fmt::format("Of {} clients only {} were inside (throughput × mean latency): they "
                           "think between requests, fail, or the generator is the bottleneck.",
                           units::formatted(*point.number), units::formatted(inside));
    }
  return "";
}

/// Nothing that shares gets faster by more of it: throughput per client must not rise.
std::string coldStart(const std::vector<LoadTest> &tests) {
  constexpr double muchMore = 1.25;
  std::vector<const LoadPoint *> points;
  for (const LoadTest &test : tests)
    for (const LoadPoint &point : test.points)
      if (point.isDeclared && point.number->count() > 0 && point.throughput.count() > 0)
        points.push_back(&point);
  std::stable_sort(points.begin(), points.end(),
                   [](const auto *a, const auto *b) { return *a->number < *b->number; });
  for (std::size_t i = 1; i < points.size(); ++i) {
    const LoadPoint &low = *points[i - 1], &high = *points[i];
    const double rise = (high.throughput / low.throughput) / (*high.number / *low.number);
    if (rise > muchMore && *low.number < *high.number)
      return fmt::format("Throughput per client is {:.2f} times as high at {} as at {}: the lower "
                         "level is out of line, perhaps measured cold. Warm up before measuring.",
                         rise, units::formatted(*high.number), units::formatted(*low.number));
  }
  return "";
}

} // namespace

std::vector<std::string> warningsOf(const std::vector<LoadTest> &tests) {
  std::vector<std::string> out;
  for (std::string warning : {closedLoop(tests), idleClients(tests), coldStart(tests)})
    if (!warning.empty())
      out.push_back(std::move(warning));
  for (const LoadTest &test : tests)
    for (const std::string &note : test.notes)
      if (std::find(out.begin(), out.end(), note) == out.end())
        out.push_back(note);
  return out;
}

} // namespace loadline::fit
