#pragma once

#include "planner/simulate/drawn.h"
#include "planner/simulate/estimate.h"
#include "planner/units/quantity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::simulate {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

/// Of what was answered, from arrival on. Empty where some replication saw no answer.
struct ResidenceEstimate {
  std::optional<Estimate<Duration>> mean, p50, p95, p99;
};

struct ServiceResult {
  std::string name;
  Estimate<Rate> arrivals;                       ///< attempts, the refused ones included
  Estimate<Rate> throughput;                     ///< answers
  Estimate<Rate> refusals;                       ///< no slot and no place in the queue
  Estimate<Rate> failures;                       ///< let in, then failed by a call or cancelled
  Estimate<Rate> expiries;                       ///< given up by callers that timed out
  Estimate<Rate> degraded;                       ///< over a cap, and answered at once with less
  Estimate<Concurrency> replicas;                ///< that run
  Estimate<Concurrency> inFlight;                ///< inside: with a slot or waiting for one
  Estimate<Concurrency> slotsHeld;               ///< of them with a slot
  Estimate<Concurrency> queue;                   ///< of them waiting for one
  std::optional<Estimate<Concurrency>> limit;    ///< slots, where their number adapts
  std::optional<Estimate<Ratio>> utilization;    ///< slots held / slots; empty without a bound
  std::optional<Estimate<Ratio>> cpuUtilization; ///< cores at work / cores; empty without cores
  std::optional<Estimate<Ratio>> waits;          ///< share of arrivals that had to wait for a slot
  std::optional<Estimate<Duration>> wait;        ///< for a slot, mean of those that got one
  ResidenceEstimate residence;
};

/// One service in one piece of the measured time: means of all replications.
struct SeriesPoint {
  Rate arrivals, throughput, refusals, failures, expiries;
  Concurrency inFlight, replicas;
  Concurrency inside;                ///< when the piece ends
  std::optional<Concurrency> limit;  ///< slots then, where their number adapts
  std::optional<Duration> residence; ///< mean of what was answered
  Drawn drawn;                       ///< own work: of each request, or of each slice of it
};

/// What those who ask saw.
struct WorkloadResult {
  std::string to;
  Estimate<Rate> throughput; ///< answers
  Estimate<Rate> failures;   ///< refusals and failures
  ResidenceEstimate residence;
};

/// What the replications of a simulation found, as means with 95 % confidence intervals.
struct Simulation {
  std::uint64_t seed = 0;
  std::size_t replications = 0;
  Duration warmUp{0}, duration{0};               ///< of each
  std::uint64_t events = 0;                      ///< timed ones, of all replications
  std::vector<ServiceResult> services;           ///< as the model has them
  std::vector<WorkloadResult> workload;          ///< as the model has them
  Duration sampled{0};                           ///< the length of a piece of the series
  std::vector<std::vector<SeriesPoint>> series;  ///< by piece and service, after the warm-up
  std::vector<std::string> assumptions, leftOut; ///< of the model

  const ServiceResult *find(std::string_view name) const;
};

} // namespace loadline::simulate
