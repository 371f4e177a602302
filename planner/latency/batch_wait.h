#pragma once

#include "planner/latency/distribution.h"
#include "planner/traffic/batches.h"

namespace loadline::latency {

/// How long a request waits for its calls in a shared batch: until it leaves, and then for the
/// callee. Where they are in two batches it waits for the slower one, the first of which leaves at
/// once. A mean alone where the spread of the callee's time is unknown.
///   time  of a batch at the callee, as its caller has it
Distribution inBatch(const Distribution &time, const traffic::SharedBatch &batch);

} // namespace loadline::latency
