#include "planner/solve/solve.h"
#include "tests/planner/differential/generate.h"
#include "tests/planner/sampled.h"

#include <gtest/gtest.h>

#include <cmath>
#include <ctime>

namespace loadline::differential {

namespace {

/// Expects that every figure is a number within what the system can hold, and that it comes before
/// anyone gives up. Returns whether there is an answer.
bool isWithinBounds(const Generated &system) {
  constexpr double mostSeconds = 60; // of a processor, however busy the machine is
  const std::clock_t start = std::clock();
  const solve::Solution is = solve::solve(system.model);
  EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, mostSeconds);
  if (!is.isSettled)
    return false;
  const model::Workload &load = system.model.workload[0];
  const double throughput = is.workload[0].throughput.count();
  EXPECT_TRUE(std::isfinite(throughput) && throughput > 0);
  EXPECT_LE(throughput, (load.rate ? load.rate->count()
                                   : static_cast<double>(load.clients) / load.think.mean.count()) *
                            (1 + 1e-9));
  for (const solve::ServiceSolution &service : is.services) {
    EXPECT_LE(service.utilization.value_or(solve::Ratio(0)).count(), 1 + 1e-6) << service.name;
    EXPECT_LE(service.cpuUtilization.value_or(solve::Ratio(0)).count(), 1 + 1e-6) << service.name;
    const solve::Residence &time = service.residence;
    for (const auto &each : {time.mean, time.p50, time.p95, time.p99})
      EXPECT_TRUE(std::isfinite(each.value_or(solve::Duration(0)).count())) << service.name;
    EXPECT_LE(time.p50.value_or(solve::Duration(0)), time.p99.value_or(solve::Duration(0)));
  }
  return true;
}

} // namespace

class Solutions : public testing::TestWithParam<std::uint64_t> {};

/// Of the hundred systems from the parameter on; otherwise the first few of them that are small.
/// Few may go back and forth until the rounds are over, and are then said to.
TEST_P(Solutions, OfGeneratedSystemsStayWithinBounds) {
  const std::uint64_t systems = runsAll() ? 100 : 3;
  std::uint64_t unsettled = 0;
  for (std::uint64_t number = GetParam(); number < GetParam() + systems; ++number) {
    const Generated system = generate(number);
    if (!runsAll() && system.model.services.size() > 25)
      continue;
    SCOPED_TRACE(number);
    unsettled += !isWithinBounds(system);
  }
  EXPECT_LE(unsettled, 2u);
}
INSTANTIATE_TEST_SUITE_P(TenThousand, Solutions, testing::Range<std::uint64_t>(0, 10'000, 100));

} // namespace loadline::differential
