#pragma once

#include "planner/curve/load_curve.h"
#include "planner/diagram/display_list.h"

#include <span>

namespace loadline::diagram {

/// The six views of what is in flight, with the figures of the plan: by service and tier; how full
/// each replica and each bound is; how many calls a request makes at once; who uses how much of a
/// service; in-flight against rate. The dashboard that planner/emit writes asks the same of the
/// running system. The rows of a service stand for it as its box in the bound stack does.
///   seen   points of load tests, drawn among those of the last view by their throughput
///   width  of the picture, pixels; as many views stand beside each other as have room, no more
///          than three
DisplayList dashboard(const plan::Plan &plan, std::span<const curve::Seen> seen = {},
                      double width = 1120);

} // namespace loadline::diagram
