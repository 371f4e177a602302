#include "tests/planner/simulate/simulated.h"

// A service at 70 % whose callers time out after a second and try three times more: metastable. The
// numbers of planner/scenario (docs/whatif.md) are held against the simulation here.

namespace loadline::simulate {

namespace {

using namespace std::chrono_literals;

/// Answers per second, long after a surge of twice the load that lasts so long.
double answeredAfter(Duration lasts, const std::string &retries, const std::string &queue) {
  const Model model = modelled(
      "workload: [ { to: front, rate: 70/s } ]\nservices:\n"
      "  front: { service_time: { mean: 1ms, distribution: deterministic }, calls: [ { to: db, "
      "timeout: 1s, retries: " +
      retries +
      " } ] }\n"
      "  db: { deployment: { max_in_flight: 10, queue: " +
      queue +
      " }, contract: { on_excess: reject }, "
      "service_time: { mean: 100ms, distribution: exponential } }\n");
  const auto run = simulate(model, {.seed = 1,
                                    .replications = 6,
                                    .warmUp = 60s,
                                    .duration = 60s,
                                    .surge = {.from = 10s, .until = 10s + lasts, .factor = 2}});
  EXPECT_TRUE(run) << toString(run.error());
  return run ? run->workload[0].throughput.value.count() : -1;
}

} // namespace

TEST(Surge, IsAsManyMoreArrivalsAsItSays) {
  const Model model = modelled("workload: [ { to: a, rate: 100/s } ]\n"
                               "services: { a: { service_time: { mean: 1ms } } }\n");
  const auto run = simulate(model, {.seed = 1, .duration = 100s, .surge = {20s, 40s, 3}});
  ASSERT_TRUE(run);
  EXPECT_NEAR(run->services[0].arrivals.value.count(), 140,
              2); // (80 + 3 × 20) s × 100/s over 100 s
}
TEST(RetryStorm, DoesNotComeByItself) {
  EXPECT_NEAR(answeredAfter(0s, "3", "unbounded"), 70, 2);
}
TEST(RetryStorm, DoesNotComeOfATriggerThatIsTooShort) {
  EXPECT_NEAR(answeredAfter(1s, "3", "unbounded"), 70, 2); // the brink is at 2.5 s
}
TEST(RetryStorm, StaysWhenItsTriggerIsGone) {
  EXPECT_LT(answeredAfter(5s, "3", "unbounded"), 5);
}
TEST(RetryStorm, GoesByARetryBudgetBelowTheBrink) { // 41 % by the fixed points
  EXPECT_NEAR(answeredAfter(5s, "{ max: 3, budget: 30% }", "unbounded"), 70, 2);
}
TEST(RetryStorm, StaysWithARetryBudgetAboveTheBrink) {
  EXPECT_LT(answeredAfter(5s, "{ max: 3, budget: 60% }", "unbounded"), 10);
}
TEST(RetryStorm, GoesByShedding) { // 99 inside by the fixed points; ten of them work
  EXPECT_NEAR(answeredAfter(5s, "3", "80"), 70, 3);
}
TEST(RetryStorm, StaysWhereWhoIsLetInIsAnsweredTooLate) {
  EXPECT_LT(answeredAfter(5s, "3", "130"), 10);
}
TEST(RetryStorm, GoesByDeadlinesThatArePassedOn) {
  EXPECT_NEAR(answeredAfter(5s, "3, cancel: true", "unbounded"), 70, 3);
}

} // namespace loadline::simulate
