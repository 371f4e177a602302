#include "planner/loadtest/read.h"

#include "base/files.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loadline::loadtest {

namespace {

std::string textOf(const std::string &name) {
  return *readFile(std::string(LOADLINE_SOURCE_DIR "/tests/planner/loadtest/results/") + name);
}

LoadTest resultOf(const std::string &name) {
  const auto test = readLoadTest(textOf(name), name);
  EXPECT_TRUE(test) << toString(test.error());
  return test ? *test : LoadTest{.points = {{}}};
}

LoadPoint pointOf(const std::string &name) {
  return resultOf(name).points.front();
}

double ms(const std::optional<Duration> &time) {
  return time ? time->count() * 1000 : -1;
}

void expectFigures(const LoadPoint &point, double offered, double throughput, double failed) {
  EXPECT_NEAR(point.offered ? point.offered->count() : -1, offered, 1e-6 * std::abs(offered));
  EXPECT_NEAR(point.throughput.count(), throughput, 1e-6 * throughput);
  EXPECT_NEAR(point.failed ? point.failed->count() : -1, failed, 1e-9);
}

} // namespace

TEST(Wrk, GivesClientsRateAndTimes) { // written by wrk 4.1.0
  const LoadTest test = resultOf("wrk.txt");
  EXPECT_EQ(test.format, "wrk");
  EXPECT_EQ(test.loop, Loop::closed);
  EXPECT_EQ(test.points[0].number->count(), 4);
  EXPECT_TRUE(test.points[0].isDeclared);
  EXPECT_DOUBLE_EQ(test.points[0].throughput.count(), 35400.71);
  EXPECT_NEAR(ms(test.points[0].mean), 0.69622, 1e-9);
  EXPECT_NEAR(ms(test.points[0].p99), 7.04, 1e-9);
  EXPECT_NEAR(ms(test.points[0].most), 12.11, 1e-9);
}
TEST(Wrk, CountsRefusedAndLostAsFailed) {
  const LoadPoint point = pointOf("wrk_errors.txt");
  EXPECT_NEAR(point.throughput.count(), 9000, 1e-9); // a tenth of the answers are no 2xx
  EXPECT_NEAR(point.failed->count(), 31000.0 / 301000.0, 1e-12); // 1000 got none at all
}
TEST(Hey, GivesRateAndTimes) { // written by hey 0.1.4
  const LoadTest test = resultOf("hey.txt");
  EXPECT_EQ(test.format, "hey");
  EXPECT_EQ(test.loop, Loop::closed);
  EXPECT_DOUBLE_EQ(test.points[0].throughput.count(), 7667.0532);
  EXPECT_NEAR(ms(test.points[0].p99), 7.2, 1e-9);
  EXPECT_NEAR(test.points[0].number->count(), 7667.0532 * 0.0004, 1e-9);
}
TEST(Hey, CountsRequestsThatGotNoAnswer) { // written by hey 0.1.4 without a server
  const LoadPoint point = pointOf("hey_fail.txt");
  EXPECT_EQ(point.throughput.count(), 0);
  EXPECT_EQ(point.failed->count(), 1);
  EXPECT_FALSE(point.mean);
}
TEST(Hey, GivesWindowsOfItsRecords) { // written by hey 0.1.4, cut after 119 requests
  const LoadTest test = resultOf("hey.csv");
  EXPECT_EQ(test.format, "hey csv");
  EXPECT_EQ(test.series.size(), 2u);
  EXPECT_EQ(test.points[0].failed->count(), 0);
}
TEST(Vegeta, GivesTheRateOfferedAndWhatFailed) {
  const LoadTest test = resultOf("vegeta.json");
  EXPECT_EQ(test.loop, Loop::open);
  expectFigures(test.points[0], 500, 398, 0.2);
  EXPECT_NEAR(test.points[0].number->count(), 25, 1e-9); // 500/s × 50 ms
  EXPECT_NEAR(ms(test.points[0].p99), 120, 1e-9);
}
TEST(Vegeta, IsTheSameFromItsJsonAndItsCsv) { // sent over two seconds, the last one took 40 ms
  for (const char *name : {"vegeta_records.json", "vegeta.csv"}) {
    const LoadPoint point = pointOf(name);
    expectFigures(point, 2, 1.5, 0.25);
    EXPECT_NEAR(ms(point.mean), (10 + 30 + 40) / 3.0, 1e-4) << name;
    EXPECT_NEAR(point.number->count(), 0.1 / 2, 1e-6) << name;
  }
}
TEST(Oha, TakesAnswersOfAnErrorForFailed) {
  const LoadPoint point = pointOf("oha.json");
  EXPECT_NEAR(point.throughput.count(), 900, 1e-9);
  EXPECT_NEAR(point.number->count(), 20, 1e-9);
  EXPECT_NEAR(ms(point.p99), 80, 1e-9);
}
TEST(K6, ReadsItsThreeSummaries) {
  for (const char *name : {"k6_export.json", "k6_summary.json", "k6_machine.json"}) {
    const LoadPoint point = pointOf(name);
    EXPECT_NEAR(point.throughput.count(), 90, 1e-9) << name;
    EXPECT_NEAR(ms(point.mean), 80.5, 1e-9) << name;
    EXPECT_NEAR(point.number->count(), 8.05, 1e-9) << name;
  }
}
TEST(K6, CountsDroppedIterationsAsOffered) {
  const LoadTest test = resultOf("k6_export.json");
  EXPECT_EQ(test.loop, Loop::open);
  EXPECT_NEAR(test.points[0].offered->count(), 150, 1e-9);
  EXPECT_EQ(test.notes.size(), 2u);
}
TEST(K6, ReadsItsPoints) { // three requests in two seconds
  expectFigures(pointOf("k6_records.json"), 1.5, 1, 1.0 / 3);
  EXPECT_NEAR(ms(pointOf("k6_records.json").mean), 200, 1e-6);
}
TEST(K6, ReadsItsTable) { // stamped at their ends, so 2.1 seconds
  expectFigures(pointOf("k6.csv"), 2 / 2.1, 1 / 2.1, 0.5);
}
TEST(Gatling, ReadsTheStatisticsOfItsReport) {
  const LoadPoint point = pointOf("gatling_stats.js");
  expectFigures(point, 50, 45, 0.1);
  EXPECT_NEAR(ms(point.mean), 80, 1e-9);
  EXPECT_NEAR(ms(point.p99), 420, 1e-9);
}
TEST(Gatling, ReadsItsLog) {
  expectFigures(pointOf("gatling_simulation.log"), 1.5, 1, 1.0 / 3);
  EXPECT_NEAR(ms(pointOf("gatling_simulation.log").mean), 200, 1e-4);
}

