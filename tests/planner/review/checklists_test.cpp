#include "planner/review/checklists.h"

#include "tests/planner/review/judged_example.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

using State = ChecklistItem::State;

Evidence evidenceOf(const Judged &of) {
  return {of.spec.system, of.spec.plan, of.audit, of.review, of.judgement.ledger};
}

ChecklistItem itemOf(const Checklist &checklist, const std::string &words) {
  for (const ChecklistItem &item : checklist.items)
    if (item.question.find(words) != std::string::npos)
      return item;
  ADD_FAILURE() << "no question with '" << words << "'";
  return {};
}

const std::string sound =
    "  app:\n    code: [\"app/**\"]\n    service_time: { mean: 5ms, p99: 20ms }\n"
    "    contract: { on_excess: reject, max_in_flight: { value: 8, because: eight workers } }\n";

TEST(Readiness, TheCodeAnswersWhatThePlanCanNot) {
  const Checklist of = readinessChecklist(evidenceOf(judgedFor(sound, {siteIn("pool", "8")})));
  EXPECT_EQ(itemOf(of, "has a limit").state, State::met);
  EXPECT_EQ(itemOf(of, "keeps the bounds").state, State::met);
  EXPECT_EQ(itemOf(of, "names its code").state, State::met);
  EXPECT_EQ(itemOf(of, "load test has been past").state, State::needsPerson);
}

TEST(Readiness, ADangerousSiteIsNotMetWithItsPlace) {
  const Checklist of =
      readinessChecklist(evidenceOf(judgedFor(sound, {siteIn("serve", "unbounded")})));
  const ChecklistItem item = itemOf(of, "has a limit");
  EXPECT_EQ(item.state, State::notMet);
  EXPECT_EQ(item.evidence.at(0), "app/serve.cpp:10:3: std::thread in app::serve: unbounded");
}

TEST(Readiness, ABoundThatWasNotFoundNeedsAPerson) {
  const Checklist of = readinessChecklist(evidenceOf(judgedFor(sound, {})));
  EXPECT_EQ(itemOf(of, "keeps the bounds").state, State::needsPerson);
}

TEST(Readiness, APersonAnswersWhatNeedsOneUntilTheDayIsPast) {
  const Judged judged = judgedFor(sound, {siteIn("pool", "8")});
  const record::Record record{{{{record::Subject::Kind::question,
                                 "a load test has been past the bound, and the bound held"},
                                record::Verdict::met,
                                "anna",
                                "2027-06-01",
                                "tests/march.md",
                                ""}},
                              {}};
  Evidence evidence = evidenceOf(judged);
  evidence.record = &record;
  const ChecklistItem item = itemOf(readinessChecklist(evidence), "load test has been past");
  EXPECT_EQ(item.state, State::met);
  EXPECT_EQ(item.evidence.at(0), "anna says so, until 2027-06-01: tests/march.md");
  evidence.today = "2027-06-02";
  EXPECT_EQ(itemOf(readinessChecklist(evidence), "load test has been past").state,
            State::needsPerson);
}

TEST(Capacity, EachQuestionHasItsAnswer) {
  const Checklist of = capacityChecklist(evidenceOf(judgedFor(sound, {siteIn("pool", "8")})));
  ASSERT_EQ(of.items.size(), 8u);
  EXPECT_EQ(of.items[0].evidence.at(0), "100/s enter the system");
  EXPECT_EQ(itemOf(of, "how long does a request take").evidence.at(0), "app: mean 5 ms, p99 20 ms");
  EXPECT_EQ(itemOf(of, "why so many").evidence.at(0),
            "app: 8 (contract.max_in_flight), because eight workers");
  EXPECT_EQ(itemOf(of, "a request too many").evidence.at(0), "app: it is refused");
  EXPECT_EQ(itemOf(of, "how long does it last").state, State::notMet);
}

TEST(Maturity, StopsAtTheFirstLevelThatIsNotMet) {
  EXPECT_EQ(maturityChecklist(evidenceOf(judgedFor(sound, {siteIn("pool", "8")}))).conclusion,
            "Level 3 of 5, joined; the next one waits for a person's word.");
  EXPECT_EQ(
      maturityChecklist(evidenceOf(judgedFor(sound, {siteIn("serve", "unbounded")}))).conclusion,
      "Level 1 of 5, known.");
  EXPECT_EQ(maturityChecklist(evidenceOf(judgedFor("  app: {}\n", {}))).conclusion,
            "Level 0 of 5, nobody knows.");
}

} // namespace
} // namespace loadline::review
