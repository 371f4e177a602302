#include "planner/sizing/bounds.h"

#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

namespace loadline::sizing {

namespace {

spec::ServiceTerms service(const std::string &body) {
  const auto system = spec::parseSystem(
      "loadline: 1\nworkload: [ { to: a, rate: 1/s } ]\nservices:\n  a: " + body + "\n",
      "spec.yaml");
  EXPECT_TRUE(system) << toString(system.error());
  return system->services.front().terms;
}

} // namespace

TEST(EffectiveBound, IsTheContractWhereReplicasAdmitMore) {
  const auto bound = effectiveBound(service(
      "{ contract: { max_in_flight: 400 }, deployment: { replicas: 5, max_in_flight: 100 } }"));
  EXPECT_EQ(bound->admits, units::Concurrency(400));
  EXPECT_EQ(bound->in, "contract.max_in_flight");
}
TEST(EffectiveBound, IsReplicasTimesTheirsWhereTheContractPromisesMore) {
  const auto bound = effectiveBound(service(
      "{ contract: { max_in_flight: 600 }, deployment: { replicas: 5, max_in_flight: 100 } }"));
  EXPECT_EQ(bound->admits, units::Concurrency(500));
  EXPECT_EQ(bound->in, "deployment");
}
TEST(EffectiveBound, OfAPoolIsItsSize) {
  EXPECT_EQ(effectiveBound(service("{ pool: { size: 50 } }"))->in, "pool.size");
}
TEST(EffectiveBound, IsNothingWhereNothingIsSaid) {
  EXPECT_FALSE(effectiveBound(service("{}")));
}

TEST(QueueWithoutLimit, IsWhatABoundHasUnlessToldOtherwise) {
  EXPECT_TRUE(queuesWithoutLimit(service("{ pool: { size: 5 } }")));
}
TEST(QueueWithoutLimit, IsWhatOnExcessQueueMeans) {
  EXPECT_TRUE(queuesWithoutLimit(service("{ contract: { max_in_flight: 5, on_excess: queue } }")));
}
TEST(QueueWithoutLimit, IsNotWhereExcessIsRejected) {
  EXPECT_FALSE(
      queuesWithoutLimit(service("{ contract: { max_in_flight: 5, on_excess: reject } }")));
}
TEST(QueueWithoutLimit, IsNotWhereAQueueHasASize) {
  EXPECT_FALSE(queuesWithoutLimit(
      service("{ contract: { on_excess: queue }, deployment: { max_in_flight: 5, queue: 10 } }")));
}
TEST(QueueWithoutLimit, IsWhereTheQueueIsSaidToBe) {
  EXPECT_TRUE(queuesWithoutLimit(service(
      "{ contract: { on_excess: reject }, deployment: { max_in_flight: 5, queue: unbounded } }")));
}

} // namespace loadline::sizing
