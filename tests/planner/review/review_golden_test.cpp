#include "planner/review/formats.h"
#include "planner/review/movement.h"
#include "tests/planner/review/judged_example.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace loadline::review {
namespace {

/// With LOADLINE_UPDATE_GOLDEN=1 the file is written, and the diff is for a reviewer.
void expectGolden(const std::string &text, const std::string &name) {
  const std::filesystem::path golden =
      std::filesystem::path(LOADLINE_SOURCE_DIR) / "tests/golden/review" / name;
  if (std::getenv("LOADLINE_UPDATE_GOLDEN")) {
    const Diagnostics errors = writeFile(golden, text);
    ASSERT_TRUE(errors.empty()) << toString(errors);
  }
  const auto wanted = readFile(golden);
  ASSERT_TRUE(wanted) << toString(wanted.error());
  EXPECT_EQ(text, *wanted) << "run with LOADLINE_UPDATE_GOLDEN=1 and read the diff";
}

/// As the command tells them, with a record that holds one decision of each kind.
Judged reviewedNotifications() {
  Judged of = notifications();
  const auto record = record::recordFile(std::filesystem::path(LOADLINE_SOURCE_DIR) /
                                         "tests/planner/review/Inputs/notifications.review.yaml");
  EXPECT_TRUE(record) << toString(record.error());
  const Evidence evidence{of.spec.system,      of.spec.plan, of.audit,    of.review,
                          of.judgement.ledger, &*record,     "2027-02-01"};
  of.judgement.settlement = settled(mattersOf(of.spec.plan, of.audit, of.judgement.ledger), *record,
                                    "2027-02-01", questionsForPeople(evidence));
  of.judgement.checklists = checklistsOf(evidence);
  return of;
}

TEST(ReviewGolden, TheNotificationsAsText) {
  const Judged of = reviewedNotifications();
  expectGolden(toText(pageOf(of.spec.plan, of.audit, of.review, of.judgement)),
               "notifications.txt");
}

TEST(ReviewGolden, TheNotificationsAsJson) {
  const Judged of = reviewedNotifications();
  expectGolden(toJsonText(of.spec.plan, of.audit, of.review, of.judgement), "notifications.json");
}

TEST(ReviewGolden, TheNotificationsAsMarkdown) {
  const Judged of = reviewedNotifications();
  expectGolden(toMarkdown(pageOf(of.spec.plan, of.audit, of.review, of.judgement)),
               "notifications.md");
}

/// The example after its spec took over the workers of the code and gave the renderer less.
Judged changedNotifications() {
  const std::filesystem::path folder =
      std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples/notifications";
  std::string text = *readFile(folder / "notifications.yaml");
  text.replace(text.find("value: 64"), 9, "value: 96");
  text.replace(text.find("max_in_flight: 32"), 17, "max_in_flight: 16");
  auto spec = plan::planSpecText(text, "notifications.yaml",
                                 {.rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
  EXPECT_TRUE(spec) << toString(spec.error());
  return judgedFor(*std::move(spec), *auditFile(folder / "audit.json"));
}

TEST(ReviewGolden, WhatMovedInTheNotificationsAsAComment) {
  const Judged before = notifications(), after = changedNotifications();
  const auto snapshot = [](const Judged &of) {
    return snapshotOf(of.spec.plan, of.audit, of.judgement.ledger);
  };
  expectGolden(toMarkdown(pageOf(movedBetween(snapshot(before), snapshot(after)), "notifications")),
               "notifications_moved.md");
}

TEST(ReviewGolden, TheNotificationsAsHtml) {
  const Judged of = reviewedNotifications();
  expectGolden(reviewHtml(of.spec.plan, of.audit, of.review, of.judgement), "notifications.html");
}

} // namespace
} // namespace loadline::review
