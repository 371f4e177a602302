#pragma once

#include "planner/spec/system.h"

#include <vector>

namespace loadline::traffic {

/// Which load of a workload the figures are for. A workload with a sole rate has it at all of them;
/// `burst` is the peak times the factor of those that burst, as if all did at the same time.
enum class LoadPoint { baseline, peak, burst };

/// What the open workloads send to each service, by index.
std::vector<units::Rate> openRates(const spec::System &system, LoadPoint at);

/// What one open workload sends. Precondition: it is open.
units::Rate openRate(const spec::Load &load, LoadPoint at);

} // namespace loadline::traffic
