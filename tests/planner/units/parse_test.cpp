#include "planner/units/parse.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::units {

namespace {

using namespace std::chrono_literals;

constexpr int line = 3;

SourcePosition here() {
  return {"spec.yaml", line, 7};
}

template <class Value>
std::string errorOf(const Result<Value> &result) {
  return result ? "no error" : toString(result.error());
}

} // namespace

TEST(DurationText, MillisecondsAreThousandths) {
  EXPECT_EQ(parseDuration("250ms", here()).value(), 0.25s);
}
TEST(DurationText, FractionsCount) {
  EXPECT_EQ(parseDuration("1.5s", here()).value(), 1.5s);
}
TEST(DurationText, PartsAddUp) {
  EXPECT_EQ(parseDuration("1h30m", here()).value(), 90min);
}
TEST(DurationText, MicrosecondsAndDaysAreKnown) {
  EXPECT_EQ(parseDuration("500us", here()).value(), Duration(500e-6));
  EXPECT_EQ(parseDuration("2d", here()).value(), 48h);
}
TEST(DurationText, ExponentsCount) {
  EXPECT_EQ(parseDuration("2e3ms", here()).value(), 2s);
  EXPECT_EQ(parseRate("1e3/s", here()).value(), Rate(1000));
}
TEST(DurationText, NumbersTooLargeAreToldSo) {
  EXPECT_EQ(
      errorOf(parseRate("1e18/s", here())),
      "spec.yaml:3:7: error: '1e18/s' is no rate: no number may be above 1e15 (write it as in "
      "1200/s, 1.2k/s or 90/min)\n");
  EXPECT_EQ(errorOf(parseRate("1e999/s", here())),
            "spec.yaml:3:7: error: '1e999/s' is no rate: no number may be above 1e15 (write it as "
            "in 1200/s, 1.2k/s or 90/min)\n");
}
TEST(DurationText, ZeroNeedsNoUnit) {
  EXPECT_EQ(parseDuration("0", here()).value(), 0s);
}
TEST(DurationText, ThirtyFiveMillisecondsAreTheNearestDouble) {
  EXPECT_EQ(parseDuration("35ms", here()).value().count(), 0.035);
}
TEST(DurationText, ABareNumberIsAnErrorAtItsPlace) {
  EXPECT_EQ(errorOf(parseDuration("250", here())),
            "spec.yaml:3:7: error: '250' is no duration: it has no unit (write it as in 250ms, "
            "1.5s or 1h30m)\n");
}
TEST(DurationText, AnUnknownUnitNamesOneOfTheSameSize) {
  EXPECT_EQ(errorOf(parseDuration("250msec", here())),
            "spec.yaml:3:7: error: '250msec' is no duration: 'msec' is no unit of it "
            "(did you mean 'ms'? one of y, mo, w, d, h, m, min, s, ms, us, µs and ns)\n");
}
TEST(DurationText, NoUnitOfAnotherSizeIsProposed) { // M is near to m and a billion times as much
  for (const char *text : {"5M", "5mss", "5S", "5md", "5cs"})
    EXPECT_EQ(errorOf(parseDuration(text, here())).find("did you mean"), std::string::npos) << text;
  EXPECT_EQ(errorOf(parseRate("5j/s", here())).find("did you mean"), std::string::npos);
  EXPECT_EQ(errorOf(parseBytes("5KI", here())).find("did you mean"), std::string::npos);
}
TEST(DurationText, UnitsHaveSeveralNames) {
  EXPECT_EQ(parseDuration("26 wk", here()).value(), Duration(26 * 604800.0));
  EXPECT_EQ(parseDuration("1y", here()).value(), parseDuration("12 months", here()).value());
  EXPECT_EQ(parseDuration("1h 30m", here()).value(), 90min);
  EXPECT_EQ(parseDuration("5\u03BCs", here()).value(), parseDuration("5\u00B5s", here()).value());
}
TEST(DurationText, BlanksJoinNoNumbers) {
  EXPECT_FALSE(parseDuration("1 5ms", here()));
  EXPECT_EQ(parseDuration("1_500ms", here()).value(), 1.5s);
  EXPECT_FALSE(parseDuration("_5ms", here()));
}
TEST(DurationText, UnitsGoFromLargeToSmall) {
  EXPECT_FALSE(parseDuration("30m1h", here()));
}
TEST(DurationText, NegativeIsRefused) {
  EXPECT_EQ(errorOf(parseDuration("-5ms", here())),
            "spec.yaml:3:7: error: '-5ms' is no duration: it must not be negative (write it as in "
            "250ms, 1.5s or 1h30m)\n");
}
TEST(DurationText, InfinityIsNoNumber) {
  EXPECT_FALSE(parseDuration("infs", here()));
}

