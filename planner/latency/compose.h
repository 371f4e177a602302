#pragma once

#include "planner/latency/tail.h"

#include <optional>
#include <vector>

// Times of a request's parts into the time of the whole. Parts are taken as independent. Means are
// exact but for a parallel group with a part of which only the mean is known, variances and third
// moments too; what is approximate is the shape (planner/latency/distribution.h).

namespace loadline::latency {

/// The time of some calls to one callee, made one after the other or together.
struct Calls {
  Distribution each;        ///< one call, its timeout applied
  double count = 1.0;       ///< per request: whole ones, and the rest by chance
  bool isGeometric = false; ///< the count is geometric with that mean, from 0 on
  double reaching = 1.0;    ///< the share that goes to the callee; caches answer the rest at once
  double failing = 0.0;     ///< of it, the share that ends as a failure whenever it ends
  double givenUp = 0.0;     ///< of what does not fail so, the share that ends last and unanswered
};

/// P(all of the calls are so), where one is with the chance `each`, whatever the others are.
///   count  whole calls, and the rest by chance; or the mean of a geometric number from 0 on
double allOf(double each, double count, bool isGeometric);

/// A further call in the counts of calls that are `yes`, [k] being the chance of k of those so far;
/// of the others, those that are `no` stay and the rest is left out of all counts.
void addCall(std::vector<double> &counts, double yes, double no);

/// All of the calls, one after the other.
Distribution inSequence(const Calls &calls);

/// All parts, one after the other.
Distribution sum(const std::vector<Distribution> &parts);

/// How the calls of a group are waited for.
struct Join {
  std::optional<double> quorum; ///< answers that are enough; all unless given
  std::optional<double> limit;  ///< calls at once; all unless given
  Closeness closeness = {};
};

/// The last of the calls of a group that leave together, from its tail 1 - Π F; with a
/// quorum, the answer that completes it, or the last call where too few are answered. Under a limit
/// they leave in waves, in order, each after the one before has ended, which is an upper bound of
/// what free slots taken at once would need. A group with a member of unknown spread has the
/// largest mean as its mean, which is a lower bound.
Distribution slowest(const std::vector<Calls> &group, const Join &join = {});

} // namespace loadline::latency
