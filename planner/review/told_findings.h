#pragma once

#include "analyzer/findings/inventory.h"
#include "planner/plan/plan_file.h"

namespace loadline::review {

/// Says in each finding of the audit what it means for the plan: the bound that belongs there ends
/// its message ("…; limit to 20: store: pool 80 / 4 parallel calls"), and a step of its path for
/// each sentence tells the load, what breaks first, and memory. Findings outside the code of every
/// service, and fingerprints, stay as they are.
/// Errors: code patterns of two services that claim a file with equal right.
Diagnostics tellMeaning(findings::Audit &audit, const plan::PlannedSpec &spec);

} // namespace loadline::review
