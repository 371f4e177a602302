#pragma once

#include "planner/spec/system.h"

#include <string>

namespace loadline::review {

/// Whether a call is made a random number of times, which has no largest value.
bool isRandomCount(const spec::CallTerms &call);

/// Calls that the largest request makes: the count times the largest number of items, rounded up.
/// Of a geometric count from 0 on, what only one request in 100 exceeds: the least k with (mean /
/// (1 + mean))^(k + 1) <= 0.01.
double largestCount(const spec::CallTerms &call);

/// How many times as many calls to a callee the largest request has at once as the plan counts,
/// which takes a random count at its mean: 1 where no random count is in a parallel group.
double largestOverPlanned(const spec::System &system, const spec::Service &caller,
                          const std::string &callee);

} // namespace loadline::review
