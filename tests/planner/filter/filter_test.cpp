#include "planner/filter/filter.h"

#include <gtest/gtest.h>

namespace loadline::filter {

namespace {

const std::vector<Field> fields{{"service", Measure::text},
                                {"utilization", Measure::share},
                                {"p99", Measure::duration},
                                {"arrivals", Measure::rate},
                                {"replicas_has", Measure::number},
                                {"replicas_needs", Measure::number},
                                {"team", Measure::text}};

/// gateway, 85 %, 200 ms, 5000/s, 3 replicas, needs unknown, team "pay core".
Value gateway(std::size_t field) {
  static const Value values[] = {{"gateway"}, {"85", 0.85}, {"200", 0.2}, {"5000", 5000},
                                 {"3", 3},    {"–"},        {"pay core"}};
  return values[field];
}

bool passes(std::string_view text) {
  const Result<Filter> filter = parseFilter(text, fields);
  EXPECT_TRUE(filter) << toString(filter.error());
  return filter && matches(*filter, fields.size(), gateway);
}

std::string refusal(std::string_view text) {
  const Result<Filter> filter = parseFilter(text, fields);
  return filter ? "read as " + toString(*filter) : toString(filter.error().front());
}

std::string reread(std::string_view text) {
  return toString(parseFilter(text, fields).value());
}

} // namespace

TEST(Filter, ComparesAFieldInItsOwnUnits) {
  EXPECT_TRUE(passes("utilization > 0.8"));
  EXPECT_TRUE(passes("utilization > 80%"));
  EXPECT_FALSE(passes("utilization > 90%"));
  EXPECT_TRUE(passes("p99 = 200ms"));
  EXPECT_TRUE(passes("arrivals >= 5k/s"));
  EXPECT_TRUE(passes("arrivals < 5001"));
}

TEST(Filter, TakesTheBeginningOfAName) {
  EXPECT_TRUE(passes("util > 0.8 and team = \"pay core\""));
}

TEST(Filter, SaysWhichNamesABeginningMayMean) {
  EXPECT_EQ(refusal("replicas > 2"),
            "filter:1:1: error: 'replicas' may be replicas_has and replicas_needs");
}

TEST(Filter, TakesWordsForWhatAnyFieldHolds) {
  EXPECT_TRUE(passes("GATE core"));
  EXPECT_FALSE(passes("gate nowhere"));
  EXPECT_TRUE(passes("\"pay core\""));
}

TEST(Filter, JoinsByAndBeforeOr) {
  EXPECT_TRUE(passes("nowhere and gateway or core"));
  EXPECT_FALSE(passes("nowhere and (gateway or core)"));
  EXPECT_TRUE(passes("not nowhere"));
  EXPECT_FALSE(passes("not gateway or nowhere"));
}

TEST(Filter, LetsAStarStandForAnyLetters) {
  EXPECT_TRUE(passes("team = pay*"));
  EXPECT_TRUE(passes("team = *co*e"));
  EXPECT_FALSE(passes("team = pay"));
  EXPECT_TRUE(passes("team ~ pay"));
  EXPECT_TRUE(passes("team = pay_core"));
}

TEST(Filter, ComparesNothingWithWhatIsUnknown) {
  EXPECT_FALSE(passes("replicas_needs > 0"));
  EXPECT_FALSE(passes("replicas_needs != 3"));
  EXPECT_TRUE(passes("replicas_needs = unknown"));
  EXPECT_TRUE(passes("replicas_has != unknown"));
}

TEST(Filter, LetsEverythingThroughWhenEmpty) {
  EXPECT_TRUE(passes(""));
  EXPECT_TRUE(passes("  "));
}

TEST(Filter, PointsAtWhatIsWrong) {
  EXPECT_EQ(refusal("util > 0.8 and tema = pay"),
            "filter:1:16: error: there is no field 'tema' (did you mean 'team'?)");
  EXPECT_EQ(refusal("p99 > 200"),
            "filter:1:7: error: '200' is no figure for 'p99' (as in p99 > 200ms)");
  EXPECT_EQ(refusal("team < pay"), "filter:1:6: error: 'team' is a text, which '<' does not "
                                   "compare (=, != and ~ do)");
  EXPECT_EQ(refusal("(gateway"), "filter:1:1: error: a '(' that is not closed (end it with ')')");
  EXPECT_EQ(refusal("gateway)"), "filter:1:8: error: a ')' without its '(' (quote it to look for "
                                 "it: \")\")");
  EXPECT_EQ(refusal("util >"),
            "filter:1:7: error: a value is expected after '>' (as in utilization > 80%)");
  EXPECT_EQ(refusal("\"gate"), "filter:1:1: error: a quote that is not closed (end it with \")");
  EXPECT_EQ(refusal("gateway and"), "filter:1:12: error: a word, a field or '(' is expected here "
                                    "(as in util > 0.8 and team = pay)");
}

TEST(Filter, RefusesToNestForEver) {
  EXPECT_NE(refusal(std::string(5000, '(')).find("nested deeper than 100"), std::string::npos);
}

TEST(Filter, ReadsBackWhatItWrites) {
  EXPECT_EQ(reread("UTIL>80% AND (a or not \"b c\")"), "utilization > 80% and (a or not \"b c\")");
  EXPECT_EQ(reread(reread("not (a b) or team ~ \"and\"")), reread("not (a b) or team ~ \"and\""));
}

} // namespace loadline::filter
