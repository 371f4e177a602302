#pragma once

#include "planner/diagram/display_list.h"

namespace loadline::diagram {

/// What the marks of the bound stack mean, each drawn as it is drawn there.
DisplayList legend();

} // namespace loadline::diagram
