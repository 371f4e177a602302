#pragma once

#include "planner/curve/load_curve.h"
#include "planner/diagram/display_list.h"

namespace loadline::diagram {

/// How a service answers as the load grows: above its mean and p99, below its requests in flight;
/// upright lines at the planned load, the load line, the knee, and where something is full.
/// A curve without points gives a picture that says so.
///   width  of the picture; at least what the words need
DisplayList loadCurve(const curve::LoadCurve &curve, double width = 760);

} // namespace loadline::diagram
