#include "planner/scenario/run_scenario.h"

#include "base/install_paths.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::scenario {

namespace {

const std::string examples = LOADLINE_SOURCE_DIR "/docs/examples/";

Result<Outcome> tried(const std::string &spec, const std::string &scenario) {
  const auto planned = plan::planSpecFile(examples + spec + ".yaml");
  if (!planned)
    return planned.error();
  return runScenario(scenario, "s.yaml", *planned, *policy::loadPolicy(dataFolder("rules")));
}

Outcome outcome(const std::string &spec, const std::string &scenario) {
  const auto result = tried(spec, scenario);
  EXPECT_TRUE(result) << toString(result.error());
  return result ? *result : Outcome{};
}

std::string refusal(const std::string &scenario) {
  const auto result = tried("orders", scenario);
  return result ? "" : toString(result.error().front());
}

/// The figure in the scenario, or "none".
std::string then(const Outcome &is, const std::string &about, const std::string &name) {
  const auto found = std::find_if(is.figures.begin(), is.figures.end(), [&](const Figure &figure) {
    return figure.about == about && figure.name == name;
  });
  return found == is.figures.end() ? "none" : found->after;
}

bool concludes(const Outcome &is, const std::string &part) {
  return std::any_of(is.conclusions.begin(), is.conclusions.end(),
                     [&](const std::string &line) { return line.find(part) != std::string::npos; });
}

} // namespace

