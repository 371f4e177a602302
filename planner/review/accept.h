#pragma once

#include "planner/review/ledger.h"
#include "planner/spec/edit.h"

#include <string>
#include <vector>

namespace loadline::review {

/// How a bound is named on a command line: "intake.deployment.max_in_flight".
std::string nameOf(const SpecBound &bound, const plan::Plan &plan);

/// What to write into the spec so that it says what the code keeps: the number of one process times
/// the processes that share the bound.
///   name  of one drifted bound, or "all" for every one; another name is an error that lists them
Result<std::vector<spec::ValueEdit>> acceptedEdits(const std::string &name, const Ledger &ledger,
                                                   const plan::Plan &plan,
                                                   const findings::Audit &audit);

} // namespace loadline::review
