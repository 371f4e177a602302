#include "planner/review/formats.h"
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

TEST(ReviewGolden, TheNotificationsAsText) {
  const Judged of = notifications();
  expectGolden(toText(pageOf(of.spec.plan, of.audit, of.review, of.judgement)),
               "notifications.txt");
}

TEST(ReviewGolden, TheNotificationsAsJson) {
  const Judged of = notifications();
  expectGolden(toJsonText(of.spec.plan, of.audit, of.review, of.judgement), "notifications.json");
}

TEST(ReviewGolden, TheNotificationsAsHtml) {
  const Judged of = notifications();
  expectGolden(reviewHtml(of.spec.plan, of.audit, of.review, of.judgement), "notifications.html");
}

} // namespace
} // namespace loadline::review
