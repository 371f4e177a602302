#pragma once

#include "planner/spec/terms.h"
#include "planner/units/quantity.h"

namespace loadline::traffic {

/// A batch that holds calls of several requests, which arrive at random at one rate. It leaves when
/// it is full, or when its first call has waited as long as the batch may.
struct SharedBatch {
  double requests = 1.0;  ///< whose calls leave in it, at the mean
  units::Duration mean{}; ///< from a call until its batch leaves, at the mean
  /// The longest that one waits: the first of each batch does, the others wait an evenly spread
  /// part of it, so that the mean is right. Exactly `wait` where it ends before the batch is full.
  units::Duration longest{};
};

/// Precondition: isSharedBatch(call). Calls that never arrive wait alone.
///   arrivals  of requests at the caller, all of its replicas together
SharedBatch sharedBatch(const spec::CallTerms &call, units::Rate arrivals);

} // namespace loadline::traffic
