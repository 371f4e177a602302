#pragma once

#include "planner/review/checklists.h"

namespace loadline::review {

// Questions that the audit answers; several checklists ask them.

/// No spawn site is dangerous.
ChecklistItem everySpawnIsLimited(const Evidence &of);
/// Drifted, unbounded and undeclared ones are not met; where all that is left was not found, a
/// person has to look.
ChecklistItem boundsAreKept(const Evidence &of);
/// Each service that is ours names its code, and the audit met sites or files of it.
ChecklistItem everyServiceNamesItsCode(const Evidence &of);
/// No translation unit failed or was skipped.
ChecklistItem allCodeWasRead(const Evidence &of);
/// No site starts a unit for each datum of a request without a limit.
ChecklistItem largestInputIsCapped(const Evidence &of);

} // namespace loadline::review
