#include "planner/sizing/edges.h"

#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

namespace loadline::sizing {

namespace {

/// The one edge from `a` to `b` that these calls make.
Edge edge(const std::string &calls) {
  const auto system = spec::parseSystem(
      "loadline: 1\nworkload: [ { to: a, rate: 1/s } ]\nservices:\n  a: { calls: [ " + calls +
          " ] }\n  b: {}\n",
      "spec.yaml");
  EXPECT_TRUE(system) << toString(system.error());
  const auto found = edges(*system);
  EXPECT_EQ(found.size(), 1u);
  return found.front();
}

} // namespace

TEST(Edge, SequentialCallsAreInFlightOneAtATime) {
  const Edge one = edge("{ to: b, per_request: 3 }, { to: b }");
  EXPECT_EQ(one.parallel, 1);
  EXPECT_EQ(one.attempts, 4);
  EXPECT_EQ(one.expectedCalls, 4);
}
TEST(Edge, CallsOfAGroupAreInFlightTogether) {
  const Edge one = edge("{ parallel: [ { to: b, per_request: 4 }, { to: b } ] }");
  EXPECT_EQ(one.parallel, 5);
  EXPECT_EQ(one.attempts, 5);
  EXPECT_EQ(one.expectedCalls, 1);
}
TEST(Edge, AFractionOfACallIsOneInTheWorstCaseAndLessAtTheMean) {
  const Edge one = edge("{ to: b, per_request: 0.1 }");
  EXPECT_EQ(one.parallel, 1);
  EXPECT_EQ(one.parallelMean, 0.1);
}
TEST(Edge, CachesCountAtTheMeanAlone) {
  const Edge one = edge("{ to: b, per_request: 2, cache_hit: 75% }");
  EXPECT_EQ(one.parallel, 1);
  EXPECT_EQ(one.parallelMean, 0.25);
  EXPECT_EQ(one.attempts, 0.5);
}
TEST(Edge, StepsThatFollowEachOtherDoNotAddUp) {
  EXPECT_EQ(edge("{ parallel: [ { to: b, per_request: 3 } ] }, { parallel: [ { to: b, per_request: "
                 "2 } ] }")
                .parallel,
            3);
}
TEST(Edge, ABatchThatLeavesWhenItHasWaitedMayHoldOneRequestAlone) {
  EXPECT_EQ(edge("{ to: b, batch: 20 }").parallel, 0.05);
  EXPECT_EQ(edge("{ to: b, batch: { size: 20, wait: 100ms } }").parallel, 1);
  EXPECT_EQ(
      edge("{ parallel: [ { to: b, per_request: 3, batch: { size: 20, wait: 1s } } ] }").parallel,
      1);
}
TEST(Edge, IsOptionalWhereEveryCallIs) {
  EXPECT_FALSE(edge("{ to: b, optional: true }, { to: b }").isOptional);
  EXPECT_TRUE(edge("{ to: b, optional: true }").isOptional);
}

} // namespace loadline::sizing
