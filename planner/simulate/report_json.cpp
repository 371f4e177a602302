#include "planner/simulate/report.h"

#include "base/text.h"
#include "planner/simulate/comparison.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace loadline::simulate {

namespace {

using Json = nlohmann::ordered_json;

/// Twelve significant digits: more than any simulation has, and no noise of the last bit.
Json number(double value) {
  if (!std::isfinite(value))
    return {};
  const std::string text = fmt::format("{:.12g}", value);
  double rounded = value;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

template <class Quantity>
Json toJson(const std::optional<Estimate<Quantity>> &estimate) {
  if (!estimate)
    return {{"simulated", nullptr}, {"half_width", nullptr}};
  return {{"simulated", number(estimate->value.count())},
          {"half_width", number(estimate->halfWidth.count())}};
}

template <class Quantity>
Json toJson(const Estimate<Quantity> &estimate) {
  return toJson(std::optional(estimate));
}

template <class Quantity>
Json toJson(const Compared<Quantity> &is) {
  Json out = {{"plan", is.planned ? number(is.planned->count()) : Json()}};
  out.update(toJson(is.simulated));
  const auto deviation = is.deviation();
  out["deviation"] = deviation ? number(deviation->count()) : Json();
  return out;
}

Json toJson(const ResidenceEstimate &time) {
  return {{"mean", toJson(time.mean)},
          {"p50", toJson(time.p50)},
          {"p95", toJson(time.p95)},
          {"p99", toJson(time.p99)}};
}

Json toJson(const ServiceComparison &is, const ServiceResult &run) {
  return {{"arrival_rate", toJson(is.arrivalRate)},
          {"throughput", toJson(is.throughput)},
          {"residence_time",
           {{"mean", toJson(is.residence.mean)},
            {"p50", toJson(is.residence.p50)},
            {"p95", toJson(is.residence.p95)},
            {"p99", toJson(is.residence.p99)}}},
          {"in_flight", toJson(is.inFlight)},
          {"utilization", toJson(is.utilization)},
          {"cpu_utilization", toJson(is.cpuUtilization)},
          {"slots_held", toJson(run.slotsHeld)},
          {"queue", toJson(run.queue)},
          {"limit", toJson(is.limit)},
          {"waits", toJson(run.waits)},
          {"wait", toJson(run.wait)},
          {"refusals", toJson(run.refusals)},
          {"failures", toJson(run.failures)},
          {"expiries", toJson(run.expiries)},
          {"degraded", toJson(run.degraded)},
          {"replicas", toJson(run.replicas)}};
}

Json toJson(const Simulation &simulation, std::size_t piece, std::size_t service) {
  const SeriesPoint &is = simulation.series[piece][service];
  return {{"until", number((simulation.sampled * static_cast<double>(piece + 1)).count())},
          {"service", printable(simulation.services[service].name)},
          {"replicas", number(is.replicas.count())},
          {"arrival_rate", number(is.arrivals.count())},
          {"throughput", number(is.throughput.count())},
          {"refusals", number(is.refusals.count())},
          {"failures", number(is.failures.count())},
          {"expiries", number(is.expiries.count())},
          {"in_flight", number(is.inFlight.count())},
          {"inside_at_end", number(is.inside.count())},
          {"limit", is.limit ? number(is.limit->count()) : Json()},
          {"residence_time", is.residence ? number(is.residence->count()) : Json()}};
}

Json toJson(const std::vector<std::string> &lines) {
  Json out = Json::array();
  for (const std::string &line : lines)
    out.push_back(printable(line));
  return out;
}

} // namespace

std::string toJsonText(const Simulation &simulation, const plan::Plan &plan) {
  Json::object_t services; // filled by hand: inserting by key searches all that is there
  for (const ServiceComparison &service : compare(plan, simulation))
    services.emplace_back(printable(service.name), toJson(service, *simulation.find(service.name)));
  Json workload = Json::array();
  for (const WorkloadResult &asked : simulation.workload)
    workload.push_back({{"to", printable(asked.to)},
                        {"throughput", toJson(asked.throughput)},
                        {"failures", toJson(asked.failures)},
                        {"residence_time", toJson(asked.residence)}});
  Json series = Json::array();
  for (std::size_t piece = 0; piece < simulation.series.size(); ++piece)
    for (std::size_t s = 0; s < simulation.services.size(); ++s)
      series.push_back(toJson(simulation, piece, s));
  const Json document = {{"schema", "loadline/simulation/v1"},
                         {"spec", printable(plan.file)},
                         {"at", plan::toString(plan.at)},
                         {"seed", simulation.seed},
                         {"replications", simulation.replications},
                         {"warm_up", number(simulation.warmUp.count())},
                         {"duration", number(simulation.duration.count())},
                         {"events", simulation.events},
                         {"services", std::move(services)},
                         {"workload", std::move(workload)},
                         {"series", std::move(series)},
                         {"assumptions", toJson(simulation.assumptions)},
                         {"left_out", toJson(simulation.leftOut)}};
  return document.dump(2) + "\n";
}

} // namespace loadline::simulate
