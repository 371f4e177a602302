#pragma once

#include "planner/diagram/bound_stack.h"
#include "planner/diagram/display_list.h"
#include "planner/plan/plan.h"

#include <optional>

namespace loadline::diagram {

/// The room that a service takes, its badges not counted.
Size sizeOf(const plan::ServicePlan &service);

/// The room of the chevron of an entry.
Size entrySize();

/// What stands on a service beside its own figures.
struct Marks {
  CodeFindings inCode;
  bool isOnTrail = false;           ///< it lies on the path of the selected finding
  std::optional<plan::Ratio> ghost; ///< its utilization as it stands, where other values are tried
};

/// One service in its box: name, replicas, gauge, figures, what binds it, and what was found in its
/// code.
Group drawService(const plan::ServicePlan &service, plan::Ratio limit, const Marks &marks,
                  const Box &box);

/// Where load enters: a chevron with its rate.
///   edge  index in Plan::edges
Group drawEntry(const plan::EdgePlan &entry, int edge, const Box &box);

} // namespace loadline::diagram
