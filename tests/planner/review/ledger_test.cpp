#include "planner/review/ledger.h"

#include "tests/planner/review/judged_example.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace loadline::review {
namespace {

/// The ledger as lines: service, bound, status, what the code keeps, and the function that does.
std::string ledgerOf(const std::string &services, std::vector<findings::Site> sites) {
  const Judged of = judgedFor(services, std::move(sites));
  std::string out;
  for (const LedgerEntry &entry : of.judgement.ledger.entries)
    out += fmt::format("{} {}: {} {}{}\n", of.spec.plan.services[entry.service].name,
                       entry.spec ? entry.spec->what : "-", statusText(entry.status),
                       entry.inCode.empty() ? "-" : entry.inCode,
                       entry.site ? " in " + of.audit.sites[*entry.site].function : "");
  return out;
}

const std::string workers = "  app: { code: [\"app/**\"], deployment: { max_in_flight: 64 } }\n";

TEST(Ledger, TheSameNumberIsKept) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("pool", "64")}),
            "app deployment.max_in_flight: kept 64 in app::pool\n");
}

TEST(Ledger, AnotherNumberHasDrifted) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("pool", "96")}),
            "app deployment.max_in_flight: drifted 96 in app::pool\n");
}

TEST(Ledger, TheCodesOwnValueOfASettingCounts) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("pool", "max(64, config(Options::threads))")}),
            "app deployment.max_in_flight: kept 64 unless config(Options::threads) says more in "
            "app::pool\n");
}

TEST(Ledger, AProductOfASettingHasNoNumber) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("pool", "max(64, 64*config(n))")}),
            "app deployment.max_in_flight: not found max(64, 64*config(n)) in app::pool\n");
}

TEST(Ledger, ASettingWithoutAValueIsNotFound) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("pool", "config(threads)")}),
            "app deployment.max_in_flight: not found config(threads) in app::pool\n");
}

TEST(Ledger, WhatNothingLimitsIsUnboundedInCode) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("serve", "unbounded")}),
            "app deployment.max_in_flight: unbounded in code unbounded in app::serve\n");
}

TEST(Ledger, AMinimumKeepsItsLimit) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("pool", "min(64, size(items))")}),
            "app deployment.max_in_flight: kept 64 (min(64, size(items))) in app::pool\n");
}

TEST(Ledger, AContractIsSharedByTheReplicas) {
  EXPECT_EQ(ledgerOf("  app: { code: [\"app/**\"], contract: { max_in_flight: 128 }, deployment: { "
                     "replicas: 2 } }\n",
                     {siteIn("pool", "64")}),
            "app contract.max_in_flight: kept 64 in app::pool\n");
}

TEST(Ledger, ContractAndDeploymentMayBeKeptByOneSite) {
  EXPECT_EQ(ledgerOf("  app: { code: [\"app/**\"], contract: { max_in_flight: 128 }, deployment: { "
                     "replicas: 2, max_in_flight: 64 } }\n",
                     {siteIn("pool", "64")}),
            "app contract.max_in_flight: kept 64 in app::pool\n"
            "app deployment.max_in_flight: kept 64 in app::pool\n");
}

TEST(Ledger, AFanOutTakesTheSiteOfDataAndTheBoundInFlightTheWorkers) {
  EXPECT_EQ(ledgerOf("  app:\n    code: [\"app/**\"]\n    deployment: { max_in_flight: 64 }\n"
                     "    calls: [ { parallel: [ { to: db, per_request: 8 } ], limit: 4 } ]\n"
                     "  db: {}\n",
                     {siteIn("lookUp", "size(rows)"), siteIn("pool", "96")}),
            "app deployment.max_in_flight: drifted 96 in app::pool\n"
            "app calls to db at once: unbounded in code size(rows) in app::lookUp\n");
}

TEST(Ledger, AFanOutTakesTheSiteOfDataWhereItIsTheOnlyOne) {
  EXPECT_EQ(ledgerOf("  app:\n    code: [\"app/**\"]\n    deployment: { max_in_flight: 64 }\n"
                     "    calls: [ { parallel: [ { to: db, per_request: 8 } ], limit: 4 } ]\n"
                     "  db: {}\n",
                     {siteIn("lookUp", "size(rows)")}),
            "app deployment.max_in_flight: not found -\n"
            "app calls to db at once: unbounded in code size(rows) in app::lookUp\n");
}

TEST(Ledger, AQueueIsHeldAgainstTheQueueOfAPool) {
  findings::Site pool = siteIn("pool", "64");
  pool.queueBound = bound::Bound::unbounded();
  EXPECT_EQ(
      ledgerOf("  app: { code: [\"app/**\"], deployment: { max_in_flight: 64, queue: 200 } }\n",
               {pool}),
      "app deployment.max_in_flight: kept 64 in app::pool\n"
      "app deployment.queue: unbounded in code unbounded in app::pool\n");
}

