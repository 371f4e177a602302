#include "planner/review/consequences.h"

#include "tests/planner/review/judged_example.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

using findings::Finding;

/// What is said of one site in `app`, of a spec with these services.
Judged judgedSite(const std::string &services, const std::string &bound = "size(items)") {
  const findings::Site site = siteIn("serve", bound);
  return judgedFor(services, {site}, {{.check = "unbounded-spawn", .message = "m", .at = site.at}});
}

/// The one consequence of an unbounded site in `app`, of a spec with these services.
Consequence consequenceOf(const std::string &services, const std::string &bound = "unbounded") {
  const Judged of = judgedSite(services, bound);
  EXPECT_EQ(of.judgement.consequences.size(), 1u);
  return of.judgement.consequences.empty() ? Consequence{} : of.judgement.consequences.front();
}

const std::string twentyByThePool =
    "  app:\n    code: [\"app/**\"]\n    service_time: { mean: 10ms }\n"
    "    contract: { max_in_flight: 50 }\n"
    "    calls: [ { parallel: [ { to: db, per_request: 4 } ] } ]\n"
    "  db: { pool: { size: 80 }, service_time: { mean: 10ms } }\n";

TEST(Consequences, TheLimitIsTheSmallestResourceOverTheCallsOfAUnit) {
  const Consequence of = consequenceOf(twentyByThePool);
  ASSERT_TRUE(of.limit);
  EXPECT_EQ(limitText(*of.limit), "limit to 20: db: pool 80 / 4 parallel calls");
}

TEST(Consequences, ReplicasShareTheLimit) {
  const Consequence of =
      consequenceOf("  app:\n    code: [\"app/**\"]\n    deployment: { replicas: 3 }\n"
                    "    calls: [ { to: db } ]\n  db: { pool: { size: 80 } }\n");
  EXPECT_EQ(limitText(*of.limit), "limit to 26: db: pool 80 / 3 replicas");
}

TEST(Consequences, ARateLimitAllowsWhatPassesWhileAUnitIsHeld) {
  const Consequence of = consequenceOf(
      "  app: { code: [\"app/**\"], calls: [ { to: mail } ], service_time: { mean: 0ms } }\n"
      "  mail: { external: true, rate_limit: 120/s, service_time: { mean: 100ms } }\n");
  EXPECT_EQ(limitText(*of.limit), "limit to 12: mail: 120/s × 100 ms a unit");
}

TEST(Consequences, WithoutAResourceBelowThereIsNoLimitToDerive) {
  EXPECT_FALSE(consequenceOf("  app: { code: [\"app/**\"], service_time: { mean: 5ms } }\n").limit);
}

TEST(Consequences, UnitsAliveAreRateTimesTimeHeld) {
  const Consequence of = consequenceOf(twentyByThePool);
  EXPECT_EQ(of.unit, "a request of app");
  EXPECT_NEAR(of.live->count(), 100 * 0.020,
              1e-9); // 10 ms of its own and 10 ms of four calls at once
  EXPECT_NEAR(of.edges.at(0).atPeak->count(), 4 * 2.0, 1e-9);
}

TEST(Consequences, UnitsOfDataAreTheCallsPerItemAndTheLargestRequestBreaksThePool) {
  const Consequence of =
      consequenceOf("  app:\n    code: [\"app/**\"]\n    items: { mean: 2, max: 50000 }\n"
                    "    calls: [ { parallel: [ { to: db, per_item: 1 } ] } ]\n"
                    "  db: { pool: { size: 80 }, service_time: { mean: 10ms } }\n",
                    "size(items)");
  EXPECT_EQ(of.unit, "a call to db");
  EXPECT_EQ(of.started, units::Rate(200));
  EXPECT_EQ(of.unitsOfLargest, 50000);
  ASSERT_TRUE(of.breaksFirst);
  EXPECT_EQ(of.edges[*of.breaksFirst].over, units::Ratio(625)); // 50,000 / 80
}

TEST(Consequences, UnitsOfDataAreTheParallelCallsWhereTheSpecCountsNoItems) {
  const Consequence of =
      consequenceOf("  app:\n    code: [\"app/**\"]\n"
                    "    calls: [ { parallel: [ { to: db, per_request: 2.5 } ] } ]\n"
                    "  db: { pool: { size: 2 }, service_time: { mean: 10ms } }\n",
                    "size(items)");
  EXPECT_EQ(of.unit, "a call to db");
  EXPECT_EQ(of.started, units::Rate(250));
  EXPECT_EQ(of.unitsOfLargest, 3); // two calls, or three
  EXPECT_EQ(of.edges.at(0).over, units::Ratio(1.5));
}

