#pragma once

#include "planner/formulas/calculator.h"

#include <string_view>

namespace loadline::formulas {

namespace calculators {

// little.cpp
extern const Calculator little, volume, pods, workers, throughput, fleet, autoscale;
// bounds.cpp
extern const Calculator oversubscription, inherit, budget, tenants, dependency, pool;
// fan_out.cpp
extern const Calculator fanOut, bulk, tree, spawnCost, chance;
// jobs.cpp
extern const Calculator batch, flush, polling, pipeline;
// resources.cpp
extern const Calculator memory, stackGrowth, descriptors, ports, streams, stackScan, flowWindow;
// caches.cpp
extern const Calculator mixture, tiers, coalesce, refresh;
// admission.cpp
extern const Calculator tokenBucket, queue, overload, shed, adaptive, admission;
// failures.cpp
extern const Calculator deadline, retry, hedge, breaker;
// losses.cpp
extern const Calculator drain, cascade, rolling, scaleUp, availability;
// watching.cpp
extern const Calculator errorBudget, alert, leak, saturation, bands, compare, incident, loadTest;
// queues.cpp
extern const Calculator waiting, loss, clients, join, scalability;
// money.cpp
extern const Calculator cost, logCost, outageCost, migration;

} // namespace calculators

/// Every calculator, in the order of the help and of docs/formulas.md.
inline constexpr const Calculator *allCalculators[] = {
    &calculators::little,      &calculators::volume,
    &calculators::pods,        &calculators::workers,
    &calculators::throughput,  &calculators::fleet,
    &calculators::autoscale,   &calculators::oversubscription,
    &calculators::inherit,     &calculators::budget,
    &calculators::tenants,     &calculators::dependency,
    &calculators::pool,        &calculators::fanOut,
    &calculators::bulk,        &calculators::batch,
    &calculators::flush,       &calculators::polling,
    &calculators::pipeline,    &calculators::tree,
    &calculators::spawnCost,   &calculators::chance,
    &calculators::memory,      &calculators::stackGrowth,
    &calculators::descriptors, &calculators::ports,
    &calculators::streams,     &calculators::stackScan,
    &calculators::flowWindow,  &calculators::mixture,
    &calculators::tiers,       &calculators::coalesce,
    &calculators::refresh,     &calculators::tokenBucket,
    &calculators::queue,       &calculators::overload,
    &calculators::shed,        &calculators::adaptive,
    &calculators::admission,   &calculators::deadline,
    &calculators::retry,       &calculators::hedge,
    &calculators::breaker,     &calculators::drain,
    &calculators::cascade,     &calculators::rolling,
    &calculators::scaleUp,     &calculators::availability,
    &calculators::errorBudget, &calculators::alert,
    &calculators::leak,        &calculators::saturation,
    &calculators::bands,       &calculators::compare,
    &calculators::incident,    &calculators::loadTest,
    &calculators::waiting,     &calculators::loss,
    &calculators::clients,     &calculators::join,
    &calculators::scalability, &calculators::cost,
    &calculators::logCost,     &calculators::outageCost,
    &calculators::migration,
};

/// The calculator of that name, or null.
inline const Calculator *findCalculator(std::string_view name) {
  for (const Calculator *calculator : allCalculators)
    if (calculator->name == name)
      return calculator;
  return nullptr;
}

} // namespace loadline::formulas