TEST(Ledger, AQueueIsHeldAgainstThatOfTheSiteWhichKeepsTheRequests) {
  findings::Site pool = siteIn("workers", "96"), writer = siteIn("writer", "8");
  pool.queueBound =
      bound::Bound::maximum({bound::Bound::constant(300), bound::Bound::config("Options::queue")});
  writer.queueBound = bound::Bound::constant(100000); // of a log
  EXPECT_EQ(
      ledgerOf("  app: { code: [\"app/**\"], deployment: { max_in_flight: 64, queue: 200 } }\n",
               {pool, writer}),
      "app deployment.max_in_flight: drifted 96 in app::workers\n"
      "app deployment.queue: drifted 300 unless config(Options::queue) says more in app::workers\n"
      "app -: undeclared in spec 8 in app::writer\n");
}

TEST(Ledger, KeptByNamesTheSiteByFunctionFileOrId) {
  for (const std::string name : {"app::second", "second", "app/second.cpp", "id_second"})
    EXPECT_EQ(ledgerOf("  app: { code: [\"app/**\"], deployment: { max_in_flight: { value: 64, "
                       "kept_by: \"" +
                           name + "\" } } }\n",
                       {siteIn("first", "64"), siteIn("second", "32")}),
              "app deployment.max_in_flight: drifted 32 in app::second\n"
              "app -: undeclared in spec 64 in app::first\n")
        << name;
}

TEST(Ledger, KeptByThatNamesNothingSaysSo) {
  const Judged of = judgedFor("  app: { code: [\"app/**\"], deployment: { max_in_flight: { value: "
                              "64, kept_by: pol } } }\n",
                              {siteIn("pool", "1")});
  EXPECT_EQ(of.judgement.ledger.entries.at(0).why,
            "kept_by names 'pol', and no site that starts units of the audit has this id, function "
            "or file");
}

TEST(Ledger, WhatNoBoundSpeaksOfIsUndeclared) {
  EXPECT_EQ(ledgerOf("  app: { code: [\"app/**\"] }\n", {siteIn("cleanUp", "8")}),
            "app -: undeclared in spec 8 in app::cleanUp\n");
}

TEST(Ledger, ASingleUnitNeedsNoBound) {
  EXPECT_EQ(ledgerOf("  app: { code: [\"app/**\"] }\n", {siteIn("timer", "1")}), "");
}

TEST(Ledger, ACallThatReachesASiteOfAnotherServiceIsTheOthers) {
  findings::Site call = siteIn("call", "8");
  call.via = "id_render";
  findings::Site render = siteIn("render", "8");
  render.at.file = "render/render.cpp";
  EXPECT_EQ(ledgerOf("  app: { code: [\"app/**\"] }\n"
                     "  render: { code: [\"render/**\"], contract: { max_in_flight: 8 } }\n",
                     {call, render}),
            "render contract.max_in_flight: kept 8 in app::render\n");
}

/// A call that reaches the site `reached` and makes this of it.
findings::Site callOf(const std::string &reached, const std::string &name,
                      const std::string &bound) {
  findings::Site call = siteIn(name, bound);
  call.via = "id_" + reached;
  return call;
}

TEST(Ledger, ABoundInFlightThatACallerMultipliesIsNotKept) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("start", "64"), callOf("start", "serve", "unbounded")}),
            "app deployment.max_in_flight: unbounded in code unbounded in app::start\n");
  EXPECT_EQ(ledgerOf(workers, {siteIn("start", "64"), callOf("start", "serve", "64*size(rows)")}),
            "app deployment.max_in_flight: unbounded in code 64*size(rows) in app::start\n");
  EXPECT_EQ(ledgerOf(workers, {siteIn("start", "64"), callOf("start", "serve", "256")}),
            "app deployment.max_in_flight: drifted 256 in app::start\n");
}

TEST(Ledger, ACallerWithASettingLeavesABoundWithoutANumber) {
  EXPECT_EQ(ledgerOf(workers, {siteIn("start", "64"), callOf("start", "serve", "64*config(n)")}),
            "app deployment.max_in_flight: not found 64*config(n) in app::start\n");
}

TEST(Ledger, ACallerInTheCodeOfAnotherServiceMultipliesToo) {
  findings::Site call = callOf("start", "call", "unbounded");
  call.at.file = "front/call.cpp";
  EXPECT_EQ(
      ledgerOf(workers + "  front: { code: [\"front/**\"] }\n", {siteIn("start", "64"), call}),
      "app deployment.max_in_flight: unbounded in code unbounded in app::start\n");
}

