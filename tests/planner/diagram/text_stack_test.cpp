#include "planner/diagram/text_stack.h"

#include "tests/planner/diagram/example_plans.h"

#include <gtest/gtest.h>

namespace loadline::diagram {
namespace {

TEST(TextGauge, HalfFullWithTheLineAtSeventyPercent) {
  EXPECT_EQ(textGauge(plan::Ratio(0.5), plan::Ratio(0.7)), "██████████····│······");
}

TEST(TextGauge, OverCapacityEndsWithAMark) {
  EXPECT_EQ(textGauge(plan::Ratio(1.3), plan::Ratio(0.7)), "██████████████│██████!");
}

TEST(TextGauge, OfWhatIsNotKnownIsQuestionMarks) {
  EXPECT_EQ(textGauge(std::nullopt, plan::Ratio(0.7)), "?????????????????????");
}

TEST(TextStack, SaysWhatIsOversubscribed) {
  const std::string text = toText(sixServices());
  EXPECT_NE(text.find("1500       350  4.29×      600  1.71×  OVERSUBSCRIBED"), std::string::npos)
      << text;
}

TEST(TextStack, AHostileNameCanNotMoveTheCursor) {
  plan::Plan plan = hub(1);
  plan.services[0].name = plan.system.name = "a\x1b[2J\r\nb";
  EXPECT_EQ(toText(plan).find('\x1b'), std::string::npos);
  EXPECT_EQ(toText(plan).find('\r'), std::string::npos);
}

} // namespace
} // namespace loadline::diagram