TEST(Down, LetsAllRequestsOfTheTimeoutWait) { // 1000/s × 30 s, 64 Ki each, in 8 × 192 Mi
  const Outcome is = outcome("orders", "down: { service: payments, how: hangs, lasts: 30s }");
  EXPECT_EQ(is.verdict, Verdict::breaks);
  EXPECT_EQ(then(is, "gateway", "waiting"), "30000");
  EXPECT_EQ(then(is, "gateway", "memory of them"), "1.83 Gi");
  EXPECT_EQ(then(is, "gateway", "memory is full after"), "24.6 s"); // 1.5 Gi / 64 Ki / 1000/s
}
TEST(Down, IsCutByTheBoundOfTheCaller) { // 0.1 calls a request × 2 retries: 3 × 200 ms
  const Outcome is = outcome("shop", "down: { service: auth, how: hangs, lasts: 30s }");
  EXPECT_EQ(then(is, "edge", "waiting"), "500");
  EXPECT_NE(then(is, "edge", "full after"), "none");
}
TEST(Down, MultipliesAttemptsWhereItRefuses) {
  const Outcome is = outcome("orders", "down: { service: prices, how: refuses }");
  EXPECT_EQ(then(is, "gateway -> prices", "attempts"), "300/s"); // 1000/s × 0.1 × (1 + 2)
  EXPECT_EQ(is.verdict, Verdict::breaks);
}
TEST(Down, LeavesOptionalCallsOut) {
  const Outcome is = outcome("shop", "down: { service: recommendations, how: refuses }");
  EXPECT_EQ(is.verdict, Verdict::holds);
  EXPECT_TRUE(concludes(is, "edge answers without recommendations"));
}
TEST(Breaker, NeverTripsOnACalleeThatHangsLongerThanItsWindow) {
  const Outcome is = outcome("orders", "breaker: { from: gateway, to: payments }");
  EXPECT_EQ(is.verdict, Verdict::breaks);
  EXPECT_EQ(then(is, "gateway -> payments", "failures it can see"), "0%");
  EXPECT_TRUE(concludes(is, "A window above 1 min would do, or a timeout below 500 ms."));
}
TEST(Breaker, TripsWhereTheTimeoutIsShort) { // 1 − 0.4 s / 1 s = 60 % > 50 %
  const Outcome is =
      outcome("orders", "breaker: { from: gateway, to: payments, hangs_for: 400ms }");
  EXPECT_EQ(is.verdict, Verdict::holds);
  EXPECT_EQ(then(is, "gateway -> payments", "failures it can see"), "60%");
  EXPECT_EQ(then(is, "gateway -> payments", "trips after"), "800 ms"); // 0.4 s / (1 − 0.5)
}
TEST(Burst, DrainsWhatItPiledUp) { // (5000 − 1000)/s × 30 s = 120 000; / (1000 − 500)/s = 240 s
  const Outcome is = outcome("half_loaded", "burst: { factor: 10, lasts: 30s }");
  EXPECT_EQ(is.verdict, Verdict::breaks);
  EXPECT_EQ(then(is, "app", "waiting at its end"), "120000");
  EXPECT_EQ(then(is, "app", "longest wait"), "2 min");
  EXPECT_EQ(then(is, "app", "drained after"), "4 min");
}
TEST(Burst, IsTakenWhereThereIsRoom) {
  EXPECT_EQ(outcome("half_loaded", "burst: { factor: 1.9, lasts: 30s }").verdict, Verdict::holds);
}
TEST(LoseReplicas, CascadesWhereThoseLeftGetTooMuch) { // 81.25 % × 8 / 6
  const Outcome is = outcome("orders", "lose_replicas: { service: gateway, count: 2 }");
  EXPECT_EQ(is.verdict, Verdict::breaks);
  EXPECT_EQ(then(is, "gateway", "used"), "108%");
  EXPECT_EQ(then(is, "gateway", "rate of a replica"), "167/s");
  EXPECT_TRUE(concludes(is, "No more than 1 may be lost."));
}
TEST(LoseReplicas, HoldsWhereOneIsSpare) {
  const Outcome is = outcome("orders", "lose_replicas: { service: gateway, count: 1 }");
  EXPECT_EQ(is.verdict, Verdict::holds);
  EXPECT_EQ(then(is, "gateway", "used"), "92.9%");
}
TEST(LoseZone, TakesItsShareOfEachService) {
  EXPECT_EQ(then(outcome("orders", "lose_zone: { zones: 4 }"), "gateway", "replicas"), "6");
}
TEST(RollingUpdate, TakesAQuarterAwayUnlessToldOtherwise) {
  EXPECT_EQ(then(outcome("orders", "rolling_update: { service: gateway }"), "gateway", "replicas"),
            "6");
}
TEST(Load, SaysHowMuchIsPossible) {
  const Outcome is = outcome("orders", "load: { factor: 2 }");
  EXPECT_EQ(is.verdict, Verdict::breaks);
  EXPECT_EQ(then(is, "gateway", "rate"), "2000/s");
  EXPECT_TRUE(concludes(is, "1.23 times as much as now")); // 1 / 0.8125
}
TEST(Growth, SaysWhenTheCapacityIsReached) { // ln 1.2308 / ln 1.05
  EXPECT_TRUE(concludes(outcome("orders", "growth: { months: 12, growth: 5%/month }"),
                        "reached after 4.3 months"));
}
TEST(ColdCache, SendsTenTimesTheCalls) {
  const Outcome is = outcome("orders", "cold_cache: { service: prices }");
  EXPECT_EQ(then(is, "prices", "rate"), "1000/s");
  EXPECT_TRUE(concludes(is, "10 times the calls"));
}
TEST(Slow,
     StretchesItsTime) { // 100/s × 50 ms of 10, and e^−4 of them outlast 200 ms and come again
  EXPECT_EQ(then(outcome("orders", "slow: { service: prices, factor: 10 }"), "prices", "used"),
            "50.9%");
}
TEST(Errors, ComeBackAsRetries) { // 0.1 ^ 3 fail after all
  const Outcome is = outcome("orders", "errors: { service: prices, share: 10% }");
  EXPECT_EQ(then(is, "gateway -> prices", "calls that fail after all"), "0.1%");
  EXPECT_EQ(then(is, "prices", "rate"), "111/s"); // 100/s × 1.11
}
TEST(ScaleUp, IsCarriedByThoseThatStand) { // 1000/s × (1 + 90/300) of 1231/s
  const Outcome is =
      outcome("orders", "scale_up: { service: gateway, factor: 2, ramp: 5m, ready_after: 90s }");
  EXPECT_EQ(is.verdict, Verdict::breaks);
  EXPECT_EQ(then(is, "gateway", "rate when new ones are ready"), "1300/s");
}
TEST(Drain, NeedsItsWaitAndItsLongestRequest) {
  EXPECT_EQ(outcome("orders", "drain: { service: gateway, notice: 30s }").verdict, Verdict::holds);
  EXPECT_EQ(outcome("orders", "drain: { service: gateway, notice: 5s }").verdict, Verdict::breaks);
}
TEST(LargeInput, FillsMemory) { // 100 000 × 2 Ki = 195 Mi, and 192 Mi are free
  const Outcome is =
      outcome("orders", "large_input: { service: gateway, items: 100000, memory_per_item: 2Ki }");
  EXPECT_EQ(then(is, "gateway", "memory of a request"), "195 Mi");
  EXPECT_TRUE(concludes(is, "One such request is more than a replica has."));
}
TEST(Alert, ThatFiresTooLateIsToldTheThresholdThatWouldDo) {
  const Outcome is =
      outcome("orders", "alert: { service: gateway, fires_at: 5000, full_at: 24576, for: 20s }");
  EXPECT_EQ(is.verdict, Verdict::breaks); // 5 s + 20 s against 24.6 s
  EXPECT_TRUE(concludes(is, "At 4576 it would."));
}
TEST(Alert, CanNotFireWhereItHoldsLongerThanThatTakes) {
  EXPECT_TRUE(concludes(
      outcome("orders", "alert: { service: gateway, fires_at: 5000, full_at: 24576, for: 30s }"),
      "at any threshold"));
}
TEST(RetryStorm, StaysAtSeventyPercentWithThreeRetries) {
  const Outcome is = outcome("retries", "retry_storm: { service: db, factor: 2 }");
  EXPECT_EQ(is.verdict, Verdict::stays);
  EXPECT_EQ(then(is, "db", "attempts in the storm"), "280/s");        // 70/s × 4
  EXPECT_EQ(then(is, "db", "backlog that starts it"), "100");         // 100/s × 1 s
  EXPECT_EQ(then(is, "db", "trigger"), "2 times the load for 2.5 s"); // 100 / (140 − 100)/s
}

TEST(Scenario, IsReadStrictly) {
  EXPECT_EQ(refusal("load: { factr: 2 }"),
            "s.yaml:1:9: error: load has no key 'factr' (did you mean 'factor'?)");
  EXPECT_EQ(refusal("down: { service: payment, how: hangs, lasts: 3s }"),
            "s.yaml:1:18: error: no service 'payment' in " + examples +
                "orders.yaml (did you mean 'payments'?)");
  EXPECT_TRUE(refusal("scenario: x").find("nothing happens in this scenario") != std::string::npos);
  EXPECT_TRUE(refusal("load: { factor: 2 }\nburst: { factor: 2, lasts: 1s }").find("beside") !=
              std::string::npos);
}

TEST(LostReplicas, FillTheMemoryOfTheRest) { // 6 · 3072 / (1000 − 1000 x³), x + x² + x³ = 3 · 6/6.5
  const Outcome is = outcome("orders", "lose_replicas: { service: gateway, count: 2 }");
  EXPECT_EQ(then(is, "gateway", "memory is full after"), "2.7 min");
  EXPECT_EQ(then(is, "gateway", "replicas in the end"), "0");
}

} // namespace loadline::scenario