TEST(Ledger, ABoundThatOnlyACommentKeepsSaysSo) {
  findings::Site site = siteIn("serve", "64");
  site.limiter = "declared";
  const Judged of = judgedFor(workers, {site});
  EXPECT_EQ(of.judgement.ledger.entries.at(0).status, BoundStatus::kept);
  EXPECT_EQ(of.judgement.ledger.entries.at(0).why, "the same number; its author declares it");
}

TEST(Ledger, TheCallThatMultipliesIsTold) {
  const Judged of =
      judgedFor(workers, {siteIn("start", "64"), callOf("start", "serve", "unbounded")});
  EXPECT_EQ(of.judgement.ledger.entries.at(0).why,
            "the only site that starts units that is left in its code; app/serve.cpp:10:3 reaches "
            "it");
}

const std::string fanOutOfFour = "  app: { code: [\"app/**\"], calls: [ { parallel: [ { to: db, "
                                 "per_request: 8 } ], limit: 4 } ] "
                                 "}\n  db: {}\n";

TEST(Ledger, AFanOutIsOfOneRequestSoAHandlerThatIsRunForEachMultipliesNothing) {
  EXPECT_EQ(ledgerOf(fanOutOfFour, {siteIn("lookUp", "4"), callOf("lookUp", "serve", "unbounded")}),
            "app calls to db at once: kept 4 in app::lookUp\n");
}

TEST(Ledger, ALoopOfTheServiceItselfMultipliesItsFanOut) {
  EXPECT_EQ(ledgerOf(fanOutOfFour, {siteIn("lookUp", "1"), callOf("lookUp", "each", "size(rows)")}),
            "app calls to db at once: unbounded in code size(rows) in app::lookUp\n");
}

TEST(Ledger, AFanOutIsWhatOneOfTheWorkersStartsAndABoundInFlightWhatAllOfThemDo) {
  findings::Site site = siteIn("lookUp", "32");
  site.perRun = bound::Bound::constant(4);
  EXPECT_EQ(ledgerOf(fanOutOfFour, {site}), "app calls to db at once: kept 4 in app::lookUp\n");
  EXPECT_EQ(ledgerOf(workers, {site}), "app deployment.max_in_flight: drifted 32 in app::lookUp\n");
}

TEST(Ledger, ASingleUnitThatACallerMultipliesIsUndeclaredAndBroken) {
  const std::vector<findings::Site> sites{siteIn("start", "1"),
                                          callOf("start", "serve", "unbounded")};
  EXPECT_EQ(ledgerOf("  app: { code: [\"app/**\"] }\n", sites),
            "app -: undeclared in spec unbounded in app::start\n");
  const Judged of = judgedFor("  app: { code: [\"app/**\"] }\n", sites);
  EXPECT_EQ(brokenBounds(of.judgement.ledger, of.audit), 1u);
}

TEST(Ledger, AServiceWithoutPatternsSaysWhyNothingWasFound) {
  const Judged of = judgedFor("  app: { pool: { size: 8 } }\n", {siteIn("pool", "8")});
  EXPECT_EQ(of.judgement.ledger.entries.at(0).status, BoundStatus::notFound);
  EXPECT_EQ(of.judgement.ledger.entries.at(0).why, "the service names no code");
}

TEST(Ledger, ACapForACallerIsKeptByTheSameNumberOnly) {
  EXPECT_EQ(ledgerOf("  app: { code: [\"app/**\"], contract: { per_caller: { default: { "
                     "max_in_flight: 5 } } } }\n",
                     {siteIn("pool", "8")}),
            "app contract.per_caller.default: not found -\n"
            "app -: undeclared in spec 8 in app::pool\n");
}

TEST(Ledger, AnEndlessLoopStartsRequestsAndNoCallsAtOnce) {
  const std::string calls = "  app: { code: [\"app/**\"], calls: [ { parallel: [ { to: db, "
                            "per_request: 4 } ] } ] }\n  db: {}\n";
  EXPECT_EQ(ledgerOf(calls, {siteIn("accepts", "unbounded")}),
            "app calls to db at once: not found -\n"
            "app -: undeclared in spec unbounded in app::accepts\n");
}

TEST(Ledger, DriftedUnboundedAndDangerousOnesAreBroken) {
  const Judged of =
      judgedFor(workers + "    \n", {siteIn("pool", "96"), siteIn("more", "unbounded")});
  EXPECT_EQ(brokenBounds(of.judgement.ledger, of.audit), 2u);
}

} // namespace
} // namespace loadline::review
