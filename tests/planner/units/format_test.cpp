#include "planner/units/format.h"

#include <gtest/gtest.h>

namespace loadline::units {

TEST(FormattedQuantity, TimesTakeTheLargestUnitThatFits) {
  EXPECT_EQ(formatted(Duration(0.25)), "250 ms");
  EXPECT_EQ(formatted(Duration(5400)), "1.5 h");
  EXPECT_EQ(formatted(Duration(0.0000125)), "12.5 µs");
}
TEST(FormattedQuantity, ATimeThatRoundsToTheNextUnitTakesIt) {
  EXPECT_EQ(formatted(Duration(0.99999)), "1 s");
}
TEST(FormattedQuantity, NoTimeIsZeroSeconds) {
  EXPECT_EQ(formatted(Duration(0)), "0 s");
}
TEST(FormattedQuantity, ARateThatIsLittleIsNotNone) {
  EXPECT_EQ(formatted(Rate(0)), "0/s");
  EXPECT_EQ(formatted(Rate(2e-12)), "0.000000000002/s");
  EXPECT_EQ(formatted(Rate(1e-15)), "less than 1e-12/s");
}
TEST(FormattedQuantity, EveryKindHasItsUnit) {
  EXPECT_EQ(formatted(Rate(1200)), "1200/s");
  EXPECT_EQ(formatted(Ratio(0.7)), "70%");
  EXPECT_EQ(formatted(Bytes(536870912)), "512 Mi");
  EXPECT_EQ(formatted(Cores(1)), "1 core");
  EXPECT_EQ(formatted(Price(20)), "20/month");
  EXPECT_EQ(formatted(Growth(0.05)), "5%/month");
  EXPECT_EQ(formattedFactor(Ratio(30.0 / 7)), "4.29x");
}

} // namespace loadline::units