TEST(Table, ReadsClientsThroughputAndLatency) {
  const auto test =
      readLoadTest("clients,throughput_per_s,latency_mean_s\n1,100,0.01\n2,180,0.011\n", "t.csv");
  ASSERT_TRUE(test);
  EXPECT_EQ(test->loop, Loop::closed);
  EXPECT_EQ(test->points[1].number->count(), 2);
  EXPECT_NEAR(ms(test->points[1].mean), 11, 1e-9);
  EXPECT_EQ(toString(test->points[1].at), "t.csv:3:1");
}
TEST(Table, ReadsUnitsOfItsTitles) {
  const auto test =
      readLoadTest("offered,throughput,p99_ms,failed_percent\n200,100,25,50\n", "t.csv");
  ASSERT_TRUE(test);
  EXPECT_EQ(test->loop, Loop::open);
  EXPECT_NEAR(ms(test->points[0].p99), 25, 1e-9);
  EXPECT_NEAR(test->points[0].failed->count(), 0.5, 1e-12);
}
TEST(Table, IsASeriesWhereItHasTimes) {
  const auto test = readLoadTest("time,offered,throughput\n2024-05-01T10:00:00Z,10,10\n"
                                 "2024-05-01T10:00:30Z,20,20\n",
                                 "t.csv");
  ASSERT_TRUE(test);
  EXPECT_EQ(test->series.size(), 2u);
  EXPECT_NEAR(test->window.count(), 30, 1e-6);
}
TEST(Table, NamesTheColumnsThatItDoesNotRead) {
  const auto test = readLoadTest("clients,troughput,throughput\n1,7,9\n", "t.csv");
  ASSERT_TRUE(test);
  EXPECT_EQ(test->notes.front(), "column 'troughput' is not read; is it 'throughput'?");
}

TEST(Prometheus, JoinsSeriesByTheirTimes) {
  const auto test =
      joinSeries({{Figure::throughput, textOf("prometheus_rate.json"), "rate.json"},
                  {Figure::concurrency, textOf("prometheus_in_flight.json"), "in_flight.json"}});
  ASSERT_TRUE(test) << toString(test.error());
  ASSERT_EQ(test->points.size(), 3u) << "a time at which one is NaN is no point";
  EXPECT_EQ(test->points[2].number->count(), 4);
  EXPECT_EQ(test->points[2].throughput.count(), 350);
  EXPECT_EQ(test->points[2].since->count(), 45);
}
TEST(Prometheus, NeedsToBeToldWhatItMeasures) {
  const auto test = readLoadTest(textOf("prometheus_rate.json"), "rate.json");
  ASSERT_FALSE(test);
  EXPECT_EQ(test.error()[0].message, "an answer of Prometheus does not say what it measures");
}

} // namespace loadline::loadtest
