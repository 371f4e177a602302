#include "planner/fit/feed.h"
#include "planner/loadtest/read.h"

#include <gtest/gtest.h>

namespace loadline::fit {

namespace {

/// Amdahl's law with a throughput of 100/s for one and a contention of 0.1.
Fit measured() {
  std::string rows = "clients,throughput\n";
  for (const int n : {1, 2, 4, 8, 16, 32})
    rows += std::to_string(n) + "," + std::to_string(100.0 * n / (1 + 0.1 * (n - 1))) + "\n";
  return makeFit({*loadtest::readLoadTest(rows, "t.csv")});
}

spec::System system() {
  const auto planned = plan::planSpecText(
      "loadline: 1\nworkload: [ { to: app, rate: 100/s } ]\nservices:\n  app: { deployment: { "
      "replicas: 3 }, service_time: { mean: 5ms }, calls: [ { to: db } ] }\n  db: { service_time: "
      "{ "
      "mean: 1ms } }\n",
      "s.yaml");
  return planned->system;
}

} // namespace

TEST(Feed, TakesTheTimeOfOneTheKneeAndTheCapacity) {
  const auto figures = figuresFor(measured(), system(), {.service = "db"});
  ASSERT_TRUE(figures);
  EXPECT_NEAR(figures->serviceTime->count(), 0.01, 1e-6); // 1 / γ
  EXPECT_EQ(figures->maxInFlight->count(), 10);           // 1 / α
  EXPECT_NEAR(figures->rateLimit.count(), 100 * 32 / 4.1, 1e-2);
}
TEST(Feed, SpreadsWhatWasMeasuredOverTheReplicas) { // two were tested, the spec has three
  const auto figures = figuresFor(measured(), system(), {.service = "app", .replicas = 2});
  ASSERT_TRUE(figures);
  EXPECT_FALSE(figures->serviceTime) << "its calls are in the measured time";
  EXPECT_EQ(figures->maxInFlight->count(), 5);
  EXPECT_NEAR(figures->rateLimit.count(), 100 * 32 / 4.1 * 1.5, 1e-2);
}
TEST(Feed, ReplacesWhatTheSpecDeclares) {
  const auto figures = figuresFor(measured(), system(), {.service = "db"});
  const spec::System fed = withFigures(system(), *figures, "db");
  EXPECT_NEAR(fed.services[1].terms.serviceTime->mean->value.count(), 0.01, 1e-6);
  EXPECT_EQ(fed.services[1].terms.deployment.maxInFlight->value.count(), 10);
}
TEST(Feed, ReplacesALimitThatAdaptsByTheOneMeasured) {
  spec::System declared = system();
  spec::Deployment &db = declared.services[1].terms.deployment;
  db.maxInFlight = {units::Concurrency(4), {}};
  db.adaptive =
      spec::AdaptiveLimit{.target = yaml::Located<units::Duration>{units::Duration(1), {}},
                          .max = yaml::Located<double>{80, {}}};
  const auto figures = figuresFor(measured(), declared, {.service = "db"});
  const spec::System fed = withFigures(declared, *figures, "db");
  EXPECT_EQ(fed.services[1].terms.deployment.mostInFlight()->value.count(), 10);
}
TEST(Feed, WritesLinesThatASpecTakes) {
  const auto figures = figuresFor(measured(), system(), {.service = "db"});
  const std::string lines = specLines(*figures, "db");
  EXPECT_EQ(lines, "db:\n  rate_limit: 780.488/s\n  service_time: { mean: 10000us }\n"
                   "  deployment: { max_in_flight: 10 }\n");
}
TEST(Feed, NamesTheServiceThatWasPerhapsMeant) {
  const auto figures = figuresFor(measured(), system(), {.service = "dbb"});
  ASSERT_FALSE(figures);
  EXPECT_EQ(toString(figures.error()[0]), "s.yaml: error: no service 'dbb' (did you mean 'db'?)");
}

} // namespace loadline::fit
