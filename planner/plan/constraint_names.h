#pragma once

#include "planner/plan/derivation_parts.h"

// Inputs that derivations of several kinds of rows share.

namespace loadline::plan {

/// "connections to db", "cpu", "contract of payments".
std::string nameOf(Constraint constraint, const std::string &toward, const std::string &of = "");

/// "limit by cpu": the arrivals at which it is used up.
Input limitInput(const ConstraintPlan &constraint);

/// What one workload sends at the planned load.
Input workloadInput(const Workings &workings, std::size_t workload);

/// Adds what one kind of growth brings in so many `months`, a name that the inputs must hold.
void addGrowing(std::string &formula, std::vector<Input> &inputs, const Workings &workings,
                Rate today, double factor);

} // namespace loadline::plan
