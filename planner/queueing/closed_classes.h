#pragma once

#include "planner/units/quantity.h"

#include <vector>

// Closed networks with several classes of clients.

namespace loadline::queueing {

struct ClientClass {
  int clients = 1; ///< not below 0
  units::Duration think{0};
  std::vector<units::Duration> demands; ///< at each centre, as many as `isDelay`
};

struct ClassNetwork {
  std::vector<ClientClass> classes;
  std::vector<bool> isDelay; ///< of each centre: nobody queues there
};

struct ClassSteady {
  std::vector<units::Rate> throughput;                   ///< of each class
  std::vector<std::vector<units::Duration>> residences;  ///< of each class at each centre
  std::vector<std::vector<units::Concurrency>> inFlight; ///< the same
};

/// Exact mean-value analysis; time and memory go with Π (clients + 1).
/// Source: [ReiserLavenberg1980]; [LazowskaEtAl1984] ch. 7, p. 142.
ClassSteady solveExactly(const ClassNetwork &network);

/// Schweitzer and Bard; usually within 5 %. Source: [LazowskaEtAl1984] ch. 7.
ClassSteady solveApproximately(const ClassNetwork &network);

} // namespace loadline::queueing
