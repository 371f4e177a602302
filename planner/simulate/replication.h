#pragma once

#include "planner/model/model.h"
#include "planner/simulate/happening.h"
#include "planner/simulate/tally.h"

#include <functional>
#include <vector>

namespace loadline::simulate {

using model::Model;
using units::Duration;

/// More arrivals of the open workloads for a while, counted from the beginning, warm-up included.
struct Surge {
  Duration from{0}, until{0};
  double factor = 1; ///< above 0
};

/// One run of the simulation.
struct Run {
  std::uint64_t seed = 1;
  std::uint64_t number = 0; ///< of the replication; names its stream together with the seed
  Duration warmUp{0};       ///< what happens in it is not counted
  Duration duration{0};     ///< after the warm-up
  Surge surge;
  std::vector<Happening> happenings;
  bool isAutoscaled = false;  ///< autoscalers work
  bool isMemoryFatal = false; ///< a replica that holds more than its memory crashes
  Duration dayLasts{0}; ///< loads go up and down as their day says, in that time; 0: they don't
  Duration sampled{0};  ///< every so often a sample of each service; 0: none
};

/// How a run ended.
///   stopped  as was asked for
///   full     more than four million requests were inside at once, which no memory should pay for
///   stuck    four million events at one moment: who is refused asks again at once, for ever
enum class Ending { complete, stopped, full, stuck };

/// Runs a model once, on the calling thread. The same model and run give the same tally, bit for
/// bit.
///   wantsStop  asked every few thousand events
///   tally      whole where the ending is `complete`
Ending replicate(const Model &model, const Run &run, const std::function<bool()> &wantsStop,
                 Tally &tally);

} // namespace loadline::simulate
