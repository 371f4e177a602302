#include "planner/latency/residence.h"

#include "planner/latency/compose.h"
#include "planner/latency/own_work.h"
#include "planner/traffic/cycles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::latency {

namespace {

using spec::ServiceIndex;
using spec::System;

Calls timed(const spec::CallTerms &call, const Distribution &callee) {
  return {.each = call.timeout ? cut(callee, call.timeout->value) : callee,
          .count = call.count(),
          .isGeometric = call.countShape && call.countShape->value == spec::CountShape::geometric,
          .reaching = 1 - call.hits()};
}

Residence residence(const spec::Service &service, const std::vector<Residence> &all) {
  const auto own = ownTime(service.terms);
  if (!own && service.steps.empty())
    return {std::nullopt, fmt::format("'{}' gives no service_time", service.name()), true};
  std::vector<Distribution> parts;
  if (own)
    parts.push_back(*own);
  for (const spec::Step &step : service.steps) {
    std::vector<Calls> calls;
    for (const spec::Call &call : step.calls) {
      if (!all[call.to].time)
        return all[call.to];
      calls.push_back(timed(call.terms, *all[call.to].time));
    }
    parts.push_back(step.isParallel ? slowest(calls) : inSequence(calls.front()));
  }
  const Distribution whole = sum(parts);
  if (!std::isfinite(whole.mean().count()) ||
      !std::isfinite(whole.deviation().value_or(Duration(0)).count()))
    return {std::nullopt,
            fmt::format("the calls of '{}' take longer than any number", service.name())};
  return {whole, ""};
}

/// Whether a round of iteration moved the time by less than what anyone can see.
bool isSettled(const Distribution &before, const Distribution &after) {
  const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-10 * std::abs(b); };
  return close(before.mean().count(), after.mean().count()) &&
         close(before.deviation().value_or(Duration(0)).count(),
               after.deviation().value_or(Duration(0)).count());
}

/// Gauss-Seidel from below: every time grows towards the fixed point, which exists as calls die
/// out.
void settle(const System &system, const std::vector<ServiceIndex> &circle,
            std::vector<Residence> &all) {
  constexpr std::size_t mostSteps = 20'000; // some seconds; what takes longer is said, not awaited
  const std::size_t mostRounds = std::clamp<std::size_t>(mostSteps / circle.size(), 20, 2000);
  for (const ServiceIndex member : circle)
    all[member] = {Distribution::deterministic(Duration(0)), ""};
  bool isDone = false;
  for (std::size_t round = 0; round < mostRounds && !isDone; ++round) {
    isDone = true;
    for (const ServiceIndex member : circle) {
      Residence next = residence(system.services[member], all);
      isDone = isDone && next.time && isSettled(*all[member].time, *next.time);
      all[member] = std::move(next);
      if (all[member].time)
        continue;
      for (const ServiceIndex other : circle)
        all[other] = all[member];
      return;
    }
  }
  if (isDone)
    return;
  for (const ServiceIndex member : circle)
    all[member] = {std::nullopt, fmt::format("the calls round '{}' settle too slowly",
                                             system.services[member].name())};
}

} // namespace

std::vector<Residence> residences(const System &system) {
  std::vector<Residence> all(system.services.size());
  for (const auto &component : traffic::components(system)) // callees come first
    if (traffic::isCircle(system, component))
      settle(system, component, all);
    else
      all[component.front()] = residence(system.services[component.front()], all);
  return all;
}

} // namespace loadline::latency