TEST(DurationText, ALeadingZeroIsRefused) {
  EXPECT_EQ(errorOf(parseDuration("010ms", here())),
            "spec.yaml:3:7: error: '010ms' is no duration: a number has no leading zero (write it "
            "as in 250ms, 1.5s or 1h30m)\n");
}

TEST(DurationText, TwoPointsMakeNoNumber) {
  EXPECT_EQ(errorOf(parseDuration("14..15ms", here())),
            "spec.yaml:3:7: error: '14..15ms' is no duration: '14..15' is no number (write it as "
            "in 250ms, 1.5s or 1h30m)\n");
}

TEST(HourText, CountsFromMidnight) {
  EXPECT_EQ(parseHour("08:30", here()).value(), Duration(30600));
}
TEST(HourText, ADayHasTwentyFour) {
  EXPECT_FALSE(parseHour("24:00", here()));
  EXPECT_FALSE(parseHour("08:60", here()));
  EXPECT_FALSE(parseHour("8:30", here()));
}

TEST(RateText, PerSecondAndPerMinuteAreRates) {
  EXPECT_EQ(parseRate("1200/s", here()).value(), Rate(1200));
  EXPECT_EQ(parseRate("90/min", here()).value(), Rate(1.5));
  EXPECT_EQ(parseRate("7200/h", here()).value(), Rate(2));
}
TEST(RateText, ThousandsMayBeAbbreviated) {
  EXPECT_EQ(parseRate("1.2k/s", here()).value(), parseRate("1200/s", here()).value());
}
TEST(RateText, IsPerAnyTimeAndOfAnyThing) {
  EXPECT_EQ(parseRate("100 /s", here()).value(), Rate(100));
  EXPECT_EQ(parseRate("100/ms", here()).value(), Rate(100000));
  EXPECT_EQ(parseRate("7/week", here()).value(), Rate(1 / 86400.0));
  EXPECT_EQ(parseRate("100 req/s", here()).value(), Rate(100));
  EXPECT_EQ(parseRate("100rps", here()).value(), Rate(100));
  EXPECT_FALSE(parseRate("5MB/s", here())); // a bandwidth
  EXPECT_FALSE(parseRate("5min/s", here()));
}
TEST(RateText, ARateWithoutTimeIsAnError) {
  EXPECT_EQ(errorOf(parseRate("1200", here())),
            "spec.yaml:3:7: error: '1200' is no rate: it does not say per what time "
            "(write it as in 1200/s, 1.2k/s or 90/min)\n");
}

TEST(BytesText, MebibytesAreBinary) {
  EXPECT_EQ(parseBytes("512Mi", here()).value(), Bytes(536870912));
}
TEST(BytesText, MegabytesAreDecimal) {
  EXPECT_EQ(parseBytes("500MB", here()).value(), Bytes(5e8));
}
TEST(BytesText, AMinuteIsNoSize) {
  EXPECT_FALSE(parseBytes("5min", here()));
}

TEST(CoresText, ThousandthsAreCores) {
  EXPECT_EQ(parseCores("500m", here()).value(), parseCores("0.5", here()).value());
}

TEST(RatioText, PercentAndFractionAreTheSame) {
  EXPECT_EQ(parseRatio("70%", here()).value(), parseRatio("0.7", here()).value());
}
TEST(RatioText, ABareSeventyAsksForTheSign) {
  EXPECT_EQ(errorOf(parseRatio("70", here())),
            "spec.yaml:3:7: error: '70' is no percentage: a bare number goes from 0 to 1 (did you "
            "mean '70%'?)\n");
}
TEST(RatioText, MoreThanAllIsRefused) {
  EXPECT_FALSE(parseRatio("120%", here()));
}

TEST(PriceText, AYearIsTwelveMonths) {
  EXPECT_EQ(parsePrice("240/year", here()).value(), parsePrice("20/month", here()).value());
}
TEST(PriceText, AnHourIsASevenHundredThirtiethOfAMonth) {
  EXPECT_EQ(parsePrice("2/h", here()).value(), Price(1460));
}

TEST(GrowthText, MonthlyIsTakenAsItIs) {
  EXPECT_EQ(parseGrowth("5%/month", here()).value(), Growth(0.05));
}
TEST(GrowthText, YearlyCompoundsToItself) {
  const Growth monthly = parseGrowth("60%/year", here()).value();
  EXPECT_NEAR(std::pow(1 + monthly.count(), 12), 1.6, 1e-12);
}

TEST(NumberText, WhatFollowsTheNumberIsNamed) {
  EXPECT_EQ(errorOf(parseNumber("2x", here())),
            "spec.yaml:3:7: error: '2x' is no number: 'x' follows it (write it as in 2 or 0.1)\n");
}
TEST(NumberText, AHugeNumberIsRefused) {
  EXPECT_FALSE(parseNumber("99999999999999999999", here()));
}

} // namespace loadline::units
