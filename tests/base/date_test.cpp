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

} // namespace
} // namespace loadline
