#pragma once

#include "planner/plan/plan.h"

#include <string>

namespace loadline::diagram {

/// The plan's graph in the language of Graphviz, for those who lay it out or post-process it
/// themselves. Names are labels, never ids, so that any name is good.
std::string toDot(const plan::Plan &plan);

} // namespace loadline::diagram
