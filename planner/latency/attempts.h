#pragma once

#include "planner/latency/distribution.h"

#include <optional>

// One call with all that its caller does about a slow or failing answer.

namespace loadline::latency {

/// What a caller does about an attempt that is slow or fails.
struct Attempts {
  std::optional<Duration> timeout;
  std::optional<Duration> hedgeAfter; ///< a second attempt where the first has not answered by then
  double retries = 0.0;               ///< further attempts after a failure, whole
  Duration backoff{};                 ///< before each of them
  std::optional<double> budget;       ///< retries per call, at most, over all calls
  double failing = 0.0;               ///< share of attempts that are answered with a failure
  bool isCancelled = false;           ///< the callee stops when its caller leaves

  friend bool operator==(const Attempts &, const Attempts &) = default;
};

/// What comes of a call.
struct Outcome {
  Distribution time;     ///< until the caller has its answer or gives up
  double attempts = 1.0; ///< that reach the callee, at the mean
  double failure = 0.0;  ///< share of calls that fail for good
  /// How long the callee has each attempt inside, where that is less than it takes.
  std::optional<Distribution> held = {};
};

/// Whether a second attempt is ever made: not where the first is given up before.
bool hedges(const Distribution &callee, const Attempts &attempts);

/// Attempts are independent. An answer that is a failure takes as long as any other; one that comes
/// after the timeout counts as a failure at the timeout. Where only the mean of the callee's time
/// is known, none is late, but a mean above the timeout is cut to it. Where the budget is less than
/// the retries that failures ask for, any failure is as likely to be retried.
Outcome outcome(const Distribution &callee, const Attempts &attempts);

/// X, but never longer than `limit`.
Distribution cut(const Distribution &time, Duration limit);

} // namespace loadline::latency
