#pragma once

#include "planner/diagram/bound_stack.h"
#include "planner/diagram/display_list.h"
#include "planner/diagram/layout.h"
#include "planner/plan/plan.h"

#include <string>

namespace loadline::diagram {

/// What is written on an edge; nothing for an entry's rate, which stands in its chevron.
///   callee  may be null
std::string labelOf(const plan::EdgePlan &edge, const plan::ServicePlan *callee, EdgeLabel label,
                    bool isEntry);

/// The room of the label and the badge about the line.
LabelSize labelSize(const plan::EdgePlan &edge, const std::string &label);

/// A call: a line as thick as the logarithm of its rate, dashed if optional, doubled and with the
/// ratio in a badge if its caller may offer more than the callee admits.
///   index  in Plan::edges
Group drawEdge(const plan::EdgePlan &edge, int index, const std::string &label, bool isOnTrail,
               const Route &route);

/// The bar that parallel calls leave from.
Group drawBracket(const Bracket &bracket, const std::string &caller);

} // namespace loadline::diagram
