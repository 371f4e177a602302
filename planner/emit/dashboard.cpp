#include "planner/emit/dashboard.h"

#include "base/text.h"
#include "planner/emit/promql.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace loadline::emit {

namespace {

using json = nlohmann::ordered_json;
using plan::ServicePlan;

constexpr int columns = 24, panelHeight = 9;

json source() {
  return {{"type", "prometheus"}, {"uid", "${datasource}"}};
}

json target(const std::string &query, const std::string &legend, int number) {
  return {{"refId", fmt::format("Q{}", number)},
          {"datasource", source()},
          {"expr", query},
          {"legendFormat", legend}};
}

json step(const char *color, const json &from) {
  return {{"color", color}, {"value", from}};
}

/// Colours by how full: above the policy's line, and nearly full.
json shareOfBound(double line) {
  return {{"unit", "percentunit"},
          {"min", 0},
          {"max", 1},
          {"thresholds",
           {{"mode", "absolute"},
            {"steps", {step("blue", nullptr), step("orange", line), step("red", nearlyFull)}}}}};
}

class Dashboard {
public:
  explicit Dashboard(const plan::PlannedSpec &planned) : plan_(planned.plan) {
    for (const ServicePlan &service : plan_.services)
      if (service.maxInFlight.declared && service.maxInFlight.declared->count() > 0)
        bounded_.push_back(&service);
  }

  std::string text() {
    stackedCounts();
    fullnessOfReplicas();
    gauges();
    fanOut();
    tenants();
    countAgainstRate();
    const json dashboard{{"title", "Bounds of " + plan_.system.name},
                         {"tags", {"loadline"}},
                         {"schemaVersion", 39},
                         {"refresh", "30s"},
                         {"time", {{"from", "now-3h"}, {"to", "now"}}},
                         {"templating",
                          {{"list", json::array({{{"name", "datasource"},
                                                  {"type", "datasource"},
                                                  {"query", "prometheus"}}})}}},
                         {"panels", panels_}};
    return dashboard.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
  }

private:
  /// Left and right of each other, two in a row.
  json &add(const char *type, const std::string &title, const std::string &meaning) {
    const int number = static_cast<int>(panels_.size());
    const int width = columns / 2;
    panels_.push_back({{"id", number + 1},
                       {"type", type},
                       {"title", title},
                       {"description", meaning},
                       {"datasource", source()},
                       {"gridPos",
                        {{"h", panelHeight},
                         {"w", width},
                         {"x", number % 2 * width},
                         {"y", number / 2 * panelHeight}}},
                       {"targets", json::array()}});
    return panels_.back();
  }

  void stackedCounts() {
    json &panel = add("timeseries", "In flight by service",
                      "Requests inside each service, one above the other: what the system holds.");
    panel["targets"].push_back(target("sum by (service) (in_flight)", "{{service}}", 1));
    panel["fieldConfig"]["defaults"] = {
        {"unit", "short"}, {"custom", {{"stacking", {{"mode", "normal"}}}, {"fillOpacity", 60}}}};
  }

  /// Of services whose bound the spec divides among replicas.
  void fullnessOfReplicas() {
    json &panel = add("status-history", "How full each replica is",
                      "In flight of each replica, as a share of its part of the bound: one that is "
                      "red while the others are not gets more than its share.");
    panel["fieldConfig"]["defaults"] = shareOfBound(plan_.policyUtilization.count());
    int number = 0;
    for (const ServicePlan *service : bounded_) {
      const int replicas = std::max(service->replicasDeclared.value_or(1), 1);
      panel["targets"].push_back(
          target(fmt::format("sum by (instance) (in_flight{}) / {}", selector(service->name),
                             exactly(service->maxInFlight.declared->count() / replicas)),
                 printable(service->name) + " {{instance}}", ++number));
    }
  }

  void gauges() {
    json &panel = add("gauge", "How full each bound is",
                      "In flight as a share of the bound that the spec declares.");
    panel["fieldConfig"]["defaults"] = shareOfBound(plan_.policyUtilization.count());
    int number = 0;
    for (const ServicePlan *service : bounded_)
      panel["targets"].push_back(
          target(fmt::format("sum(in_flight{}) / {}", selector(service->name),
                             exactly(service->maxInFlight.declared->count())),
                 fmt::format("{} of {}", printable(service->name),
                             exactly(service->maxInFlight.declared->count())),
                 ++number));
  }

  void fanOut() {
    json &panel = add("heatmap", "Calls that one request makes at once",
                      "Requests by how many calls each makes: a column that grows upward is a "
                      "request without a bound on its fan-out.");
    panel["targets"].push_back(
        target("sum by (le) (rate(calls_per_request_bucket[5m]))", "{{le}}", 1));
    panel["targets"].back()["format"] = "heatmap";
    panel["options"] = {{"calculate", false}, {"yAxis", {{"unit", "short"}}}};
  }

  void tenants() {
    json &panel = add("bargauge", "Tenants with most in flight",
                      "The ten tenants that hold most of the system.");
    panel["targets"].push_back(
        target("topk(10, sum by (tenant) (in_flight{tenant!=\"\"}))", "{{tenant}}", 1));
    panel["targets"].back()["instant"] = true;
    panel["options"] = {{"orientation", "horizontal"}, {"displayMode", "basic"}};
  }

  /// By Little's law a line through 0 whose slope is the residence time; a bend is a knee.
  void countAgainstRate() {
    json &panel = add("xychart", "In flight against rate",
                      "One point for each moment. By Little's law the slope is the time that a "
                      "request stays: where points leave the line upward, requests wait.");
    panel["targets"].push_back(target("sum(rate(requests_total[1m]))", "rate", 1));
    panel["targets"].push_back(target("sum(in_flight)", "in flight", 2));
    panel["transformations"] =
        json::array({{{"id", "joinByField"}, {"options", {{"byField", "Time"}}}}});
    panel["options"] = {
        {"mapping", "manual"},
        {"series",
         json::array({{{"x", {{"matcher", {{"id", "byName"}, {"options", "rate"}}}}},
                       {"y", {{"matcher", {{"id", "byName"}, {"options", "in flight"}}}}}}})}};
  }

  const plan::Plan &plan_;
  std::vector<const ServicePlan *> bounded_;
  json panels_ = json::array();
};

} // namespace

std::string dashboard(const plan::PlannedSpec &planned) {
  return Dashboard(planned).text();
}

} // namespace loadline::emit
