#pragma once

#include "base/report.h"
#include "base/result.h"
#include "planner/plan/plan_file.h"
#include "planner/rules/policy.h"
#include "planner/scenario/outcome.h"

#include <string>
#include <string_view>
#include <vector>

//     System, Plan ─┐
//     scenario.yaml ┴─ runScenario ──► Outcome ── report
//
// What becomes of a planned system when something happens to it. Figures are those of the plan, of
// fluid arithmetic, and for retry storms of fixed points.

namespace loadline::scenario {

/// Reads a scenario strictly and runs it on a system.
///   file  the name that positions carry; nothing is opened
Result<Outcome> runScenario(std::string_view text, const std::string &file,
                            const plan::PlannedSpec &planned, const policy::Policy &policy);

/// One table of all scenarios, and what each means.
std::vector<ReportSection> sectionsOf(const std::string &system,
                                      const std::vector<Outcome> &outcomes);

/// JSON of loadline/whatif/v1.
std::string toJsonText(const std::string &system, const std::vector<Outcome> &outcomes);

} // namespace loadline::scenario
