#pragma once

#include "base/result.h"
#include "planner/plan/plan_file.h"

#include <string>

namespace loadline::emit {

/// Objectives for the concurrency of a service, as Markdown: how full its tightest bound may be,
/// how fast what is inside may grow, and how much may be refused, each with what it follows from;
/// then larger shares of refusals and why they are none. The service must give `slo.success`.
Result<std::string> concurrencyObjectives(const plan::PlannedSpec &planned,
                                          const std::string &service);

} // namespace loadline::emit
