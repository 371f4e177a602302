#include "tests/planner/cli/run.h"

// `loadline plan --verify`: what its exit code says of the solver.

namespace loadline::cli {

namespace {

/// A request that calls a service of 100 ms, in a file of its own.
std::string specWithCall(const std::string &call) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("loadline_plan_verify." + std::to_string(::getpid()) + ".yaml");
  EXPECT_TRUE(writeFile(path, "loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n"
                              "  a: { deployment: { max_in_flight: 20 }, service_time: { mean: 1ms "
                              "}, calls: [ { to: b" +
                                  call +
                                  " } ] }\n  b: { deployment: { max_in_flight: 20 }, service_time: "
                                  "{ mean: 100ms, distribution: exponential } }\n")
                  .empty());
  return path;
}

Outcome verified(const std::string &call) {
  const std::string path = specWithCall(call);
  const Outcome outcome = loadline("plan --verify " + path);
  std::filesystem::remove(path);
  return outcome;
}

bool isAnswer(const Outcome &outcome) {
  return outcome.out.find("NO ANSWER") == std::string::npos;
}

} // namespace

TEST(PlanVerify, IsCleanWhereTheSolverAnswers) {
  const Outcome outcome = verified("");
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  EXPECT_TRUE(isAnswer(outcome));
}
TEST(PlanVerify, IsIncompleteWhereTheSolverHasNoAnswer) {
  const Outcome outcome = verified(", coalesce: 50%");
  EXPECT_EQ(outcome.code, 3) << outcome.out << outcome.err;
  EXPECT_FALSE(isAnswer(outcome));
}
TEST(PlanVerify, TellsAViolatedPlanBeforeThat) { // a timeout that three standard answers outlast
  const Outcome outcome = verified(", timeout: 300ms");
  EXPECT_EQ(outcome.code, 1) << outcome.out << outcome.err;
  EXPECT_FALSE(isAnswer(outcome));
}

} // namespace loadline::cli
