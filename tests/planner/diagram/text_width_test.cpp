#include "planner/diagram/text_width.h"

#include <gtest/gtest.h>

namespace loadline::diagram {
namespace {

TEST(TextWidth, FiguresAreAllEquallyWide) {
  EXPECT_DOUBLE_EQ(textWidth("111", 100, false), textWidth("907", 100, false));
  EXPECT_DOUBLE_EQ(textWidth("111", 100, true), textWidth("907", 100, true));
}

TEST(TextWidth, AnMOfDejaVuSansIs974ThousandthsOfTheSize) {
  EXPECT_NEAR(textWidth("m", 1000, false), 974, 0.01);
}

TEST(TextWidth, GrowsWithTheSize) {
  EXPECT_DOUBLE_EQ(textWidth("gateway", 26, true), 2 * textWidth("gateway", 13, true));
}

TEST(TextWidth, AnIdeographIsOneEmWide) {
  EXPECT_DOUBLE_EQ(textWidth("漢字", 10, false), 20);
}

TEST(Fitted, WhatFitsStaysAsItIs) {
  EXPECT_EQ(fitted("gateway", 13, false, 200), "gateway");
}

TEST(Fitted, WhatDoesNotFitIsCutToTheWidth) {
  const std::string cut = fitted(std::string(10'000, 'x'), 13, true, 150);
  EXPECT_TRUE(cut.ends_with("…"));
  EXPECT_LE(textWidth(cut, 13, true), 150);
  EXPECT_GT(textWidth(cut, 13, true), 135);
}

TEST(Fitted, IsNotCutWithinACharacter) {
  EXPECT_EQ(fitted("漢字漢字", 10, false, 35), "漢字…");
}

TEST(Fitted, ControlCharactersShowAsText) {
  EXPECT_EQ(fitted("a\x1b[31m\nb", 11, false, 500), "a\\x1b[31m b");
}

} // namespace
} // namespace loadline::diagram
