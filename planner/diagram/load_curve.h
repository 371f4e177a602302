#pragma once

#include "planner/curve/load_curve.h"
#include "planner/diagram/display_list.h"

namespace loadline::diagram {

/// How a service answers as the load grows: above its mean and p99, below its requests in flight;
/// upright lines at the planned load, the load line, the knee, and where something is full.
/// A curve without points gives a picture that says so.
///   wanted  the picture is so wide and so high, but at least what the words need, and no higher
///           than curves are good to read
DisplayList loadCurve(const curve::LoadCurve &curve, Size wanted = {760, 0});

} // namespace loadline::diagram
