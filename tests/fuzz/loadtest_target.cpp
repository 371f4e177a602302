#include "planner/loadtest/read.h"
#include "tests/fuzz/targets.h"

#include <cmath>

namespace loadline::fuzz {

namespace {

bool isSound(double figure) {
  return std::isfinite(figure) && figure >= 0;
}

template <class Value>
void mustBeSound(const std::optional<Value> &value, std::string_view what) {
  mustHold(!value || isSound(value->count()), what);
}

void mustBeSound(const loadtest::LoadPoint &point) {
  mustHold(isSound(point.throughput.count()), "a throughput is finite");
  mustBeSound(point.number, "a number in flight is finite");
  mustBeSound(point.offered, "an offered rate is finite");
  mustBeSound(point.mean, "a mean is finite");
  mustBeSound(point.p99, "a p99 is finite");
  mustBeSound(point.since, "a time is finite");
  mustHold(!point.failed || point.failed->count() <= 1, "a share is at most 1");
}

void mustBeSound(const Result<loadtest::LoadTest> &test) {
  if (!test)
    return mustHold(!toString(test.error()).empty(), "a refusal says why");
  mustHold(!test->points.empty(), "what is read has points");
  mustHold(test->series.size() <= 10'000'000, "and no more windows than lines");
  for (const loadtest::LoadPoint &point : test->points)
    mustBeSound(point);
  for (const loadtest::LoadPoint &point : test->series)
    mustBeSound(point);
}

} // namespace

void fuzzLoadtest(std::string_view bytes) {
  constexpr std::size_t longest = 1u << 16;
  const std::string_view text = bytes.substr(0, longest);
  mustBeSound(loadtest::readLoadTest(text, "fuzz"));
  mustBeSound(loadtest::joinSeries({{loadtest::Figure::throughput, std::string(text), "fuzz"}}));
}

} // namespace loadline::fuzz
