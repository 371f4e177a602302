#pragma once

#include "planner/model/drawn_time.h"
#include "planner/simulate/random.h"

namespace loadline::simulate {

/// One such time by chance.
units::Duration draw(const model::DrawnTime &time, Random &random);

} // namespace loadline::simulate
