#include "tests/planner/cli/run.h"

namespace loadline::cli {

namespace {

bool has(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST(SimulateCommand, PutsEachFigureBesideThePlans) {
  const Outcome outcome = loadline("simulate docs/examples/shop.yaml --duration 2s --warm-up 1s");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(has(outcome.out, "shop at peak, simulated 10 times for 2 s after 1 s, seed 1;"))
      << outcome.out;
  EXPECT_TRUE(has(outcome.out, "recommendations  rate         5000/s"));
  EXPECT_FALSE(has(outcome.out, "is not enforced")) << outcome.out;
  EXPECT_EQ(outcome.err, "");
}
TEST(SimulateCommand, GivesTheSameBytesOnAnyNumberOfThreads) {
  const std::string command =
      "simulate docs/examples/bench.yaml --duration 20s --seed 7 --format json --threads ";
  const std::string alone = loadline(command + "1").out;
  EXPECT_EQ(alone.substr(0, 40), "{\n  \"schema\": \"loadline/simulation/v1\",\n");
  EXPECT_EQ(loadline(command + "4").out, alone);
}
TEST(SimulateCommand, ShowsNoIntervalOfASingleRun) {
  EXPECT_TRUE(has(loadline("simulate docs/examples/bench.yaml --duration 5s --replications 1 "
                           "--format json")
                      .out,
                  "\"half_width\": null"));
}
TEST(SimulateCommand, RefusesATimeWithoutUnit) {
  const Outcome outcome = loadline("simulate docs/examples/bench.yaml --duration 20");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(has(outcome.err, "--duration: error: ")) << outcome.err;
}
TEST(SimulateCommand, TellsAWrongSpecWithTwo) {
  EXPECT_EQ(loadline("simulate tests/planner/spec/broken/wrong_key.yaml").code, 2);
}

} // namespace loadline::cli
