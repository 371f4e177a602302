#include "planner/review/settlement.h"

#include "tests/planner/review/judged_example.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

using record::Decision;
using record::Subject;
using record::Verdict;

const std::string workers = "  app: { code: [\"app/**\"], deployment: { max_in_flight: 64 } }\n";

std::vector<Matter> mattersOf(const Judged &of) {
  return mattersOf(of.spec.plan, of.audit, of.judgement.ledger);
}

Matter matterOf(const std::string &key, const std::vector<Matter> &matters) {
  for (const Matter &matter : matters)
    if (matter.key == key)
      return matter;
  return {};
}

Settlement settledWith(const Judged &of, std::vector<Decision> decisions,
                       const std::string &today = "") {
  return settled(mattersOf(of), {std::move(decisions), {}}, today);
}

Decision aboutWorkers(Verdict verdict, const std::string &seen, const std::string &until = "") {
  return {{Subject::Kind::bound, "app.deployment.max_in_flight"}, verdict, "anna", until, "", seen};
}

/// How the bound of the workers stands.
Standing standingOf(const Settlement &settlement) {
  for (const SettledMatter &each : settlement.settled)
    if (settlement.matters[each.matter].key == "app.deployment.max_in_flight")
      return each.standing;
  return Standing::falsePositive;
}

TEST(Matters, ABoundSaysBothSides) {
  const Matter matter = matterOf("app.deployment.max_in_flight",
                                 mattersOf(judgedFor(workers, {siteIn("pool", "96")})));
  EXPECT_EQ(matter.title, "app: deployment.max_in_flight");
  EXPECT_EQ(matter.state, "drifted: 96 in code, 64 in spec");
  EXPECT_TRUE(matter.isViolation);
}

TEST(Matters, AnUndeclaredSiteIsNamedByItsId) {
  const Judged of = judgedFor("  app: { code: [\"app/**\"] }\n", {siteIn("serve", "unbounded")});
  EXPECT_EQ(matterOf("app.site.id_serve", mattersOf(of)).state,
            "undeclared in spec: unbounded in code");
}

TEST(Settlement, WhatNobodyDecidedIsOpenAndLeft) {
  const Settlement settlement = settledWith(judgedFor(workers, {siteIn("pool", "96")}), {});
  EXPECT_EQ(standingOf(settlement), Standing::open);
  EXPECT_GE(leftOf(settlement), 1u);
}

TEST(Settlement, WhatIsAcceptedOrFalseIsNotLeft) {
  const Judged of = judgedFor(workers, {siteIn("pool", "96")});
  const std::size_t all = leftOf(settledWith(of, {}));
  const std::string seen = "drifted: 96 in code, 64 in spec";
  EXPECT_EQ(leftOf(settledWith(of, {aboutWorkers(Verdict::accepted, seen)})), all - 1);
  EXPECT_EQ(leftOf(settledWith(of, {aboutWorkers(Verdict::falsePositive, seen)})), all - 1);
}

TEST(Settlement, WhatIsToBeFixedIsLeft) {
  const Judged of = judgedFor(workers, {siteIn("pool", "96")});
  const Settlement settlement = settledWith(of, {aboutWorkers(Verdict::toFix, "")});
  EXPECT_EQ(standingOf(settlement), Standing::toFix);
  EXPECT_EQ(leftOf(settlement), leftOf(settledWith(of, {})));
}

TEST(Settlement, AnotherNumberLapsesADecision) {
  const Judged of = judgedFor(workers, {siteIn("pool", "128")});
  EXPECT_EQ(standingOf(settledWith(
                of, {aboutWorkers(Verdict::accepted, "drifted: 96 in code, 64 in spec")})),
            Standing::lapsed);
}

TEST(Settlement, ADayThatIsPastLapsesADecision) {
  const Judged of = judgedFor(workers, {siteIn("pool", "96")});
  const std::vector<Decision> decisions{aboutWorkers(Verdict::accepted, "", "2027-01-31")};
  EXPECT_EQ(standingOf(settledWith(of, decisions, "2027-01-31")), Standing::accepted);
  EXPECT_EQ(standingOf(settledWith(of, decisions, "2027-02-01")), Standing::lapsed);
}

TEST(Settlement, ADecisionAboutWhatIsMendedOrGoneIsStale) {
  const Judged of = judgedFor(workers, {siteIn("pool", "64")});
  const Settlement settlement =
      settledWith(of, {aboutWorkers(Verdict::accepted, ""),
                       {{Subject::Kind::finding, "cafe"}, Verdict::accepted, "", "", "", ""}});
  ASSERT_EQ(settlement.stale.size(), 2u);
  EXPECT_EQ(settlement.stale[1].about.key, "cafe");
}

TEST(Settlement, AnAnswerIsStaleWhenNobodyAsksAnyMore) {
  const Judged of = judgedFor(workers, {siteIn("pool", "64")});
  const std::vector<Decision> answers{
      {{Subject::Kind::question, "was it tested"}, Verdict::met, "", "", "", ""}};
  EXPECT_TRUE(settled(mattersOf(of), {answers, {}}, "", {"was it tested"}).stale.empty());
  EXPECT_EQ(settled(mattersOf(of), {answers, {}}, "").stale.size(), 1u);
}

TEST(Settlement, AFindingIsMeantByTheBeginningOfItsFingerprint) {
  const std::vector<Matter> matters = mattersOf(notifications());
  const std::string key = matters.at(matters.size() - 1).key;
  EXPECT_EQ(decisionAbout(key.substr(0, 8), matters)->about.key, key);
  EXPECT_EQ(toString(decisionAbout("intake.deployment.max_in_flght", matters).error()),
            "loadline: error: the review tells nothing of the name "
            "'intake.deployment.max_in_flght' (did you mean 'intake.deployment.max_in_flight'?)\n");
}

} // namespace
} // namespace loadline::review
