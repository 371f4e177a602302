#include "planner/review/movement.h"

#include "planner/review/formats.h"
#include "tests/planner/review/judged_example.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

Snapshot snapshotOf(const Judged &of) {
  return snapshotOf(of.spec.plan, of.audit, of.judgement.ledger);
}

/// Of the service `app` with 64 in flight, whose code keeps `bound`.
Snapshot withBound(const std::string &bound, const std::string &inSpec = "64") {
  return snapshotOf(
      judgedFor("  app: { code: [\"app/**\"], deployment: { max_in_flight: " + inSpec + " } }\n",
                {siteIn("pool", bound)}));
}

std::string linesOf(const Movement &movement) {
  std::string out;
  for (const MovedMatter &each : movement.matters)
    out += std::string(each.direction == MovedMatter::Direction::worse    ? "worse"
                       : each.direction == MovedMatter::Direction::better ? "better"
                                                                          : "moved") +
           " " + each.matter.title + ": " + each.before + " -> " + each.after + "\n";
  return out;
}

TEST(Movement, NothingMovesBetweenEqualOnes) {
  const Movement movement = movedBetween(withBound("64"), withBound("64"));
  EXPECT_TRUE(movement.matters.empty());
  EXPECT_TRUE(movement.figures.empty());
  EXPECT_FALSE(movement.isWorse());
}

TEST(Movement, ABoundThatDriftsIsWorse) {
  const Movement movement = movedBetween(withBound("64"), withBound("96"));
  EXPECT_EQ(linesOf(movement), "worse app: deployment.max_in_flight: kept: 64 in code, 64 in spec "
                               "-> drifted: 96 in code, 64 in spec\n");
  EXPECT_TRUE(movement.isWorse());
}

TEST(Movement, ABoundThatIsKeptAgainIsBetter) {
  EXPECT_FALSE(movedBetween(withBound("96"), withBound("64")).isWorse());
}

TEST(Movement, ABoundThatStaysBrokenHasMovedWithoutHarm) {
  EXPECT_EQ(linesOf(movedBetween(withBound("96"), withBound("128"))),
            "moved app: deployment.max_in_flight: drifted: 96 in code, 64 in spec -> drifted: 128 "
            "in code, 64 in spec\n");
}

TEST(Movement, FiguresOfThePlanMoveToo) {
  const Movement movement = movedBetween(withBound("64"), withBound("64", "32"));
  ASSERT_FALSE(movement.figures.empty());
  EXPECT_EQ(movement.figures[0].field, "max_in_flight.declared");
  EXPECT_EQ(movement.figures[0].before, "64");
  EXPECT_EQ(movement.figures[0].after, "32");
}

TEST(Movement, AReviewReadsBackAsItWasWritten) {
  const Judged of = notifications();
  const auto read =
      parseSnapshot(toJsonText(of.spec.plan, of.audit, of.review, of.judgement), "old.json");
  ASSERT_TRUE(read) << toString(read.error());
  const Movement movement = movedBetween(*read, snapshotOf(of));
  EXPECT_EQ(linesOf(movement), "");
  EXPECT_TRUE(movement.figures.empty());
}

TEST(Movement, WhatIsNoReviewIsRefusedWithItsPlace) {
  EXPECT_EQ(toString(parseSnapshot("{\"schema\": \"loadline/plan/v1\"}", "p.json").error()),
            "p.json:1:1: error: this is no review: its schema is not loadline/review/v1 (write it "
            "with 'loadline review --format json')\n");
}

TEST(Movement, InMarkdownTheWorstStandsFirst) {
  Movement movement = movedBetween(withBound("64"), withBound("96"));
  EXPECT_EQ(toMarkdown(pageOf(movement, "shop")),
            "# shop: what moved\n\n1 worse, 0 better; 0 figures moved.\n\n\n## Bounds and "
            "findings\n\n"
            "| Moved | What | Before | Now | Place |\n| --- | --- | --- | --- | --- |\n"
            "| **worse** | app: deployment.max\\_in\\_flight | kept: 64 in code, 64 in spec | "
            "drifted: 96 in code, 64 in spec | spec.yaml:4:57 |\n\n\n## Figures of the "
            "plan\n\nNo figure has moved.\n");
}

} // namespace
} // namespace loadline::review
