#pragma once

#include "planner/model/model.h"
#include "planner/spec/system.h"
#include "planner/traffic/entry_rates.h"

namespace loadline::model {

/// The simulation's view of a system at one load point. The only place that knows the spec.
Model modelOf(const spec::System &system, traffic::LoadPoint at);

} // namespace loadline::model
