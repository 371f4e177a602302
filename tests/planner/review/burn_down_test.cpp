#include "planner/review/burn_down.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

AuditOn on(const std::string &day, std::size_t dangerous, std::size_t risky = 0) {
  return {day, {.all = dangerous + risky + 10, .dangerous = dangerous, .risky = risky, .safe = 10}};
}

TEST(BurnDown, ThePaceOfTheSourceDocumentTakesTwentyThreeMonthsForFiveHundredSites) {
  // Five sites a week: 10 in two weeks.
  const auto of = burnDown({on("2026-01-01", 510), on("2026-01-15", 500)}, "2027-01-15");
  ASSERT_TRUE(of);
  EXPECT_NEAR(*of->perMonth, 5 * 365.25 / 12 / 7, 1e-9);
  EXPECT_EQ(*of->endsOn, "2027-12-16"); // 700 days
  EXPECT_TRUE(of->isLate());
  EXPECT_NEAR(*of->needed, 500 / 365.0 * 365.25 / 12, 1e-9);
}

TEST(BurnDown, OfManyAuditsTheLeastSquaresLineIsThePace) {
  // Days 0, 10, 20, 30 and 40, 31, 19, 10 left: slope -1.02 a day by hand.
  const auto of = burnDown(
      {on("2026-03-01", 40), on("2026-03-11", 20, 11), on("2026-03-21", 19), on("2026-03-31", 10)},
      "");
  ASSERT_TRUE(of);
  EXPECT_NEAR(*of->perMonth, 1.02 * 365.25 / 12, 1e-9);
  EXPECT_EQ(*of->endsOn, "2026-04-10");
  EXPECT_FALSE(of->isLate());
}

TEST(BurnDown, SitesThatBecomeMoreHaveNoEnd) {
  const auto of = burnDown({on("2026-01-01", 5), on("2026-02-01", 9)}, "2026-12-31");
  ASSERT_TRUE(of);
  EXPECT_LT(*of->perMonth, 0);
  EXPECT_EQ(*of->endsOn, "");
  EXPECT_TRUE(of->isLate());
}

TEST(BurnDown, OneAuditTellsNoPaceButWhatIsNeeded) {
  const auto of = burnDown({on("2026-01-01", 30)}, "2026-12-31");
  ASSERT_TRUE(of);
  EXPECT_FALSE(of->perMonth);
  EXPECT_NEAR(*of->needed, 30 / 364.0 * 365.25 / 12, 1e-9);
  EXPECT_TRUE(of->isLate());
}

TEST(BurnDown, WhereNoneIsLeftNothingIsLate) {
  const auto of = burnDown({on("2026-02-01", 0), on("2026-01-01", 3)}, "2026-12-31");
  ASSERT_TRUE(of);
  EXPECT_EQ(of->audits.front().day, "2026-01-01");
  EXPECT_FALSE(of->isLate());
}

TEST(BurnDown, RefusesTwoAuditsOfADayAndAnEndBeforeTheLast) {
  EXPECT_FALSE(burnDown({on("2026-01-01", 3), on("2026-01-01", 4)}, ""));
  EXPECT_FALSE(burnDown({on("2026-01-01", 3)}, "2025-12-31"));
  EXPECT_FALSE(burnDown({}, ""));
}

TEST(BurnDown, IsDrawnAsBars) {
  const auto of = burnDown({on("2026-01-01", 5), on("2026-02-01", 3, 1)}, "");
  EXPECT_EQ(burnDownChart(*of), "xychart-beta\n  title \"Spawn sites still to be limited\"\n"
                                "  x-axis [\"2026-01-01\", \"2026-02-01\"]\n"
                                "  y-axis \"sites\"\n  bar [5, 4]\n");
}

} // namespace
} // namespace loadline::review
