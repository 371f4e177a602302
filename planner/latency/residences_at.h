#pragma once

#include "planner/latency/residence.h"

namespace loadline::latency {

/// As residences(), where it is known how much arrives, and so how soon a batch that several
/// requests share is full. Without, calls wait an even part of what it may wait.
///   arrivals  at each service, by index; empty where they are not known
std::vector<Residence> residencesAt(const spec::System &system,
                                    const std::vector<units::Rate> &arrivals);

} // namespace loadline::latency
