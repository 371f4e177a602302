#include "analyzer/bound/bound.h"

#include <gtest/gtest.h>

#include <limits>

namespace loadline::bound {

TEST(BoundKind, OfALeafIsWhatItRestsOn) {
  EXPECT_EQ(Bound::constant(8).kind(), Kind::constant);
  EXPECT_EQ(Bound::hardware().kind(), Kind::hardware);
  EXPECT_EQ(Bound::config("threads").kind(), Kind::config);
  EXPECT_EQ(Bound::size("items").kind(), Kind::size);
  EXPECT_EQ(Bound::unbounded().kind(), Kind::unbounded);
  EXPECT_EQ(Bound::unknown("virtual call").kind(), Kind::unknown);
}

TEST(BoundKind, OfANumberFromOutsideIsSize) {
  EXPECT_EQ(Bound::outside("header").kind(), Kind::size);
}

TEST(BoundKind, OfANumberBeyondCountingIsThatOfNoLimit) {
  const Bound trillion = Bound::constant(1'000'000'000'000);
  EXPECT_EQ(trillion.kind(), Kind::constant);
  EXPECT_EQ(Bound::product({trillion, trillion}).kind(), Kind::unbounded);
  EXPECT_EQ(Bound::minimum({Bound::product({trillion, trillion}), Bound::config("n")}),
            Bound::config("n"));
}

TEST(BoundKind, OfAMinimumIsItsLowestArm) {
  EXPECT_EQ(Bound::minimum({Bound::size("items"), Bound::hardware()}).kind(), Kind::hardware);
}

TEST(BoundKind, OfAProductSumOrMaximumIsItsHighestPart) {
  const std::vector<Bound> parts = {Bound::hardware(), Bound::size("items")};
  EXPECT_EQ(Bound::product(parts).kind(), Kind::size);
  EXPECT_EQ(Bound::sum(parts).kind(), Kind::size);
  EXPECT_EQ(Bound::maximum(parts).kind(), Kind::size);
}

TEST(BoundKind, OfALimitOnAnUnknownNumberIsTheLimits) {
  EXPECT_EQ(Bound::minimum({Bound::unknown("why"), Bound::constant(4)}).kind(), Kind::constant);
}

TEST(BoundKind, HasTheWordsOfTheJson) {
  EXPECT_EQ(toString(Kind::constant), "constant");
  EXPECT_EQ(toString(Kind::hardware), "hardware");
  EXPECT_EQ(toString(Kind::config), "config");
  EXPECT_EQ(toString(Kind::size), "size");
  EXPECT_EQ(toString(Kind::unknown), "unknown");
  EXPECT_EQ(toString(Kind::unbounded), "unbounded");
}

TEST(BoundConstant, BelowNothingIsNothing) {
  EXPECT_EQ(Bound::constant(-3), Bound::constant(0));
}

TEST(BoundConstant, IsFolded) {
  EXPECT_EQ(Bound::product({Bound::constant(3), Bound::constant(4)}), Bound::constant(12));
  EXPECT_EQ(Bound::sum({Bound::constant(3), Bound::constant(4)}), Bound::constant(7));
  EXPECT_EQ(Bound::minimum({Bound::constant(3), Bound::constant(4)}), Bound::constant(3));
  EXPECT_EQ(Bound::maximum({Bound::constant(3), Bound::constant(4)}), Bound::constant(4));
}

TEST(BoundConstant, StaysAtTheLargestNumberInsteadOfTurningOver) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(Bound::product({Bound::constant(most), Bound::constant(2)}), Bound::constant(most));
  EXPECT_EQ(Bound::sum({Bound::constant(most), Bound::constant(1)}), Bound::constant(most));
}

TEST(Bound, OfNothing) {
  EXPECT_EQ(Bound::product({}), Bound::constant(1));
  EXPECT_EQ(Bound::sum({}), Bound::constant(0));
  EXPECT_EQ(Bound::minimum({}), Bound::unbounded());
  EXPECT_EQ(Bound::maximum({}), Bound::constant(0));
}

TEST(Bound, NoneTimesAnythingIsNone) {
  EXPECT_EQ(Bound::product({Bound::constant(0), Bound::unbounded()}), Bound::constant(0));
}

TEST(Bound, OfAnUnboundedPartHasNoEnd) {
  EXPECT_EQ(Bound::product({Bound::size("items"), Bound::unbounded()}), Bound::unbounded());
  EXPECT_EQ(Bound::sum({Bound::constant(3), Bound::unbounded()}), Bound::unbounded());
  EXPECT_EQ(Bound::maximum({Bound::constant(3), Bound::unbounded()}), Bound::unbounded());
}

TEST(Bound, OfALimiterForgetsTheUnboundedArm) {
  EXPECT_EQ(Bound::minimum({Bound::unbounded(), Bound::constant(64)}), Bound::constant(64));
}

TEST(Bound, ExceedsAnotherOfTheSameSymbolsByItsFactor) {
  EXPECT_TRUE(exceeds(Bound::constant(9), Bound::constant(8)));
  EXPECT_TRUE(exceeds(Bound::product({Bound::constant(2), Bound::hardware()}), Bound::hardware()));
  EXPECT_TRUE(
      exceeds(Bound::maximum({Bound::constant(9), Bound::config("n")}), Bound::constant(8)));
  EXPECT_FALSE(exceeds(Bound::constant(8), Bound::constant(8)));
}

TEST(Bound, DoesNotExceedWhatItCannotBeComparedWith) {
  EXPECT_FALSE(exceeds(Bound::hardware(), Bound::constant(8)));
  EXPECT_FALSE(exceeds(Bound::size("items"), Bound::config("n")));
  EXPECT_FALSE(exceeds(Bound::unbounded(), Bound::constant(8)));
}

TEST(Bound, ComesFromOutsideWhenTheOutsideDecides) {
  const Bound outside = Bound::outside("request.count");
  EXPECT_TRUE(outside.comesFromOutside());
  EXPECT_TRUE(Bound::product({outside, Bound::constant(2)}).comesFromOutside());
  EXPECT_TRUE(Bound::minimum({outside, Bound::outside("other")}).comesFromOutside());
  EXPECT_FALSE(Bound::minimum({outside, Bound::constant(64)}).comesFromOutside());
  EXPECT_FALSE(Bound::size("items").comesFromOutside());
}

} // namespace loadline::bound
