#include "tests/planner/cli/run.h"

namespace loadline::cli {

namespace {

const std::string results = "tests/planner/fit/results/";

bool has(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST(FitCommand, FitsTheFilesOfARun) {
  const Outcome outcome = loadline("fit " + results + "wrk_nginx/*.txt");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(has(outcome.out, "16 levels of 16 files (wrk)")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "No peak is claimed"));
}
TEST(FitCommand, WritesMarkdown) {
  const Outcome outcome = loadline("fit --format markdown " + results + "pgbench_tpcb.csv");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.starts_with("# Load test\n")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "| knee |"));
}
TEST(FitCommand, TellsARefusalWithThree) {
  const Outcome outcome = loadline("fit tests/planner/loadtest/results/wrk.txt");
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(has(outcome.out, "No law: the data do not support a fit: 1 different numbers"));
}
TEST(FitCommand, TellsABoundThatIsViolatedWithOne) {
  const std::string rows = "printf 'offered,throughput,p99_ms\\n50,50,5\\n70,70,5\\n80,79,5\\n"
                           "100,98,6\\n200,95,500\\n' | '" LOADLINE_EXECUTABLE "' ";
  const Outcome outcome = shell(rows + "fit - --capacity 100/s");
  EXPECT_EQ(outcome.code, 1) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "At 2 times the capacity the bound was violated")) << outcome.out;
}
TEST(FitCommand, HoldsARunAgainstAnEarlierOne) {
  const Outcome same =
      loadline("fit " + results + "pgbench_tpcb.csv --against " + results + "pgbench_tpcb.csv");
  EXPECT_EQ(same.code, 0);
  EXPECT_TRUE(has(same.out, "0 of 29 figures are worse by more than 10%.")) << same.out;
  const Outcome worse = shell("sed 's/^16,15225/16,10225/' " + results +
                              "pgbench_tpcb.csv | '" LOADLINE_EXECUTABLE "' fit - --against " +
                              results + "pgbench_tpcb.csv");
  EXPECT_EQ(worse.code, 1);
}
TEST(FitCommand, JoinsSavedQueries) {
  const Outcome outcome =
      loadline("fit throughput=tests/planner/loadtest/results/prometheus_rate.json "
               "concurrency=tests/planner/loadtest/results/prometheus_in_flight.json");
  EXPECT_EQ(outcome.code, 3); // three moments are too few
  EXPECT_TRUE(has(outcome.out, "(prometheus)")) << outcome.out;
}
TEST(FitCommand, PlansWithWhatWasMeasured) {
  const Outcome outcome = loadline("fit " + results +
                                   "pgbench_tpcb.csv --spec "
                                   "docs/examples/shop.yaml --service orders_db");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "  deployment: { max_in_flight: 6 }")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "the plan moves:"));
}
TEST(FitCommand, RefusesABrokenFileWithItsLine) {
  const Outcome outcome =
      shell("printf 'clients,throughput\\n1,x\\n' | '" LOADLINE_EXECUTABLE "' fit -");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err,
            "<stdin>:2:3: error: expected a figure, a number of 0 or more, and got 'x'\n");
}

} // namespace loadline::cli