TEST(Consequences, OfARandomCountOneRequestInAHundredMakesMore) {
  const Judged of = judgedSite("  app:\n    code: [\"app/**\"]\n    calls: [ { parallel: [ { to: "
                               "cache, per_request: { mean: "
                               "4, distribution: geometric } } ] } ]\n"
                               "  cache: { service_time: { mean: 1ms }, calls: [ { to: db } ] }\n"
                               "  db: { pool: { size: 10 }, service_time: { mean: 10ms } }\n");
  const Consequence &consequence = of.judgement.consequences.at(0);
  EXPECT_EQ(consequence.unitsOfLargest, 20); // 0.8^21 = 0.0092, 0.8^20 = 0.0115
  ASSERT_TRUE(consequence.breaksFirst);
  EXPECT_EQ(consequence.edges[*consequence.breaksFirst].over, units::Ratio(2)); // 20 / 10
  EXPECT_NE(sentencesOf(consequence, of.spec.plan)
                .at(0)
                .find("a request with more calls than 99 of 100 starts 20 at once"),
            std::string::npos);
}

TEST(Consequences, ARandomCountFartherDownIsLargeTooWhenTheRequestIs) {
  const Consequence of = consequenceOf(
      "  app: { code: [\"app/**\"], calls: [ { to: cache } ], service_time: { mean: 1ms } }\n"
      "  cache: { calls: [ { parallel: [ { to: db, per_request: { mean: 4, distribution: geometric "
      "} } ] } ] }\n"
      "  db: { pool: { size: 10 }, service_time: { mean: 10ms } }\n");
  const EdgeLoad &db = of.edges.at(1);
  EXPECT_EQ(db.callsOfUnit, 4);
  EXPECT_EQ(db.largest, units::Concurrency(20));
}

TEST(Consequences, MemoryIsUsedUpAtTheRateOfStartsWhenNothingAnswers) {
  const Consequence of = consequenceOf(
      "  app:\n    code: [\"app/**\"]\n    service_time: { mean: 5ms }\n"
      "    deployment: { memory: 150Mi, base_memory: 50Mi, per_request: { memory: 1Mi } }\n");
  EXPECT_NEAR(of.exhausted->count(), 1.0, 1e-9); // 100 MiB at 100 units a second of 1 MiB
}

TEST(Consequences, ABoundedSiteHasNone) {
  const findings::Site site = siteIn("pool", "8");
  const Judged of =
      judgedFor(twentyByThePool, {site}, {{.check = "c", .message = "m", .at = site.at}});
  EXPECT_TRUE(of.judgement.consequences.empty());
}

TEST(Consequences, AFindingAtACallSpeaksOfTheSiteThatTheCallReaches) {
  findings::Site call = siteIn("loop", "unbounded");
  call.via = "id_serve";
  const Judged of = judgedFor(twentyByThePool, {siteIn("serve", "unbounded"), call},
                              {{.check = "c", .message = "m", .at = call.at}});
  ASSERT_EQ(of.judgement.consequences.size(), 1u);
  EXPECT_EQ(of.judgement.consequences[0].site, 0u);
}

TEST(Consequences, ACallThatMultipliesABoundedSiteHasOne) {
  findings::Site call = siteIn("loop", "unbounded");
  call.via = "id_serve";
  const Judged of = judgedFor(twentyByThePool, {siteIn("serve", "1"), call},
                              {{.check = "c", .message = "m", .at = call.at}});
  ASSERT_EQ(of.judgement.consequences.size(), 1u);
  EXPECT_EQ(limitText(*of.judgement.consequences[0].limit),
            "limit to 20: db: pool 80 / 4 parallel calls");
}

TEST(Consequences, TheNotificationsExampleSaysTwentyByTheStore) {
  const Judged of = notifications();
  ASSERT_EQ(of.judgement.consequences.size(), 1u);
  const Consequence &consequence = of.judgement.consequences[0];
  EXPECT_EQ(limitText(*consequence.limit), "limit to 20: store: pool 80 / 4 parallel calls");
  EXPECT_EQ(
      sentencesOf(consequence, of.spec.plan),
      (std::vector<std::string>{
          "each unit is a call to sender; at peak 60/s start and 6.71 are alive, each for 112 "
          "ms; the largest request starts 50000 at once",
          "sender (tier 1) breaks first: one such request puts 50000 in flight on it, and it "
          "admits 20: 2500x",
          "a unit holds 40 Ki of 448 Mi that are free; the largest request needs 4.36x the "
          "memory that there is; when nothing below answers it is used up in 3.19 min"}));
}

} // namespace
} // namespace loadline::review
