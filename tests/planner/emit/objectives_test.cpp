#include "planner/emit/objectives.h"

#include <gtest/gtest.h>

namespace loadline::emit {

namespace {

/// The alerts on the bound of one service.
std::string alertsOf(const std::string &service) {
  const auto spec = plan::planSpecText(
      "loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\n"
      "services:\n  a: { service_time: { mean: 10ms }, " +
          service + " }\n",
      "spec.yaml", {.rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
  EXPECT_TRUE(spec) << toString(spec.error());
  return boundAlerts(*spec);
}

bool has(const std::string &text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST(BoundAlerts, WatchWaitsWhereRequestsCanWait) {
  for (const char *service :
       {"contract: { max_in_flight: 50, on_excess: queue }",
        "contract: { on_excess: reject }, deployment: { max_in_flight: 50, queue: 5 }"}) {
    const std::string text = alertsOf(service);
    EXPECT_TRUE(has(text, "/ 50 > 0.95 and sum(waiting{service=\\\"a\\\"}) > 0")) << text;
    EXPECT_TRUE(has(text, "WaitsGrow")) << text;
  }
}
TEST(BoundAlerts, WatchRejectionsWhereNothingWaits) {
  const std::string text = alertsOf("contract: { max_in_flight: 50, on_excess: reject }");
  EXPECT_TRUE(has(text, "/ 50 > 0.95 and sum(rate(requests_total{service=\\\"a\\\",outcome="
                        "\\\"rejected\\\"}[5m])) > 0"))
      << text;
  EXPECT_FALSE(has(text, "waiting")) << text;
  EXPECT_FALSE(has(text, "WaitsGrow")) << text;
}
TEST(BoundAlerts, WatchLesserAnswersWhereAFullServiceDegrades) {
  EXPECT_TRUE(has(alertsOf("contract: { max_in_flight: 50, on_excess: degrade }"),
                  "outcome=\\\"degraded\\\""));
}

} // namespace loadline::emit
