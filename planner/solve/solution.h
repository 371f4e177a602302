#pragma once

#include "planner/units/quantity.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::solve {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

/// From arrival to answer. Empty where requests pile up without end, or none come.
struct Residence {
  std::optional<Duration> mean, p50, p95, p99;
};

/// One service in the long run. Its figures mean what those of the simulation mean.
struct ServiceSolution {
  std::string name;
  Rate arrivals, throughput, refusals;
  std::optional<Concurrency> inFlight, slotsHeld, queue; ///< means
  std::optional<Ratio> utilization;    ///< slots held / slots; empty without a bound
  std::optional<Ratio> cpuUtilization; ///< cores at work / cores; empty without cores
  std::optional<Ratio> waits;          ///< share of arrivals that wait for a slot
  std::optional<Duration> wait;        ///< for a slot, mean of all
  Residence residence;
};

/// What those who ask see.
struct WorkloadSolution {
  std::string to;
  Rate throughput, failures;
  Residence residence;
};

/// How far mean residence times of such systems were off when they were measured, as shares.
struct ErrorClass {
  std::string name;
  double median = 0, largest = 0;
  int systems = 0; ///< that were measured; 0 where none was
};

struct Solution {
  std::vector<ServiceSolution> services;  ///< as the model has them
  std::vector<WorkloadSolution> workload; ///< as the model has them
  bool isSettled = false;                 ///< else the figures are of the last round
  std::size_t rounds = 0;
  std::vector<std::string> notes;   ///< what the model says and the solver takes otherwise
  std::vector<std::string> leftOut; ///< of it what matters: the figures are those without it
  ErrorClass expected;              ///< where it is an answer

  /// An answer to all that the model says.
  bool isAnswer() const { return isSettled && leftOut.empty(); }

  const ServiceSolution *find(std::string_view name) const;
};

} // namespace loadline::solve
