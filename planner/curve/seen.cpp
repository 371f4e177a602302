#include "planner/curve/seen.h"

#include "planner/changes/change.h"
#include "planner/model/model_of.h"
#include "planner/simulate/enough.h"
#include "planner/simulate/simulate.h"

#include <algorithm>
#include <filesystem>

namespace loadline::curve {

namespace {

constexpr std::size_t replications = 4;
constexpr double shareOfEnough = 0.2, warmUp = 0.1;
constexpr int simulatedLevels = 5;
constexpr double firstShare = 0.25, lastShare = 0.95; // of what the system holds

template <class Quantity>
std::optional<Quantity> valueOf(const std::optional<simulate::Estimate<Quantity>> &estimate) {
  return estimate ? std::optional(estimate->value) : std::nullopt;
}

} // namespace

Seen seenBy(const loadtest::LoadTest &test, const plan::ServicePlan &service) {
  Seen out{.by = Seen::By::loadTest,
           .name = std::filesystem::path(test.file).filename().string(),
           .points = {}};
  if (!service.arrivalRate || service.arrivalRate->count() <= 0)
    return out;
  for (const loadtest::LoadPoint &point : test.points)
    out.points.push_back({.factor = point.offered.value_or(point.throughput) / *service.arrivalRate,
                          .throughput = point.throughput,
                          .mean = point.mean,
                          .p50 = point.p50,
                          .p99 = point.p99,
                          .inFlight = point.number});
  return out;
}

bool isEntry(const plan::Plan &plan, const std::string &service) {
  return std::any_of(plan.edges.begin(), plan.edges.end(), [&](const plan::EdgePlan &edge) {
    return edge.from == "workload" && edge.to == service;
  });
}

std::vector<double> simulatedFactors(const plan::Plan &plan) {
  const double holds = heldFactor(plan);
  std::vector<double> factors;
  for (int i = 0; i < simulatedLevels; ++i)
    factors.push_back(holds * (firstShare + (lastShare - firstShare) * i / (simulatedLevels - 1)));
  return factors;
}

Result<SimulatedLevel> simulatedAt(const spec::System &system, const plan::Plan &plan,
                                   double factor, const std::stop_token &stop) {
  const spec::System loaded =
      changes::changed(system, {{changes::Change::Kind::load, "", factor}}).system;
  const units::Duration enough = simulate::enoughFor(plan) * (shareOfEnough / factor);
  auto simulation = simulate::simulate(
      model::modelOf(loaded, plan.at),
      {.replications = replications, .warmUp = enough * warmUp, .duration = enough},
      {.stop = stop, .progress = {}});
  if (!simulation)
    return simulation.error();
  return SimulatedLevel{factor, *std::move(simulation)};
}

Seen seenIn(const std::vector<SimulatedLevel> &levels, const std::string &service) {
  Seen out{.by = Seen::By::simulation, .name = "simulated", .points = {}};
  for (const SimulatedLevel &level : levels)
    if (const simulate::ServiceResult *of = level.simulation.find(service))
      out.points.push_back({.factor = level.factor,
                            .throughput = of->throughput.value,
                            .mean = valueOf(of->residence.mean),
                            .p50 = valueOf(of->residence.p50),
                            .p99 = valueOf(of->residence.p99),
                            .inFlight = of->inFlight.value});
  return out;
}

} // namespace loadline::curve
