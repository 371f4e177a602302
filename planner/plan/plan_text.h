#pragma once

#include "base/result.h"
#include "planner/plan/plan.h"

#include <string>

namespace loadline::plan {

/// The plan for a terminal of 100 columns: what the system holds, then services, edges, tiers,
/// findings and assumptions.
std::string toText(const Plan &plan);

/// What the system holds, which tier is the tightest, and the way to its most oversubscribed
/// service, in sentences.
std::string summaryText(const Plan &plan);

/// How one figure came about, or those of a group. `field` is as in `--why`:
/// "edge.max_in_flight.recommended", its service and its end ("edge.recommended"), or what several
/// begin with ("edge.max_in_flight"). An unknown one is an error that names those there are.
Result<std::string> whyText(const Plan &plan, const std::string &field);

/// How every main figure came about, one block a figure.
std::string derivationsText(const Plan &plan);

/// `file:line:column: warning: message [check]`, one line each.
std::string findingsText(const std::vector<findings::Finding> &findings);

} // namespace loadline::plan
