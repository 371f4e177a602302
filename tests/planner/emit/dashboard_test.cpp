#include "planner/emit/dashboard.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace loadline::emit {

namespace {

using nlohmann::json;

json dashboardOf(const std::string &services) {
  const auto spec = plan::planSpecText(
      "loadline: 1\nsystem: shop\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n" + services,
      "spec.yaml", {.rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
  EXPECT_TRUE(spec) << toString(spec.error());
  return json::parse(dashboard(*spec));
}

const json &panelOf(const json &dashboard, const std::string &title) {
  const json &panels = dashboard.at("panels");
  return *std::ranges::find_if(panels, [&](const json &panel) { return panel["title"] == title; });
}

const std::string twoBounds =
    "  a: { service_time: { mean: 10ms }, deployment: { replicas: 4, "
    "max_in_flight: 16 }, calls: [ { to: b } ] }\n"
    "  b: { service_time: { mean: 10ms }, contract: { max_in_flight: 40 } }\n"
    "  c: { service_time: { mean: 10ms } }\n";

} // namespace

TEST(Dashboard, HoldsInFlightAgainstEachBound) {
  const json dashboard = dashboardOf(twoBounds);
  const json &targets = panelOf(dashboard, "How full each bound is").at("targets");
  ASSERT_EQ(targets.size(), 2u); // nothing bounds c
  EXPECT_EQ(targets[0].at("expr"), "sum(in_flight{service=\"a\"}) / 64");
  EXPECT_EQ(targets[1].at("expr"), "sum(in_flight{service=\"b\"}) / 40");
}

TEST(Dashboard, HoldsEachReplicaAgainstItsPartOfTheBound) {
  const json dashboard = dashboardOf(twoBounds);
  const json &targets = panelOf(dashboard, "How full each replica is").at("targets");
  EXPECT_EQ(targets[0].at("expr"), "sum by (instance) (in_flight{service=\"a\"}) / 16");
}

TEST(Dashboard, ColoursFromThePolicysLineOn) {
  const json dashboard = dashboardOf(twoBounds);
  const json &steps = panelOf(dashboard, "How full each bound is")
                          .at("fieldConfig")
                          .at("defaults")
                          .at("thresholds")
                          .at("steps");
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_TRUE(steps[0].at("value").is_null());
  EXPECT_EQ(steps[1].at("value"), 0.7);
  EXPECT_EQ(steps[2].at("value"), 0.95);
}

TEST(Dashboard, LaysSixPanelsOutWithNoneOverAnother) {
  const json dashboard = dashboardOf(twoBounds);
  std::set<std::pair<int, int>> taken;
  for (const json &panel : dashboard.at("panels")) {
    const json &grid = panel.at("gridPos");
    for (int x = 0; x < grid.at("w").get<int>(); ++x)
      for (int y = 0; y < grid.at("h").get<int>(); ++y) {
        EXPECT_LT(grid.at("x").get<int>() + x, 24);
        EXPECT_TRUE(taken.emplace(grid.at("x").get<int>() + x, grid.at("y").get<int>() + y).second);
      }
  }
  EXPECT_EQ(dashboard.at("panels").size(), 6u);
}

TEST(Dashboard, QuotesNamesThatAQueryWouldReadOtherwise) {
  const json dashboard = dashboardOf(
      "  a: { service_time: { mean: 1ms }, calls: [ { to: 'x\"} or vector(1) #' } ] }\n"
      "  'x\"} or vector(1) #': { service_time: { mean: 1ms }, contract: { max_in_flight: 4 } }\n");
  EXPECT_EQ(panelOf(dashboard, "How full each bound is").at("targets")[0].at("expr"),
            "sum(in_flight{service=\"x\\\"} or vector(1) #\"}) / 4");
}

} // namespace loadline::emit
