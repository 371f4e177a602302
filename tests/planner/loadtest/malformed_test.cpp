#include "planner/loadtest/read.h"

#include <gtest/gtest.h>

namespace loadline::loadtest {

namespace {

/// The first message about a text.
std::string refusal(const std::string &text) {
  const auto test = readLoadTest(text, "f");
  return test ? "" : toString(test.error().front());
}

std::string refusalOfSeries(const std::string &text) {
  const auto test = joinSeries({{Figure::throughput, text, "f"}});
  return test ? "" : toString(test.error().front());
}

} // namespace

TEST(Malformed, TextThatIsNoResult) {
  EXPECT_TRUE(refusal("hello\n").starts_with("f:1:1: error: not a load-test result that is known"));
  EXPECT_TRUE(refusal("").starts_with("f:1:1: error: not a load-test result that is known"));
}
TEST(Malformed, WrkThatIsCutOff) {
  EXPECT_EQ(refusal("Running 30s test @ http://h/\n  2 threads and 100 connections\n"
                    "  Thread Stats   Avg      Stdev     Max   +/- Stdev\n"
                    "    Latency    10.00ms    1.41ms   1.20s    86.52%\n"),
            "f:4:1: error: the report of wrk has no line 'N requests in T' (is the file cut off?)");
}
TEST(Malformed, WrkWithATimeThatIsNone) {
  EXPECT_TRUE(refusal("Running 30s test @ http://h/\n  2 threads and 100 connections\n"
                      "    Latency    fast    1.41ms   1.20s    86.52%\n")
                  .starts_with("f:3:16: error: expected a mean latency and got 'fast'"));
}
TEST(Malformed, WrkThatRefusedMoreThanItAnswered) {
  EXPECT_EQ(refusal("Running 30s test @ http://h/\n  2 threads and 100 connections\n"
                    "    Latency    1.00ms    1.41ms   1.20s    86.52%\n"
                    "  100 requests in 1.00s, 1MB read\n  Non-2xx or 3xx responses: 101\n"
                    "Requests/sec: 100\n"),
            "f:6:1: error: more responses of an error than requests");
}
TEST(Malformed, HeyThatCountsNothing) {
  EXPECT_EQ(refusal("\nSummary:\n  Total:\t0.05 secs\n  Requests/sec:\t7.0\n"),
            "f:4:1: error: the summary of hey counts no response");
}
TEST(Malformed, HeyWithoutOffsets) {
  EXPECT_TRUE(refusal("response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read\n")
                  .starts_with("f:1:1: error: this CSV of hey has no column 'offset'"));
}
TEST(Malformed, HeyWithAShortRow) {
  EXPECT_EQ(refusal("response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,"
                    "status-code,offset\n0.1,0,0,0,0,0,200,0.1\n0.1,0,0\n"),
            "f:3:1: error: a row of another length than the first line");
}
TEST(Malformed, VegetaWithoutItsRate) {
  EXPECT_EQ(refusal("{\"latencies\": {\"mean\": 5}, \"status_codes\": {}, \"success\": 1}"),
            "f:1:1: error: 'rate' is missing");
}
TEST(Malformed, VegetaWithAFigureThatIsText) {
  EXPECT_EQ(refusal("{\"latencies\": {\"mean\": 5},\n \"status_codes\": {}, \"success\": 1, "
                    "\"rate\": \"x\"}"),
            "f:2:44: error: 'rate' must be a number of 0 or more");
}
TEST(Malformed, VegetaWithATimestampThatIsNone) {
  EXPECT_EQ(refusal("{\"seq\":0,\"code\":200,\"timestamp\":\"yesterday\",\"latency\":1}\n"),
            "f:1:33: error: 'timestamp' must be a time as RFC 3339 has it");
}
TEST(Malformed, VegetaWithNegativeLatency) {
  EXPECT_EQ(
      refusal("{\"seq\":0,\"code\":200,\"timestamp\":\"2024-05-01T10:00:00Z\",\"latency\":-1}\n"),
      "f:1:66: error: 'latency' must be a number of 0 or more");
}
TEST(Malformed, OhaThatIsCutOff) {
  EXPECT_EQ(refusal("{\"summary\": {\"requestsPerSec\": 10,"),
            "f:1:35: error: not JSON: unexpected end of input (expected string literal)");
}
TEST(Malformed, K6WithoutHttp) {
  EXPECT_TRUE(refusal("{\"metrics\": {\"http_req_duration\": {\"avg\": 1}}}")
                  .starts_with("f:1:1: error: the summary has no metric"));
}
TEST(Malformed, K6ThatDoesNotSayHowLongItRan) {
  EXPECT_EQ(
      refusal(
          "{\"metrics\": {\"http_req_duration\": {\"avg\": 1}, \"http_reqs\": {\"count\": 1}}}"),
      "f:1:60: error: neither the rate of 'http_reqs' nor how long the test ran");
}
TEST(Malformed, GatlingThatFailedMoreThanItSent) {
  EXPECT_TRUE(refusal("{\"numberOfRequests\": {\"total\": 1, \"ko\": 2}, "
                      "\"meanNumberOfRequestsPerSecond\": {\"total\": 1}}")
                  .starts_with("f:1:1: error: 'numberOfRequests' counts no request"));
}
TEST(Malformed, GatlingLogThatIsCutOff) {
  EXPECT_EQ(refusal("RUN\ta\tb\t1\nREQUEST\t\thome\t1714557600000\n"),
            "f:2:1: error: a REQUEST without its begin, end and OK or KO (is the file cut off?)");
}
TEST(Malformed, TableWithoutThroughput) {
  EXPECT_EQ(refusal("clients,p99_ms\n1,5\n"),
            "f:1:1: error: no column of the throughput (name it 'throughput')");
}
TEST(Malformed, TableWithTwoColumnsOfOneMeaning) {
  EXPECT_EQ(refusal("clients,users,throughput\n1,1,5\n"),
            "f:1:9: error: a second column of what 'users' means");
}
TEST(Malformed, TableWithACellThatIsNoNumber) {
  EXPECT_EQ(refusal("clients,throughput\n1,5\n2,many\n"),
            "f:3:3: error: expected a figure, a number of 0 or more, and got 'many'");
}
TEST(Malformed, TableWithoutRows) {
  EXPECT_EQ(refusal("clients,throughput\n"), "f:1:1: error: no row under the titles");
}
TEST(Malformed, PrometheusThatFailed) {
  EXPECT_EQ(refusalOfSeries("{\"status\": \"error\", \"error\": \"timeout\"}"),
            "f:1:1: error: the query failed: timeout");
}
TEST(Malformed, PrometheusOfOneMoment) {
  EXPECT_TRUE(refusalOfSeries("{\"status\": \"success\", \"data\": {\"resultType\": \"vector\"}}")
                  .starts_with("f:1:46: error: the answer is no matrix"));
}
TEST(Malformed, PrometheusWithSeveralSeries) {
  EXPECT_TRUE(refusalOfSeries("{\"status\": \"success\", \"data\": {\"resultType\": \"matrix\", "
                              "\"result\": [{}, {}]}}")
                  .starts_with("f:1:66: error: 2 series, where one is needed"));
}

} // namespace loadline::loadtest
