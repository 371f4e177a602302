#include "tests/planner/simulate/simulated.h"

#include <algorithm>

// Limits that each replica moves by how long it takes to answer who holds a slot. The work here is
// certain, so that every step is.

namespace loadline::simulate {

using namespace std::chrono_literals;
using What = Happening::What;

namespace {

/// A service that takes `time` and whose limit has a target of 50 ms; `deployment` and `adaptive`
/// are further keys of these.
Model adapting(const std::string &load, const std::string &time, const std::string &deployment,
               const std::string &adaptive, const std::string &service = "") {
  return modelled("workload: [ { to: a, " + load + " } ]\nservices: { a: { " + service +
                  "deployment: { " + deployment + ", adaptive: { target: 50ms" + adaptive +
                  " } }, service_time: { mean: " + time + ", distribution: deterministic } } }\n");
}

Simulation run(const Model &model, Options options) {
  options.replications = 2;
  const auto out = simulate(model, options);
  EXPECT_TRUE(out) << toString(out.error());
  return out ? *out : Simulation{};
}

std::vector<double> limitsOf(const Simulation &is) {
  std::vector<double> out;
  for (const auto &piece : is.series)
    out.push_back(piece[0].limit->count());
  return out;
}

/// The limit at the end of each second, before its step.
std::vector<double> limits(const Model &model, Duration duration) {
  return limitsOf(run(model, {.duration = duration, .sampled = 1s}));
}

using Limits = std::vector<double>;

} // namespace

TEST(AdaptiveLimits, FallWhereAnswersTakeLonger) {
  EXPECT_EQ(limits(adapting("clients: 50", "56ms", "max_in_flight: 100", ", min: 60"), 8s),
            (Limits{100, 90, 81, 72, 64, 60, 60, 60}));
}
TEST(AdaptiveLimits, RiseWhereTheyTakeLess) {
  EXPECT_EQ(limits(adapting("clients: 50", "39ms", "max_in_flight: 100", ", max: 150"), 7s),
            (Limits{100, 110, 121, 133, 146, 150, 150}));
}
TEST(AdaptiveLimits, StayBetween) {
  for (const char *time : {"40ms", "50ms", "55ms"})
    EXPECT_EQ(limits(adapting("clients: 50", time, "max_in_flight: 100", ", max: 150"), 3s),
              (Limits{100, 100, 100}))
        << time;
}
TEST(AdaptiveLimits, MoveAsTheSpecSays) { // every 500 ms; lowered above 60 ms, raised below 25 ms
  const std::string steps =
      ", max: 400, every: 500ms, low: 0.5, high: 1.2, increase: 2, decrease: 0.5";
  EXPECT_EQ(limits(adapting("clients: 50", "56ms", "max_in_flight: 100", steps), 3s),
            (Limits{100, 100, 100}));
  EXPECT_EQ(limits(adapting("clients: 50", "61ms", "max_in_flight: 100", steps), 3s),
            (Limits{50, 12, 3}));
  EXPECT_EQ(limits(adapting("clients: 50", "24ms", "max_in_flight: 40", steps), 3s),
            (Limits{80, 320, 400}));
}
TEST(AdaptiveLimits, CountNoWaitingForASlot) { // a queue of fifty would take 0.5 s
  EXPECT_EQ(limits(adapting("clients: 50", "10ms", "max_in_flight: 10", ", max: 20"), 4s),
            (Limits{10, 11, 12, 13}));
}
TEST(AdaptiveLimits, StayWhereNothingIsAnswered) { // until the first answer, after 2.5 s
  EXPECT_EQ(limits(adapting("clients: 50", "2500ms", "max_in_flight: 100", ""), 4s),
            (Limits{100, 100, 100, 90}));
}
TEST(AdaptiveLimits, StepInWholeSlotsOfEachReplica) { // 25, 22, 19, 17
  for (const char *balance : {"", ", balance: random"})
    EXPECT_EQ(limits(adapting("clients: 50", "56ms",
                              std::string("replicas: 4, max_in_flight: 25") + balance, ""),
                     4s),
              (Limits{100, 88, 76, 68}))
        << balance;
}
TEST(AdaptiveLimits, StayWithinTheContract) {
  EXPECT_EQ(limits(adapting("clients: 50", "56ms", "replicas: 4, max_in_flight: 25", "",
                            "contract: { max_in_flight: 80 }, "),
                   4s),
            (Limits{80, 80, 76, 68}));
}
TEST(AdaptiveLimits, AreOfTheReplicasThatRun) {
  const Simulation is = run(adapting("clients: 50", "50ms", "replicas: 4, max_in_flight: 25", ""),
                            {.duration = 4s,
                             .happenings = {{.what = What::stop, .at = 1.5s, .value = 3},
                                            {.what = What::start, .at = 2.5s, .value = 1}},
                             .sampled = 1s});
  EXPECT_EQ(limitsOf(is), (Limits{100, 25, 50, 50}));
}
TEST(AdaptiveLimits, RefuseWhoIsAboveThem) { // 10 slots of 56 ms carry 178.6/s of 1000/s
  const Simulation is = run(adapting("rate: 1000/s", "56ms", "max_in_flight: 100", ", min: 10",
                                     "contract: { on_excess: reject }, "),
                            {.warmUp = 30s, .duration = 100s});
  EXPECT_EQ(is.services[0].limit->value, Concurrency(10));
  EXPECT_NEAR(is.services[0].throughput.value.count(), 10 / 0.056, 4);
  EXPECT_NEAR(is.services[0].refusals.value.count(), 1000 - 10 / 0.056, 10);
}
TEST(AdaptiveLimits, LetThoseInsideFinish) { // forty are inside when it falls to ten
  const Simulation is =
      run(adapting("rate: 100/s", "2s", "max_in_flight: 40", ", min: 10, decrease: 0.1",
                   "contract: { on_excess: reject }, "),
          {.duration = 4s, .sampled = 100ms});
  EXPECT_TRUE(std::any_of(is.series.begin(), is.series.end(), [](const auto &piece) {
    return *piece[0].limit == Concurrency(10) && piece[0].inside > Concurrency(20);
  }));
  EXPECT_EQ(is.services[0].failures.value, Rate(0));
}

namespace {

/// The limit after half a minute in which answers took four times as long, and after another that
/// was as fast as before.
Limits whenSlow(const std::string &adaptive) {
  const Limits all = limitsOf(run(adapting("clients: 50", "30ms", "max_in_flight: 100", adaptive),
                                  {.duration = 70s,
                                   .happenings = {{.what = What::slow, .at = 5.5s, .value = 4},
                                                  {.what = What::slow, .at = 35.5s, .value = 1}},
                                   .sampled = 1s}));
  return {all[4], all[34], all[69]};
}

} // namespace

TEST(AdaptiveLimits, RecoverWhereTheirStepsRaiseThem) {
  EXPECT_EQ(whenSlow(", min: 10"), (Limits{100, 10, 100}));
}
TEST(AdaptiveLimits, StayDownWhereStepsAreCut) { // ⌊5 × 1.1⌋ = 5
  EXPECT_EQ(whenSlow(", min: 5"), (Limits{100, 5, 5}));
  EXPECT_EQ(whenSlow(", min: 5, rounding: up"), (Limits{100, 5, 100}));
}

} // namespace loadline::simulate
