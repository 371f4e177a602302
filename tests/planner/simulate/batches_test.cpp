#include "planner/latency/residences_at.h"
#include "planner/traffic/batches.h"
#include "planner/units/parse.h"
#include "tests/planner/simulate/simulated.h"

#include <fmt/format.h>

// Batches that hold calls of several requests: what the plan computes of how long a request waits
// for its batch and the callee, against the simulation. By closed forms: sharing_test.cpp, and
// tests/planner/traffic/batches_test.cpp.

namespace loadline::simulate {

namespace {

struct BatchCase {
  const char *name, *rate, *call, *time; ///< of the call's terms, and of the callee
};

/// `a` does nothing but call `b`.
std::string bodyOf(const BatchCase &is) {
  return fmt::format(
      "workload: [ {{ to: a, rate: {} }} ]\nservices:\n  a: {{ calls: [ {{ to: b, {} "
      "}} ] }}\n  b: {{ service_time: {{ {} }} }}\n",
      is.rate, is.call, is.time);
}

Duration durationOf(const BatchCase &is, double requests) {
  const auto rate = units::parseRate(is.rate, {});
  EXPECT_TRUE(rate);
  return Duration(requests / rate->count());
}

class BatchPlan : public testing::TestWithParam<BatchCase> {};

constexpr const char *atOnce = "mean: 0ms, distribution: deterministic";
constexpr const char *slow = "mean: 20ms, distribution: exponential";

} // namespace

TEST_P(BatchPlan, IsAsSimulated) {
  const BatchCase is = GetParam();
  const Result<spec::System> system = spec::parseSystem("loadline: 1\n" + bodyOf(is), "spec.yaml");
  ASSERT_TRUE(system) << toString(system.error());
  const auto arrivals = units::parseRate(is.rate, {});
  const auto time = latency::residencesAt(*system, {*arrivals, Rate(0)})[0].time;
  ASSERT_TRUE(time);
  const Simulation run = simulated(bodyOf(is), durationOf(is, 5000), durationOf(is, 100'000));
  const ResidenceEstimate &drawn = run.workload[0].residence;
  EXPECT_NEAR(time->mean() / drawn.mean->value, 1, 0.02);
  EXPECT_NEAR(*time->quantile(0.95) / drawn.p95->value, 1, 0.05);
  EXPECT_NEAR(*time->quantile(0.99) / drawn.p99->value, 1, 0.05);
  const traffic::BatchTerms terms =
      traffic::batchTerms(system->services[0].steps[0].calls[0].terms, *arrivals);
  EXPECT_HOLDS(run.services[1].arrivals,
               terms.requests * (1 / traffic::SharedBatch(terms).requests()), 0.02);
}
INSTANTIATE_TEST_SUITE_P(
    Each, BatchPlan,
    testing::Values(
        BatchCase{"Filled", "100/s", "batch: 10", atOnce},
        BatchCase{"FilledForASlowCallee", "100/s", "batch: 10", slow},
        BatchCase{"OfTwo", "100/s", "batch: 2", atOnce},
        BatchCase{"Aged", "50/s", "batch: { size: 1000, wait: 200ms }", slow},
        BatchCase{"FilledOrAged", "100/s", "batch: { size: 10, wait: 90ms }", atOnce},
        BatchCase{"FilledOrAgedForASlowCallee", "100/s", "batch: { size: 10, wait: 90ms }", slow},
        BatchCase{"MostlyFilled", "1000/s", "batch: { size: 50, wait: 80ms }", slow},
        BatchCase{"OfThreeCallsEach", "100/s", "per_request: 3, batch: 10", atOnce},
        BatchCase{"OfThreeCallsEachForASlowCallee", "100/s", "per_request: 3, batch: 10", slow},
        BatchCase{"OfThreeCallsEachOrAged", "100/s",
                  "per_request: 3, batch: { size: 10, wait: 30ms }", slow},
        BatchCase{"OfTwoOrThreeCallsEach", "100/s",
                  "per_request: 2.5, batch: { size: 7, wait: 40ms }", atOnce},
        BatchCase{"OfCallsThatNearlyFillIt", "100/s", "per_request: 4, batch: 5", slow},
        BatchCase{"OfOneRequestInTwo", "200/s", "per_request: 0.5, batch: 10", slow}),
    [](const auto &given) { return given.param.name; });

} // namespace loadline::simulate
