#pragma once

#include "planner/latency/distribution.h"

#include <vector>

// Times of a request's parts into the time of the whole. Parts are taken as independent. Means are
// exact but for a parallel group with a part of which only the mean is known; the spread of a sum
// is exact, its shape is the log-normal of that mean and spread.

namespace loadline::latency {

/// The time of some calls to one callee, made one after the other or together.
struct Calls {
  Distribution each;        ///< one call, its timeout applied
  double count = 1.0;       ///< per request: whole ones, and the rest by chance
  bool isGeometric = false; ///< the count is geometric with that mean, from 0 on
  double reaching = 1.0;    ///< the share that goes to the callee; caches answer the rest at once
};

/// X, but never longer than `limit`.
Distribution cut(const Distribution &time, Duration limit);

/// All of the calls, one after the other.
Distribution inSequence(const Calls &calls);

/// All parts, one after the other.
Distribution sum(const std::vector<Distribution> &parts);

/// The last of all calls of a group that leave together, by numeric integration of 1 - Π F. A group
/// with a member of unknown spread has the largest mean as its mean, which is a lower bound.
Distribution slowest(const std::vector<Calls> &group);

} // namespace loadline::latency
