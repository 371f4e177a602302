#pragma once

#include "planner/spec/terms.h"

#include <algorithm>

namespace loadline::latency {

/// Requests that the calls of one request travel in: a batch goes and comes as one, and a call that
/// travels with those of other requests waits for the whole of it.
inline double tripsOf(const spec::CallTerms &call) {
  return std::max(call.count() / call.batchSize(), std::min(1.0, call.count()));
}

} // namespace loadline::latency
