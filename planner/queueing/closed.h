#pragma once

#include "planner/units/quantity.h"

#include <vector>

// Closed networks: a fixed number of clients goes round, thinks, and visits centres. One class;
// several classes in closed_classes.h. A centre's demand is its visits × service time of one
// request.

namespace loadline::queueing {

struct Centre {
  units::Duration demand; ///< not below 0
  int workers = 1;        ///< at least 1; 0 for a delay: as many workers as clients
};

struct ClosedNetwork {
  int clients = 1; ///< at least 1
  units::Duration think{0};
  std::vector<Centre> centres;
};

struct ClosedSteady {
  units::Rate throughput;
  units::Duration residence;                ///< of one round, without thinking
  std::vector<units::Duration> residences;  ///< at each centre
  std::vector<units::Concurrency> inFlight; ///< at each centre
};

/// Exact for product-form networks, also with hundreds of workers, where mean-value recursions lose
/// all digits: normalization constants by convolution of positive terms, in logarithms. O(M · N²).
/// Source: [Buzen1973]; with several workers [BruellBalbo1980] ch. 2.
ClosedSteady solveExactly(const ClosedNetwork &network);

/// Schweitzer's approximate mean-value analysis: an arrival sees (N − 1) / N of the mean queue.
/// Centres with several workers by Seidmann's split into a faster worker and a delay. Usually
/// within 5 %. Source: [LazowskaEtAl1984] ch. 6; [SeidmannEtAl1987].
ClosedSteady solveApproximately(const ClosedNetwork &network);

/// Between what and what throughput and residence lie, whatever the distributions (asymptotic) or
/// for product-form networks of single workers (balanced).
struct Bounds {
  units::Rate least, most;
  units::Duration quickest, slowest;
};

/// Source: [LazowskaEtAl1984] 5.2. Single workers and delays.
Bounds asymptoticBounds(const ClosedNetwork &network);

/// Source: [LazowskaEtAl1984] 5.4. Single workers and delays.
Bounds balancedBounds(const ClosedNetwork &network);

/// Machine repair, M/M/c//N: clients think and share `workers`, both exponential.
struct Repair {
  units::Rate throughput;
  units::Duration residence;
  units::Concurrency inFlight;
};

/// Source: [Kleinrock1975] 3.8 and 3.10; birth and death, terms scaled by their largest.
///   service  above 0
Repair machineRepair(int clients, int workers, units::Duration service, units::Duration think);

} // namespace loadline::queueing
