#pragma once

#include "planner/solve/network.h"

#include <vector>

// What one request of a service does while it holds its slot, as one round of the customers of a
// closed network: a delay and visits to stations. Services without a bound hold nobody up, so what
// they do belongs to the way of whoever calls them.

namespace loadline::solve {

/// A random number of times.
struct Count {
  double mean = 0, variance = 0;
};

/// The sum of a random number of independent times, in s and s².
struct Sum {
  double mean = 0, variance = 0;
};
Sum sumOf(const Count &count, const Sum &each);
/// So many, each of which comes `each` times.
Count nested(const Count &outer, const Count &each);

struct Visit {
  std::size_t station;
  Count count;
  double kept = 1; ///< of one beside others, the share that ends before its caller goes on
};

struct Way {
  Sum delay;                  ///< all that is no visit
  std::vector<Visit> visits;  ///< each station once, ascending
  std::vector<Visit> besides; ///< made at the same time as others of the way that take longer
};

/// What the solver knows about a parallel group when it makes ways.
struct GroupTime {
  std::size_t slowest = 0; ///< index of the branch that is waited for most
  double longer = 0;       ///< the group takes so much longer than that branch alone, mean in s
  double mean = 0;         ///< of the whole group, in s
  double variance = 0;     ///< that the group's time has beyond that branch's, in s²
};

struct Branch {
  std::size_t to;
  double presence; ///< chance that it is made
  double copies;   ///< that are made at the same time
};
std::vector<Branch> branchesOf(const model::Step &group);

/// Places of a request where it makes such a call; what a cache answers is one, too.
Count timesMade(const model::Call &call);
/// Such calls of a request that reach the callee.
Count countOf(const model::Call &call);
/// Pieces that a request's own work is cut into.
Count slicesOf(const model::Service &service);

/// By service, its way; calls to a service with slots are visits, to others their way.
///   groupTimes  by service and step
std::vector<Way> waysOf(const model::Model &model, const Network &network,
                        const std::vector<std::vector<GroupTime>> &groupTimes);

/// The way of a workload's customers: thinking, and one request to a service.
Way wayOf(const model::Workload &workload, const Network &network, const std::vector<Way> &ways);

} // namespace loadline::solve
