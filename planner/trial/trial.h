#pragma once

#include "base/result.h"
#include "planner/plan/plan_file.h"
#include "planner/scenario/outcome.h"

#include <functional>

//     Outcome, System ── tryOut ──► Outcome with what the simulation showed
//
// A scenario's figures by a second method: the same thing happens to the same system in a
// simulation, with none of the scenario's arithmetic.

namespace loadline::trial {

/// Fills `simulated` of the figures that a simulation can show; does nothing to a scenario that
/// says of none how. An error where the system can't be simulated.
///   progress  told after each run
Result<scenario::Outcome>
tryOut(scenario::Outcome outcome, const plan::PlannedSpec &planned, plan::LoadPoint at,
       const std::function<void(std::size_t, std::size_t)> &progress = {});

} // namespace loadline::trial
