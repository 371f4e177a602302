#pragma once

#include "planner/plan/workings.h"
#include "planner/sizing/at_once.h"

namespace loadline::plan {

/// What is known of the stack. It refers to the workings.
inline sizing::StackView stackOf(const Workings &workings) {
  return {workings.system, workings.edges,   workings.incoming, workings.tierOf,
          workings.admits, workings.isEntry, workings.clients};
}

} // namespace loadline::plan
