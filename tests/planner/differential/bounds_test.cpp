#include "planner/solve/solve.h"
#include "tests/planner/differential/generate.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::differential {

namespace {

/// Every figure is a number within what the system can hold.
void expectWithinBounds(const Generated &system) {
  const solve::Solution is = solve::solve(system.model);
  if (!is.isSettled)
    return;
  const model::Workload &load = system.model.workload[0];
  const double throughput = is.workload[0].throughput.count();
  EXPECT_TRUE(std::isfinite(throughput) && throughput > 0);
  EXPECT_LE(throughput, (load.rate ? load.rate->count()
                                   : static_cast<double>(load.clients) / load.think.mean.count()) *
                            (1 + 1e-9));
  for (const solve::ServiceSolution &service : is.services) {
    EXPECT_LE(service.utilization.value_or(solve::Ratio(0)).count(), 1 + 1e-6) << service.name;
    EXPECT_LE(service.cpuUtilization.value_or(solve::Ratio(0)).count(), 1 + 1e-6) << service.name;
  }
}

} // namespace

TEST(Solutions, OfGeneratedSystemsStayWithinBounds) {
  for (std::uint64_t number = 0; number < 256; ++number) {
    const Generated system = generate(number);
    if (system.model.services.size() > 25)
      continue;
    SCOPED_TRACE(number);
    expectWithinBounds(system);
  }
}

} // namespace loadline::differential
