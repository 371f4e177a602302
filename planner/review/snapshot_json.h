#pragma once

#include "planner/plan/json_parts.h"
#include "planner/review/movement.h"

namespace loadline::review {

/// The "matters" and "figures" of the review's JSON.
plan::Json mattersJson(const Snapshot &snapshot);
plan::Json figuresJson(const Snapshot &snapshot);

} // namespace loadline::review
