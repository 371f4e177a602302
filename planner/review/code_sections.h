#pragma once

#include "analyzer/findings/inventory.h"
#include "planner/plan/plan.h"
#include "planner/review/page.h"

namespace loadline::review {

/// For each service with code: its sites and findings, its worst bound beside its own.
Section threatsSection(const plan::Plan &plan, const findings::Audit &audit, const Review &review);
/// Each finding with what it means for the plan.
Section codeFindingsSection(const plan::Plan &plan, const findings::Audit &audit,
                            const Review &review, const std::vector<Consequence> &consequences);
Section inventorySection(const plan::Plan &plan, const findings::Audit &audit,
                         const Review &review);

/// How the audit went: translation units, calls that stayed unresolved, what was dropped.
Section notesSection(const findings::Audit &audit);

} // namespace loadline::review
