#pragma once

#include "planner/rules/limits.h"
#include "planner/spec/system.h"

namespace loadline::limits {

/// Whether a service names a limit, so that the catalogue is needed.
bool namesLimits(const spec::System &system);

/// Takes the limits that services name by id as if the spec said their numbers: `max_connections`,
/// `max_streams`, `rate_limit`, `descriptors` or `threads`, as the unit of each has it. What the
/// spec says itself holds where it is less. An id that is no limit, and one whose unit bounds none
/// of these, are errors at the id.
Diagnostics takeNamedLimits(spec::System &system, const Catalogue &catalogue);

} // namespace loadline::limits
