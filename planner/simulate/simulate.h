#pragma once

#include "base/result.h"
#include "planner/model/model.h"
#include "planner/simulate/replication.h"
#include "planner/simulate/simulation.h"

#include <functional>
#include <stop_token>

namespace loadline::simulate {

using model::Model;

struct Options {
  std::uint64_t seed = 1;
  std::size_t replications = 10; ///< at least 1; an interval needs 2
  Duration warmUp{0};            ///< of each replication, not counted
  Duration duration{0};          ///< of each replication, after the warm-up
  unsigned threads = 0;          ///< as many as the machine has processors where 0
  Surge surge = {};              ///< a trigger: with a warm-up past it, what it leaves is seen
  std::vector<Happening> happenings = {};
  bool isAutoscaled = false;  ///< autoscalers work
  bool isMemoryFatal = false; ///< a replica that holds more than its memory crashes
  Duration dayLasts{0}; ///< loads go up and down as their day says, in that time; 0: they don't
  Duration sampled{0};  ///< how often a time series has a point; 0: there is none
};

/// How a caller follows and ends a simulation.
struct Hooks {
  std::stop_token stop; ///< asked every few milliseconds
  /// Told after each replication, by one thread at a time.
  std::function<void(std::size_t done, std::size_t total)> progress;
};

/// Runs the replications and puts them together. The result depends on the model and on seed,
/// replications, warm-up and duration alone: any number of threads gives the same bits. An error
/// where it was stopped, and where the system holds more requests than memory should.
Result<Simulation> simulate(const Model &model, const Options &options, const Hooks &hooks = {});

} // namespace loadline::simulate
