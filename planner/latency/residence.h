#pragma once

#include "planner/latency/distribution.h"
#include "planner/spec/system.h"

#include <optional>
#include <string>
#include <vector>

namespace loadline::latency {

/// What comes of one entry of `calls`, without its time.
struct CallResult {
  double attempts = 1.0; ///< per call that no cache answers, at the mean: hedges and retries in
  double failure = 0.0;  ///< share of calls that fail for good
  /// How long the callee has an attempt inside, where that is less than it takes.
  std::optional<Distribution> held = {};
  Duration each{}; ///< mean of one call that no cache answers, until its caller has done with it
};

/// From arrival at a service to its answer, without waiting for a slot or a core.
struct Residence {
  std::optional<Distribution> time;
  std::string unknownBecause; ///< where there is no time
  bool isMissing = false;     ///< it is unknown since a service gives no service_time
  /// Where there is no time: what a request is inside at least, by its own work and the calls whose
  /// times are known. Nothing where callers may take it with them when they leave.
  std::optional<Duration> atLeast = {};
  /// How long a request is inside, where callers that leave take it with them; `time` is until an
  /// answer, as long as it takes. Filled in where the rates of the callers are known.
  std::optional<Distribution> inside = {};
  double success = 1.0;               ///< share of requests that are answered without a failure
  std::vector<CallResult> calls = {}; ///< by entry of `calls`, groups spread out, in order
  std::vector<Duration> groups = {};  ///< mean times of the parallel groups, in order

  /// From arrival until it leaves. Precondition: the time is known.
  const Distribution &stay() const { return inside ? *inside : *time; }
};

/// The residence time of every service, by index: its own time and its calls, steps after each
/// other, the calls of a step together, asynchronous ones left out. A call takes no longer than its
/// timeouts, retries and hedges let it. A service that has
/// calls and gives no time of its own is taken to do nothing but call. Calls in circles are solved
/// by iteration, with leaps where all that is done on the way round is to add (AddingCircle).
/// Precondition: the calls die out (traffic::CallGraph exists).
std::vector<Residence> residences(const spec::System &system);

} // namespace loadline::latency
