#pragma once

#include "planner/review/checklists.h"
#include "planner/review/page.h"

namespace loadline::review {

/// The checklist as a table, its evidence below each question.
Section sectionOf(const Checklist &checklist);

} // namespace loadline::review
