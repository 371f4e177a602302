#include "planner/diagram/text_width.h"

#include "base/text.h"

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
TEST(FittedName, KeepsTheEndsOfNamesThatBeginAlike) {
  const std::string first = fittedName("backend-service-number-1", 13, true, 130);
  const std::string last = fittedName("backend-service-number-12", 13, true, 130);
  EXPECT_TRUE(first.starts_with("backend")) << first;
  EXPECT_TRUE(first.ends_with("-1")) << first;
  EXPECT_TRUE(last.ends_with("-12")) << last;
  EXPECT_LE(textWidth(first, 13, true), 130);
  EXPECT_EQ(fittedName("gateway", 13, true, 130), "gateway");
}

TEST(FittedName, CutsBetweenCodePointsAndIsNeverTooWide) {
  const std::string name = "дълго-име-на-услуга-с-номер-二十七";
  for (double width = 26; width < 300; width += 7) {
    const std::string cut = fittedName(name, 13, false, width);
    EXPECT_LE(textWidth(cut, 13, false), width) << cut;
    EXPECT_EQ(oneLine(cut), cut); // valid UTF-8
  }
}

} // namespace loadline::diagram
