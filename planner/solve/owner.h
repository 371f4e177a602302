#pragma once

#include "planner/solve/closed_customers.h"
#include "planner/solve/sharing.h"
#include "planner/solve/way.h"

#include <optional>
#include <vector>

namespace loadline::solve {

/// Those who send customers into stations: the slots of a service, or a workload.
struct Owner {
  Way way;
  std::size_t most = 1;                       ///< customers that are looked at
  double flow = 0;                            ///< rounds per second
  std::vector<double> numbers;                ///< P(n customers)
  double holdsBack = 0;                       ///< chance that who comes waits here or further up
  std::vector<Stream> visits, besides;        ///< as in the way
  std::vector<ClosedCustomers::Place> places; ///< that they visit
  std::optional<ClosedCustomers> customers;   ///< but of Poisson arrivals
};

/// Gives an owner a way; what is known of stations that it had before stays.
void takeWay(Owner &owner, Way way);

} // namespace loadline::solve
