#include "planner/trial/trial.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "planner/rules/policy.h"
#include "planner/scenario/run_scenario.h"
#include "planner/units/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

// The scenarios of docs/whatif.md, each figure by its arithmetic and by what the simulation showed.

namespace loadline::trial {

namespace {

using scenario::Figure;
using scenario::Outcome;

const std::string examples = LOADLINE_SOURCE_DIR "/docs/examples/";

Outcome seen(const std::string &spec, const std::string &scenario) {
  const auto planned = plan::planSpecFile(examples + spec + ".yaml");
  const auto text = readFile(examples + "scenarios/" + scenario + ".yaml", 1u << 20);
  const auto outcome =
      scenario::runScenario(*text, scenario, *planned, *policy::loadPolicy(dataFolder("rules")));
  EXPECT_TRUE(outcome) << toString(outcome.error());
  const auto tried = tryOut(*outcome, *planned, plan::LoadPoint::peak);
  EXPECT_TRUE(tried) << toString(tried.error());
  return tried ? *tried : Outcome{};
}

/// "24.6 s", "30000" or "1000/s" as a number, in s where it is a time.
double count(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  if (const auto time = units::parseDuration(text, {}))
    return time->count();
  return std::atof(text.c_str());
}

/// By how much a figure is off from what the simulation showed.
double off(const Outcome &is, const std::string &name) {
  const auto found = std::find_if(is.figures.begin(), is.figures.end(),
                                  [&](const Figure &figure) { return figure.name == name; });
  if (found == is.figures.end() || found->simulated.empty())
    return HUGE_VAL;
  return std::abs(count(found->after) / count(found->simulated) - 1);
}

std::string simulated(const Outcome &is, const std::string &name) {
  const auto found = std::find_if(is.figures.begin(), is.figures.end(),
                                  [&](const Figure &figure) { return figure.name == name; });
  return found == is.figures.end() ? "none" : found->simulated;
}

} // namespace

TEST(DeadDependency, FillsItsCallerAsTheArithmeticSays) { // 30 s × 1000/s
  const Outcome is = seen("orders", "dead_dependency");
  EXPECT_LT(off(is, "waiting"), 0.02);
  EXPECT_LT(off(is, "memory is full after"), 0.02);
}
TEST(BlindBreaker, LetsEveryCallReachTheHangingCallee) {
  EXPECT_LT(off(seen("orders", "breaker"), "calls that reach it when it hangs"), 0.02);
}
TEST(Burst, LeavesAsManyWaitingAndDrainsAsTheArithmeticSays) {
  const Outcome is = seen("half_loaded", "burst");
  EXPECT_LT(off(is, "waiting at its end"), 0.02);
  EXPECT_LT(off(is, "drained after"), 0.03);
}
TEST(Cascade, BringsDownAllReplicas) {
  const Outcome is = seen("orders", "cascade");
  EXPECT_LT(off(is, "memory is full after"), 0.1); // the excess is a small difference of two rates
  EXPECT_EQ(simulated(is, "replicas in the end"), "0");
}
TEST(RetryStorm, StaysWhenItsTriggerIsLongGone) {
  EXPECT_LT(count(simulated(seen("retries", "retry_storm"), "answers in the storm")), 1);
}
TEST(Scenarios, ThatCannotBeSeenToHappenStayAsTheyAre) {
  EXPECT_EQ(simulated(seen("orders", "refusing_dependency"), "attempts"), "");
}

} // namespace loadline::trial
