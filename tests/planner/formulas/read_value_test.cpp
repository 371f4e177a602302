#include "planner/formulas/read_value.h"

#include <gtest/gtest.h>

namespace loadline::formulas {

namespace {

/// The only number of a text, or NaN with the message.
double read(const Variable &variable, std::string_view text) {
  const auto value = readValue(variable, text, "--x");
  EXPECT_TRUE(value) << toString(value.error());
  return value && value->numbers.size() == 1 ? value->number() : -1;
}

std::string refusal(const Variable &variable, std::string_view text) {
  const auto value = readValue(variable, text, "--x");
  return value ? "no error" : toString(value.error());
}

const Variable someRate = rate("x", "");
const Variable someTime = duration("x", "");
const Variable someSize = bytes("x", "");
const Variable someNumber = number("x", "");
const Variable someRatio = ratio("x", "");
const Variable someMoment{"x", Dimension::moment, "", {}, false, true};

} // namespace

TEST(ReadValue, TakesRatesPerWhateverTimeAndOfWhateverThing) {
  EXPECT_DOUBLE_EQ(read(someRate, "1.2k/s"), 1200);
  EXPECT_DOUBLE_EQ(read(someRate, "90/min"), 1.5);
  EXPECT_DOUBLE_EQ(read(someRate, "7/week"), 1 / 86400.0);
  EXPECT_DOUBLE_EQ(read(someRate, "100 req/s"), 100);
  EXPECT_DOUBLE_EQ(read(someRate, "500rps"), 500);
}
TEST(ReadValue, ReadsRareRatesBackAsTheyAreWritten) { // 0.000008/s would say nothing to anybody
  for (const std::string_view rate : {"5/week", "3/y", "12/d", "2/h", "1.2/min", "100/s"}) {
    const auto value = readValue(someRate, rate, "--x");
    ASSERT_TRUE(value) << toString(value.error());
    const std::string written = toString(*value);
    EXPECT_DOUBLE_EQ(read(someRate, written), value->number()) << written;
    EXPECT_TRUE(written == rate || rate == "1.2/min") << written; // 0.02/s
  }
}
TEST(ReadValue, TakesNoBandwidthForARate) {
  EXPECT_EQ(refusal(someRate, "5MiB/s"),
            "--x: error: '5MiB/s' is no rate (write it as in 1200/s, 1.2k/s, 90/min or 5/week)\n");
  EXPECT_NE(refusal(someRate, "5MB/s"), "no error");
}
TEST(ReadValue, TakesDurationsOfOneUnitOrSeveral) {
  EXPECT_DOUBLE_EQ(read(someTime, "35ms"), 0.035);
  EXPECT_DOUBLE_EQ(read(someTime, "1h30m"), 5400);
  EXPECT_DOUBLE_EQ(read(someTime, "26 wk"), 26 * 604800.0);
  EXPECT_DOUBLE_EQ(read(someTime, "1y"), 12 * read(someTime, "1mo"));
}
TEST(ReadValue, JoinsNoNumbersOverABlank) {
  EXPECT_NE(refusal(someTime, "1 5ms"), "no error");
  EXPECT_DOUBLE_EQ(read(someTime, "1h 30m"), 5400);
}
TEST(ReadValue, RefusesADurationWithoutUnit) {
  EXPECT_EQ(refusal(someTime, "100"),
            "--x: error: '100' is no duration (write it as in 250ms, 1.5s or 1h30m)\n");
}
TEST(ReadValue, CountsKBIn1000sAndKiBIn1024s) {
  EXPECT_DOUBLE_EQ(read(someSize, "16KB"), 16000);
  EXPECT_DOUBLE_EQ(read(someSize, "16KiB"), 16384);
  EXPECT_DOUBLE_EQ(read(someSize, "512Mi"), 512 * 1048576.0);
}
TEST(ReadValue, TakesLargeNumbersAsPeopleWriteThem) {
  EXPECT_DOUBLE_EQ(read(someNumber, "10M"), 1e7);
  EXPECT_DOUBLE_EQ(read(someNumber, "1e6"), 1e6);
  EXPECT_DOUBLE_EQ(read(someNumber, "100_000"), 1e5);
}
TEST(ReadValue, TakesRatiosUpToOneOrWithTheSign) {
  EXPECT_DOUBLE_EQ(read(someRatio, "70%"), 0.7);
  EXPECT_DOUBLE_EQ(read(someRatio, "0.7"), 0.7);
  EXPECT_EQ(
      refusal(someRatio, "70"),
      "--x: error: '70' is no percentage: a bare number goes from 0 to 1 (did you mean '70%'?)\n");
}
TEST(ReadValue, TakesTimesOfTheDay) {
  EXPECT_DOUBLE_EQ(read(someMoment, "14:23"), 14 * 3600 + 23 * 60);
  EXPECT_DOUBLE_EQ(read(someMoment, "00:00:05"), 5);
  EXPECT_DOUBLE_EQ(read(someMoment, "23min"), 23 * 60);
  EXPECT_NE(refusal(someMoment, "24:00"), "no error");
  EXPECT_NE(refusal(someMoment, "1:2:3:4"), "no error");
}
TEST(ReadValue, RefusesZeroWhereItHasNoMeaning) {
  EXPECT_EQ(refusal(someRate, "0/s"), "--x: error: it must be above 0\n");
  EXPECT_DOUBLE_EQ(read(someRatio.fromZero(), "0%"), 0);
}
TEST(ReadValue, RefusesNegativeNumbersAndWords) {
  EXPECT_EQ(refusal(someNumber, "-5"), "--x: error: '-5' is no number: it must not be negative "
                                       "(write it as in 200, 1e6, 10k or 2.5)\n");
  EXPECT_EQ(refusal(someNumber, "many"), "--x: error: 'many' is no number: it does not start with "
                                         "a number (write it as in 200, 1e6, 10k or 2.5)\n");
  EXPECT_NE(refusal(someNumber, "1e400"), "no error");
}
TEST(ReadValue, TakesListsWithNamesAndCounts) {
  const auto value = readValue(someNumber.list(), "auth=100,2x50", "--x");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->numbers, (std::vector<double>{100, 50, 50}));
  EXPECT_EQ(value->labels, (std::vector<std::string>{"auth", "", ""}));
}
TEST(ReadValue, RefusesListsOfSeveralKindsAndEndlessOnes) {
  EXPECT_EQ(refusal(any("x", "").list(), "5/s,3"),
            "--x: error: '3' is of another kind than what stands before it (all of a list have the "
            "same unit)\n");
  EXPECT_EQ(refusal(someNumber.list(), "99999999x1"),
            "--x: error: a list has at most 10000 items\n");
  EXPECT_NE(refusal(someNumber.list(), "1,,2"), "no error");
}

} // namespace loadline::formulas
