#pragma once

#include "planner/plan/service_derivations.h"

// How the remedies of an oversubscription came about.

namespace loadline::plan {

void deriveRemedies(const ServiceView &view, Deriving &out);
void deriveRemedies(const EdgePlan &row, const sizing::Edge &edge, const Workings &workings,
                    Deriving &out);
void deriveRemedies(const TierPlan &row, Deriving &out);

/// By entry, what can be inside the members at once; empty where that is not known.
std::vector<Input> atOnceInputs(const Workings &workings,
                                const std::vector<spec::ServiceIndex> &members);

} // namespace loadline::plan
