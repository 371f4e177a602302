#include "base/date.h"

#include <gtest/gtest.h>

namespace loadline {
namespace {

TEST(Date, IsADayOfTheCalendar) {
  EXPECT_TRUE(isDate("2027-01-31"));
  EXPECT_TRUE(isDate("2028-02-29"));
  EXPECT_FALSE(isDate("2027-02-29"));
  EXPECT_FALSE(isDate("2027-13-01"));
}

TEST(Date, IsWrittenWithTenSigns) {
  for (const char *text :
       {"", "2027-1-31", "2027/01/31", "27-01-31", "2027-01-31 ", "2027-01-3x", "-027-01-31"})
    EXPECT_FALSE(isDate(text)) << text;
}

TEST(Date, CountsDaysAcrossMonthsAndLeapYears) {
  EXPECT_EQ(daysOf("1970-01-02"), 1);
  EXPECT_EQ(daysOf("2028-03-01") - daysOf("2028-02-28"), 2);
  EXPECT_EQ(dayAfter("2027-12-31", 60), "2028-02-29");
}

} // namespace
} // namespace loadline
