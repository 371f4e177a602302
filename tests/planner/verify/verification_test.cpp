#include "planner/verify/verification.h"

#include <gtest/gtest.h>

namespace loadline::verify {

namespace {

/// One service that both methods know, by its throughput and mean time.
Verification example() {
  solve::ServiceSolution solved{.name = "app", .throughput = solve::Rate(102)};
  solved.residence.mean = solve::Duration(0.2);
  simulate::ServiceResult run{.name = "app"};
  run.throughput = {simulate::Rate(100), simulate::Rate(1)};
  run.residence.mean = {simulate::Duration(0.2), simulate::Duration(0.01)};
  solve::Solution solution{.services = {solved}, .isSettled = true, .rounds = 5};
  simulate::Simulation simulation;
  simulation.services = {run};
  return verify(solution, simulation);
}

const Figure &figure(const Verification &is, const std::string &name) {
  for (const Figure &each : is.figures)
    if (each.name == name)
      return each;
  ADD_FAILURE() << name;
  return is.figures.front();
}

} // namespace

TEST(Verification, TellsByHowMuchTheSolverIsOff) {
  const Verification is = example();
  EXPECT_NEAR(*figure(is, "throughput").deviation(), 0.02, 1e-12);
  EXPECT_FALSE(*figure(is, "throughput").isWithin());
  EXPECT_TRUE(*figure(is, "residence_time.mean").isWithin());
}
TEST(Verification, ShowsFiguresWithTheirUnits) {
  const std::string text = toText(example());
  EXPECT_NE(text.find("settled in 5 rounds"), std::string::npos);
  EXPECT_NE(text.find("102/s"), std::string::npos);
  EXPECT_NE(text.find("+2.0%"), std::string::npos);
}
TEST(Verification, SaysWhereTheSolverHasNoAnswer) {
  Verification is = example();
  is.isSettled = false;
  EXPECT_NE(toText(is).find("NOT SETTLED"), std::string::npos);
}
TEST(Verification, JoinsThePlansJson) {
  const std::string json = withVerification(R"({"schema": "loadline/plan/v1"})", example());
  EXPECT_NE(json.find(R"("schema": "loadline/plan/v1")"), std::string::npos);
  EXPECT_NE(json.find(R"("figure": "throughput")"), std::string::npos);
}

TEST(Verification, TellsWhatMattersAndIsLeftOut) {
  Verification is = example();
  is.leftOut = {"a: 13.5 % of the calls to b would time out"};
  EXPECT_FALSE(is.isAnswer());
  EXPECT_NE(toText(is).find("NO ANSWER"), std::string::npos);
  EXPECT_NE(withVerification("{}", is).find(R"("expected_error": null)"), std::string::npos);
}
TEST(Verification, TellsTheErrorClassOfAnAnswer) {
  Verification is = example();
  is.expected = {"light", 0.002, 0.02, 9};
  EXPECT_NE(toText(is).find("Error class light: of 9 such systems"), std::string::npos);
  EXPECT_NE(withVerification("{}", is).find(R"("class": "light")"), std::string::npos);
}

} // namespace loadline::verify
