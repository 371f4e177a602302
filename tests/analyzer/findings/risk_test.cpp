#include "analyzer/findings/risk.h"

#include "analyzer/findings/folded_sites.h"

#include <gtest/gtest.h>

namespace loadline::findings {

using bound::Bound;

Site detachedPerConnection() {
  return {.id = "accept",
          .at = {"server.cpp", 8, 5},
          .api = "std::thread",
          .bound = Bound::unbounded(),
          .siteClass = SiteClass::dangerous,
          .origin = 'D',
          .collected = Collected::detached,
          .witness = {{{"server.cpp", 7, 3}, "each round waits for a connection", true}}};
}
Site joinedPerElement() {
  return {.id = "fetch",
          .at = {"client.cpp", 3, 5},
          .api = "std::thread",
          .bound = Bound::size("urls"),
          .siteClass = SiteClass::risky,
          .origin = 'C',
          .collected = Collected::joined};
}
Site fixedWorkers() {
  return {.id = "pool",
          .at = {"pool.cpp", 5, 5},
          .api = "std::thread",
          .bound = Bound::constant(4),
          .siteClass = SiteClass::safe,
          .origin = 'C'};
}

TEST(Risk, IsTheSumOfItsParts) {
  EXPECT_EQ(riskOf(detachedPerConnection()).score, 30 + 20 + 15 + 15 + 10);
  EXPECT_EQ(riskOf(joinedPerElement()).score, 20 + 10 + 0 + 15 + 12);
}

TEST(Risk, OfWhatIsLimitedLeavesOutWhatItsUnitsCost) {
  EXPECT_EQ(riskOf(fixedWorkers()).score, 0);
  EXPECT_EQ(riskOf(fixedWorkers()).parts.size(), 2u);
}

TEST(Risk, IsHigherForAProcessThanForATask) {
  Site process = detachedPerConnection(), task = detachedPerConnection();
  process.unit = "process";
  task.unit = "task";
  EXPECT_EQ(riskOf(process).score - riskOf(task).score, 15);
}

TEST(Risk, IsHigherWhereTheOutsideSaysHowMany) {
  Site outside = joinedPerElement();
  outside.bound = Bound::outside("count");
  EXPECT_EQ(riskOf(outside).score - riskOf(joinedPerElement()).score, 10);
}

TEST(Risk, IsLowerForAnEndlessLoopThatWaitsForNothing) {
  Site loop = detachedPerConnection();
  loop.witness.front().isEvent = false;
  EXPECT_EQ(riskOf(detachedPerConnection()).score - riskOf(loop).score, 20);
  EXPECT_EQ(inWords(riskOf(loop)), "unbounded 30 + detached 15 + thread 15 + fire and forget 10");
}

TEST(Risk, NamesThePartsThatCount) {
  EXPECT_EQ(inWords(riskOf(joinedPerElement())),
            "the size of data 20 + the data 10 + thread 15 + in a loop 12");
}

TEST(FixOrder, IsByRiskAndLeavesOutWhatIsSafe) {
  const Audit audit{.sites = {joinedPerElement(), fixedWorkers(), detachedPerConnection()}};
  EXPECT_EQ(fixOrder(audit), (std::vector<std::size_t>{2, 0}));
}

TEST(FixOrder, RanksTheCallThatRepeatsASpawnInItsPlace) {
  Site call = detachedPerConnection();
  call.id = "call";
  call.via = "fetch";
  const Audit audit{.sites = {joinedPerElement(), call}};
  EXPECT_EQ(fixOrder(audit), (std::vector<std::size_t>{1}));
}

TEST(SiteCounts, CountEachSpawnOnceByItsWorstRow) {
  Site call = detachedPerConnection();
  call.id = "call";
  call.via = "pool";
  const Audit audit{.sites = {joinedPerElement(), fixedWorkers(), call}};
  EXPECT_EQ(siteCounts(audit), (SiteCounts{.all = 2, .dangerous = 1, .risky = 1, .safe = 0}));
}

} // namespace loadline::findings
