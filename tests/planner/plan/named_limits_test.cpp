#include "tests/planner/plan/planned.h"

namespace loadline::plan {

namespace {

Result<PlannedSpec> withLimits(const std::string &ids, const std::string &more = "") {
  return planSpecText("loadline: 1\nworkload: [ { to: a, rate: 900/s } ]\nservices:\n"
                      "  a: { service_time: { mean: 1ms }, calls: [ { to: db } ] }\n"
                      "  db: { service_time: { mean: 100ms }, limits: " +
                          ids + more + " }\n",
                      "spec.yaml", {.rules = sourceRoot() / "rules"});
}

} // namespace

TEST(NamedLimits, JoinTheConstraintsAndBind) {
  const auto made = withLimits("[ postgresql.max-connections ]"); // 100
  ASSERT_TRUE(made) << toString(made.error());
  const ServicePlan &db = *made->plan.find("db");
  EXPECT_EQ(db.binding, Constraint::connections);
  EXPECT_DOUBLE_EQ(db.constraints.at(0).limit.count(), 1000); // 100 / 0.1 s
  EXPECT_DOUBLE_EQ(db.constraints.at(0).used.count(), 0.9);
  EXPECT_EQ(db.constraints.at(0).at.line, 5);
}

TEST(NamedLimits, ALesserNumberOfTheSpecHolds) {
  const auto made = withLimits("[ postgresql.max-connections ]", ", max_connections: 95");
  ASSERT_TRUE(made) << toString(made.error());
  EXPECT_DOUBLE_EQ(made->plan.find("db")->constraints.at(0).inFlight.value().count(), 95);
}

TEST(NamedLimits, AreToldWithTheirSource) {
  const auto made = withLimits("postgresql.max-connections");
  ASSERT_TRUE(made) << toString(made.error());
  const auto &all = made->plan.assumptions;
  const auto told = std::find_if(all.begin(), all.end(), [](const Assumption &each) {
    return each.field == "max_connections of db";
  });
  ASSERT_NE(told, all.end());
  EXPECT_EQ(told->value, "no more than 100 connections (postgresql.max-connections)");
  EXPECT_NE(told->source.find("postgresql.org"), std::string::npos);
}

TEST(NamedLimits, AnUnknownOneIsAnErrorAtItsId) {
  const auto made = withLimits("[ postgresql.max-conections ]");
  ASSERT_FALSE(made);
  EXPECT_EQ(toString(made.error()),
            "spec.yaml:5:50: error: there is no limit 'postgresql.max-conections' (did you mean "
            "'postgresql.max-connections'?)\n");
}

} // namespace loadline::plan
