#pragma once

#include "planner/model/model.h"
#include "planner/spec/system.h"

namespace loadline::model {

/// Adds to a model of the same services and workload how those who wait are served: by the
/// priorities of their classes, and tenants in turns.
void addDisciplines(Model &model, const spec::System &system);

} // namespace loadline::model
