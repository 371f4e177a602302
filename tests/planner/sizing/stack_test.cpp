#include "planner/sizing/stack.h"

#include "planner/sizing/bounds.h"
#include "planner/spec/load_spec.h"

#include <gtest/gtest.h>

namespace loadline::sizing {

namespace {

struct Stack {
  std::vector<int> tierOf;
  std::vector<Tier> rows;
  std::vector<std::optional<InheritedBound>> inherited;
};

Stack stack(const std::string &services) {
  const auto system = spec::parseSystem(
      "loadline: 1\nworkload: [ { to: a, rate: 1/s } ]\nservices:\n" + services, "spec.yaml");
  EXPECT_TRUE(system) << toString(system.error());
  const auto all = edges(*system);
  std::vector<MaybeConcurrency> admits;
  for (const spec::Service &service : system->services) {
    const auto bound = effectiveBound(service.terms);
    admits.push_back(bound ? MaybeConcurrency(bound->admits) : std::nullopt);
  }
  std::vector<bool> isEntry(admits.size(), false);
  isEntry[0] = true;
  const std::vector<int> tierOf = tiersOf(*system, all);
  return {tierOf, tiers(all, tierOf, admits, isEntry), inheritedBounds(admits.size(), all, admits)};
}

double count(const MaybeConcurrency &number) {
  return number ? number->count() : -1;
}

const std::string chainWithShortcut =
    "  a: { pool: { size: 100 }, calls: [ { to: b }, { to: c } ] }\n"
    "  b: { pool: { size: 20 }, calls: [ { to: c } ] }\n"
    "  c: { pool: { size: 10 } }\n";

} // namespace

TEST(Tiers, ACallerStandsBeforeWhatItCalls) {
  EXPECT_EQ(stack(chainWithShortcut).tierOf, (std::vector<int>{0, 1, 2}));
}
TEST(Tiers, AreOfferedTheEntrysBoundOnEveryWay) {
  EXPECT_EQ(count(stack(chainWithShortcut).rows[2].offered), 200);
}
TEST(Tiers, AreOfferedLessWhereTheWayIsNarrow) {
  EXPECT_EQ(count(stack(chainWithShortcut).rows[2].offeredClamped), 120);
}
TEST(Tiers, OfTheEntryIsOfferedWhatNobodyKnows) {
  EXPECT_EQ(count(stack(chainWithShortcut).rows[0].offered), -1);
}
TEST(Tiers, WithAMemberWithoutBoundAdmitWhatNobodyKnows) {
  EXPECT_EQ(
      count(stack("  a: { pool: { size: 1 }, calls: [ { to: b } ] }\n  b: {}\n").rows[1].admitted),
      -1);
}
TEST(Tiers, LeaveOutWhatNoLoadGetsTo) {
  const Stack found = stack("  a: {}\n  b: { calls: [ { to: c } ] }\n  c: {}\n");
  EXPECT_EQ(found.tierOf, (std::vector<int>{0, -1, -1}));
  EXPECT_EQ(found.rows.size(), 1u);
}
TEST(Tiers, OfACircleAreOne) {
  EXPECT_EQ(stack("  a: { calls: [ { to: b } ] }\n  b: { calls: [ { to: c } ] }\n  c: { calls: [ { "
                  "to: b, per_request: 0.5 } ] }\n")
                .tierOf,
            (std::vector<int>{0, 1, 1}));
}

TEST(InheritedBound, IsTheLeastOfTheCalleesAndNotOfTheirSum) {
  const auto found =
      stack("  a: { calls: [ { parallel: [ { to: b }, { to: c, per_request: 5 } ] } ] }\n"
            "  b: { pool: { size: 50 } }\n  c: { pool: { size: 200 } }\n");
  EXPECT_EQ(found.inherited[0]->admits, units::Concurrency(40)); // 200 / 5, not (50 + 200) / 6
  EXPECT_EQ(found.inherited[0]->by, 2u);
  EXPECT_FALSE(found.inherited[1]);
}
TEST(InheritedBound, AreWhatTheOwnConnectionsCarryWhereThatIsLess) { // 2 × 3 / 2 calls at once
  const auto found =
      stack("  a: { pool: { size: 10 }, calls: [ { parallel: [ { to: b, per_request: "
            "2, connections: 2, streams: 3 } ] } ] }\n"
            "  b: { pool: { size: 20 } }\n");
  EXPECT_EQ(found.inherited[0]->admits, units::Concurrency(3));
}
TEST(InheritedBound, AreWhatConnectionsCarryToACalleeWithoutBound) {
  const auto found =
      stack("  a: { pool: { size: 10 }, calls: [ { to: b, connections: 4 } ] }\n  b: {}\n");
  EXPECT_EQ(found.inherited[0]->admits, units::Concurrency(4));
}

} // namespace loadline::sizing
