#include "tests/planner/solve/solved.h"

// What an answer is worth: what it leaves out, and how far it may be off.

namespace loadline::solve {

namespace {

using namespace std::chrono_literals;

/// A call to a service of 100 ms that has room.
Solution calling(const std::string &call, const std::string &more = "") {
  return solved("slices: independent\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n  a: { "
                "service_time: { mean: 1ms, distribution: exponential }, calls: [ { to: b" +
                call + " } ] }\n  b: { " + more +
                "deployment: { max_in_flight: 20 }, service_time: { mean: 100ms, distribution: "
                "exponential } }\n");
}

} // namespace

TEST(Answers, AreTheSystemsWhereTimeoutsHardlyMatter) { // e^-10 take longer
  const Solution is = calling(", timeout: 1s, retries: 3");
  EXPECT_TRUE(is.isAnswer());
  EXPECT_FALSE(is.notes.empty());
}
TEST(Answers, AreOpenlyNoneWhereCallsWouldTimeOut) { // e^-2 = 13.5 %
  const Solution is = calling(", timeout: 200ms, retries: 3");
  EXPECT_TRUE(is.isSettled);
  EXPECT_FALSE(is.isAnswer());
  ASSERT_EQ(is.leftOut.size(), 1u);
  EXPECT_EQ(is.leftOut[0], "a: 13.5 % of the calls to b would time out and be tried again");
}
TEST(Answers, AreOpenlyNoneWhereCallsFail) {
  EXPECT_FALSE(calling("", "fails: 5%, ").isAnswer());
}
TEST(Answers, AreOpenlyNoneWhereSomeGoFirst) { // but for who hardly ever waits
  const auto urgent = [](const std::string &rate) {
    return solved("workload: [ { to: a, class: urgent, rate: " + rate +
                  " } ]\nservices: { a: { contract: { classes: { urgent: { priority: 1 } } }, "
                  "deployment: { max_in_flight: 2, queue: unbounded }, "
                  "service_time: { mean: 10ms, distribution: exponential } } }\n");
  };
  EXPECT_TRUE(urgent("2/s").isAnswer());
  const Solution is = urgent("100/s");
  ASSERT_EQ(is.leftOut.size(), 1u);
  EXPECT_EQ(is.leftOut[0], "a: in which order those who wait are served");
}
TEST(Answers, CountCallsThatNobodyWaitsForAsLoadAlone) {
  const Solution is = calling(", async: true");
  EXPECT_NEAR(is.workload[0].residence.mean->count(), 0.001, 1e-6);
  EXPECT_NEAR(is.services[1].throughput.count(), 10, 1e-6);
  EXPECT_NEAR(is.services[1].inFlight->count(), 1, 0.01);
}
TEST(ErrorClasses, GoByHowFullTheFullestIs) {
  EXPECT_EQ(calling("").expected.name, "with room, exponential");
  EXPECT_EQ(solved("workload: [ { to: a, rate: 9/s } ]\nservices: { a: { deployment: { "
                   "max_in_flight: 1 }, service_time: { mean: 100ms, distribution: exponential } } "
                   "}\n")
                .expected.name,
            "full");
}

TEST(LimitsThatAdapt, AreTakenAsFixedWhereTheyGetTo) { // 20 ms: below 0.8 of 50 ms, above 0.8 of 20
  const auto with = [](const std::string &target) {
    return solved("workload: [ { to: a, rate: 100/s } ]\nservices: { a: { deployment: { replicas: "
                  "2, max_in_flight: 5, adaptive: { max: 20, target: " +
                  target + " } }, service_time: { mean: 20ms, distribution: exponential } } }\n");
  };
  const std::string told = "a: the limit that adapts is taken as fixed at 40";
  EXPECT_EQ(with("50ms").notes, std::vector<std::string>{told});
  EXPECT_TRUE(with("50ms").isAnswer());
  EXPECT_EQ(with("20ms").leftOut, std::vector<std::string>{told});
}

} // namespace loadline::solve
