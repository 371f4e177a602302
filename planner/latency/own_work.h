#pragma once

#include "planner/latency/distribution.h"
#include "planner/spec/system.h"

#include <optional>

namespace loadline::latency {

/// A service's own time as its spec gives it, slowed down where its CPU is less than one core;
/// empty where the spec gives none.
std::optional<Distribution> ownTime(const spec::ServiceTerms &service);

/// CPU work per request, in seconds of one core: `cpu_time`, or the whole service time where `cpu`
/// is given without it. Empty where neither says how much of the time is CPU work.
std::optional<Duration> cpuWork(const spec::ServiceTerms &service);

} // namespace loadline::latency
