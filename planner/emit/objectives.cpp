#include "planner/emit/objectives.h"

#include "base/text.h"
#include "planner/emit/promql.h"
#include "planner/plan/plan_words.h"

#include <fmt/format.h>

namespace loadline::emit {

namespace {

std::string perFiveMinutes(const std::string &series) {
  return fmt::format("sum(rate({}[5m]))", series);
}

/// A ratio of good to all requests.
struct Objective {
  std::string name, good, total;
  double target;
};

std::vector<Objective> objectivesOf(const spec::Service &service) {
  const spec::Slo &slo = service.terms.slo;
  std::vector<Objective> out;
  const std::string &name = service.name();
  if (slo.success)
    out.push_back({"success",
                   perFiveMinutes("requests_total" + selector(name, ",outcome=\"success\"")),
                   perFiveMinutes("requests_total" + selector(name)), slo.success->value.count()});
  const auto within = [&](const char *percentile, const spec::Maybe<units::Duration> &limit,
                          double share) {
    if (!limit)
      return;
    const std::string bucket = fmt::format(",le=\"{}\"", exactly(limit->value.count()));
    out.push_back({percentile,
                   perFiveMinutes("request_duration_seconds_bucket" + selector(name, bucket)),
                   perFiveMinutes("request_duration_seconds_count" + selector(name)), share});
  };
  within("p50", slo.p50, 0.50);
  within("p95", slo.p95, 0.95);
  within("p99", slo.p99, 0.99);
  return out;
}

std::string source(const char *key, const std::string &query) {
  return fmt::format("        {}:\n          metricSource:\n            type: Prometheus\n"
                     "            spec:\n              query: {}\n",
                     key, quoted(query));
}

std::string document(const spec::Service &service, const Objective &objective) {
  const auto &window = service.terms.slo.window;
  constexpr double day = 86400, month = 30 * day;
  const double days = (window ? window->value.count() : month) / day;
  const std::string name = quoted(fmt::format("{}-{}", service.name(), objective.name));
  return fmt::format("---\napiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: {}\nspec:\n"
                     "  service: {}\n  budgetingMethod: Occurrences\n  timeWindow:\n"
                     "    - duration: {}h\n      isRolling: true\n  indicator:\n    metadata:\n"
                     "      name: {}\n    spec:\n      ratioMetric:\n        counter: true\n{}{}"
                     "  objectives:\n    - target: {}\n",
                     name, quoted(service.name()), threeDigits(days * 24), name,
                     source("good", objective.good), source("total", objective.total),
                     fmt::format("{:.12g}", objective.target));
}

std::string alert(const std::string &name, const std::string &expression, const std::string &lasts,
                  const std::string &summary) {
  return fmt::format("      - alert: {}\n        expr: {}\n        for: {}\n"
                     "        annotations:\n          summary: {}\n",
                     name, quoted(expression), lasts, quoted(summary));
}

/// Prometheus' condition that requests don't get in as they come.
std::string overflowOf(const plan::ServicePlan &service) {
  const auto answered = [&](std::string_view outcome) {
    return perFiveMinutes("requests_total" +
                          selector(service.name, fmt::format(",outcome=\"{}\"", outcome))) +
           " > 0";
  };
  switch (service.maxInFlight.excess) {
  case sizing::Excess::waits:
    return fmt::format("sum(waiting{}) > 0", selector(service.name));
  case sizing::Excess::rejected:
    return answered("rejected");
  case sizing::Excess::degraded:
    break;
  }
  return answered("degraded");
}

} // namespace

std::string openSlo(const plan::PlannedSpec &planned) {
  std::string text;
  for (const spec::Service &service : planned.system.services)
    for (const Objective &objective : objectivesOf(service))
      text += document(service, objective);
  return text.empty() ? "# no service of this spec has an slo\n" : text;
}

std::string boundAlerts(const plan::PlannedSpec &planned) {
  std::string text = "groups:\n  - name: bounds\n    rules:\n";
  for (const plan::ServicePlan &service : planned.plan.services) {
    if (!service.maxInFlight.declared)
      continue;
    const std::string of = selector(service.name);
    const std::string admits = exactly(service.maxInFlight.declared->count());
    text += alert("BoundNearlyFull",
                  fmt::format("sum(in_flight{}) / {} > {} and {}", of, admits, nearlyFull,
                              overflowOf(service)),
                  "5m",
                  fmt::format("{} has more than 95 % of its bound of {} inside, and {}",
                              service.name, admits, plan::seenOf(service.maxInFlight.excess)));
    if (service.maxInFlight.excess != sizing::Excess::waits)
      continue; // nothing waits there
    text += alert(
        "WaitsGrow",
        fmt::format("sum(rate(wait_seconds_sum{0}[5m])) > "
                    "2 * sum(rate(wait_seconds_sum{0}[1h])) and sum(waiting{0}) > 0",
                    of),
        "10m",
        fmt::format("requests of {} wait twice as long as within the last hour", service.name));
  }
  return text;
}

} // namespace loadline::emit
