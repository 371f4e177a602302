#include "tests/planner/plan/planned.h"

// Services that wait for each other.

namespace loadline::plan {

namespace {

/// Two services that call each other.
///   call  what the second says of its call back
///   own   what the first says of itself
std::string found(const std::string &call, const std::string &own = "") {
  return messagesOf(plannedServices("  a: { pool: { size: 8 }, service_time: { mean: 1ms }, " +
                                    own +
                                    "calls: [ { to: b } ] }\n"
                                    "  b: { pool: { size: 9 }, service_time: { mean: 1ms }, calls: "
                                    "[ { to: a, per_request: 0.5" +
                                    call + " } ] }\n"),
                    "circular-wait");
}

} // namespace

TEST(CircularWait, IsFoundWhereAllHoldTheirPlacesUntilTheAnswer) {
  EXPECT_EQ(found(""),
            "'a' and 'b' call each other in a circle and hold their places until the answer is "
            "there: once all 8 of a and 9 of b wait for the next, none ever ends\n");
}
TEST(CircularWait, IsFoundOfAServiceThatCallsItself) {
  EXPECT_EQ(messagesOf(plannedServices("  a: { pool: { size: 8 }, service_time: { mean: 1ms }, "
                                       "calls: [ { to: a, per_request: 0.5 } ] }\n"),
                       "circular-wait"),
            "'a' calls itself and holds its place until the answer is there: once all 8 wait for "
            "another place, none ever ends\n");
}
TEST(CircularWait, IsBrokenByATimeoutACallThatNobodyWaitsForOrAServiceThatRejects) {
  EXPECT_EQ(found(", timeout: 1s"), "");
  EXPECT_EQ(found(", async: true"), "");
  EXPECT_EQ(found("", "contract: { on_excess: reject }, "), "");
}
TEST(CircularWait, IsNoneAlongAChain) {
  EXPECT_EQ(messagesOf(plannedServices("  a: { pool: { size: 8 }, service_time: { mean: 1ms }, "
                                       "calls: [ { to: b } ] }\n  b: { pool: { size: 9 }, "
                                       "service_time: { mean: 1ms } }\n"),
                       "circular-wait"),
            "");
}

} // namespace loadline::plan
