#include "planner/simulate/breaker.h"
#include "tests/planner/simulate/simulated.h"

namespace loadline::simulate {

namespace {

using namespace std::chrono_literals;

constexpr model::Breaker half{.failures = 0.5, .requests = 4, .window = 1s, .open = 10s};

/// Calls per second that reach a dependency which hangs, behind a breaker with a window of a
/// second.
double reachHanging(const std::string &timeout) {
  const Simulation is =
      simulated("workload: [ { to: front, rate: 100/s } ]\nservices:\n  front: { service_time: { "
                "mean: 1ms }, "
                "calls: [ { to: dead, optional: true, timeout: " +
                    timeout +
                    ", breaker: { failures: 50%, requests: 20, window: 1s, open: 20s } } ] }\n"
                    "  dead: { service_time: { mean: 1000s, distribution: deterministic } }\n",
                50s, 200s);
  return is.find("dead")->arrivals.value.count();
}

} // namespace

TEST(Breaker, OpensAtItsShareOfFailures) {
  BreakerState is;
  for (int i = 0; i < 4; ++i)
    EXPECT_TRUE(is.lets(half, 0s));
  is.ended(half, 0.1s, is.generation(), false);
  EXPECT_TRUE(is.lets(half, 0.2s)) << "one of four";
  is.ended(half, 0.3s, is.generation(), false);
  is.ended(half, 0.3s, is.generation(), false);
  EXPECT_FALSE(is.lets(half, 0.4s)) << "three of five";
}
TEST(Breaker, TriesOneCallAndCloses) {
  BreakerState is;
  for (int i = 0; i < 4; ++i)
    is.lets(half, 0s);
  for (int i = 0; i < 4; ++i)
    is.ended(half, 0.1s, 1, false);
  EXPECT_FALSE(is.lets(half, 10s));
  EXPECT_TRUE(is.lets(half, 10.2s));
  EXPECT_FALSE(is.lets(half, 10.3s)) << "one trial at a time";
  is.ended(half, 10.4s, is.generation(), true);
  EXPECT_TRUE(is.lets(half, 10.5s));
}
TEST(Breaker, TakesNoNoticeOfCallsThatOutlastTheirWindow) {
  BreakerState is;
  for (int i = 0; i < 4; ++i)
    is.lets(half, 0s);
  for (int i = 0; i < 4; ++i)
    is.ended(half, 1.5s, 1, false);
  EXPECT_TRUE(is.lets(half, 1.6s));
}
TEST(Breaker, NeverOpensOnADependencyThatHangsLongerThanItsWindow) {
  EXPECT_NEAR(reachHanging("30s"), 100, 2);
}
TEST(Breaker, OpensOnADependencyThatHangsForLessThanHalfOfIt) {
  EXPECT_LT(reachHanging("400ms"), 10);
}

} // namespace loadline::simulate
