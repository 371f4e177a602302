#pragma once

#include "planner/latency/residence.h"
#include "planner/sizing/constraint.h"
#include "planner/spec/system.h"

#include <vector>

namespace loadline::sizing {

/// The arrival rate at which one constraint of a service is used up.
struct Ceiling {
  Constraint constraint = Constraint::none;
  units::Rate rate;
  SourcePosition at; ///< the line that sets it
};

/// What a service's bound, cores and contract let through each, as far as their times are known. By
/// Little's law a bound of N holds N / residence time.
std::vector<Ceiling> ceilings(const spec::ServiceTerms &service,
                              const latency::Residence &residence);

/// The cap that `callee` sets for this caller: its own entry of `per_caller`, else the default's.
const spec::Cap *capFor(const spec::ServiceTerms &callee, const std::string &caller);

/// What a per-caller cap lets through on one edge.
std::vector<Ceiling> ceilings(const spec::Cap &cap, const latency::Residence &callee);

} // namespace loadline::sizing
