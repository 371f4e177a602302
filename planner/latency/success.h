#pragma once

#include "planner/latency/residence.h"

namespace loadline::latency {

/// P(no call of one entry fails its caller), of so many calls as the entry makes: whole ones, one
/// more in a part of the requests, or a geometric number. 1 where the caller can do without.
double successOf(const spec::CallTerms &call, const CallResult &result);

} // namespace loadline::latency
