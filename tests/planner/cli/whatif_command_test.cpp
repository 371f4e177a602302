#include "tests/planner/cli/run.h"

namespace loadline::cli {

namespace {

const std::string folder = "docs/examples/scenarios/";

bool has(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST(WhatifCommand, PutsAllScenariosIntoOneTable) {
  const Outcome outcome = loadline("whatif docs/examples/orders.yaml " + folder +
                                   "dead_dependency.yaml " + folder + "cascade.yaml");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(has(outcome.out, "payments hangs for 30 s: breaks")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "two of eight gateways fall: breaks"));
  EXPECT_TRUE(has(outcome.out, "gateway, waiting: 30000 (1000/s × 30 s)"));
}
TEST(WhatifCommand, IsCleanWhereAllHold) {
  EXPECT_EQ(loadline("whatif docs/examples/orders.yaml " + folder + "drain.yaml").code, 0);
}
TEST(WhatifCommand, RunsEveryExample) {
  for (const char *name : {"alert", "breaker", "cascade", "cold_cache", "dead_dependency", "drain",
                           "errors", "growth", "large_input", "refusing_dependency",
                           "rolling_update", "scale_up", "slow", "twice", "zone"}) {
    const Outcome outcome =
        loadline("whatif docs/examples/orders.yaml --format markdown " + folder + name + ".yaml");
    EXPECT_LE(outcome.code, 1) << name << outcome.err;
  }
  EXPECT_EQ(loadline("whatif docs/examples/half_loaded.yaml " + folder + "burst.yaml").code, 1);
  EXPECT_EQ(loadline("whatif docs/examples/retries.yaml " + folder + "retry_storm.yaml").code, 1);
}
TEST(WhatifCommand, TellsTheErrorsOfAllScenarios) {
  const Outcome outcome = shell("printf 'load: {}\\n' | '" LOADLINE_EXECUTABLE
                                "' whatif docs/examples/orders.yaml - nowhere.yaml");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(has(outcome.err, "<stdin>:1:")) << outcome.err;
  EXPECT_TRUE(has(outcome.err, "nowhere.yaml"));
}

} // namespace loadline::cli
