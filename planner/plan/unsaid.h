#pragma once

#include "planner/plan/plan.h"
#include "planner/spec/system.h"

#include <string>
#include <vector>

// What a spec leaves out of that a question of readiness asks for: empty where the question can be
// answered with yes.

namespace loadline::plan {

using Missing = std::vector<std::string>;

Missing missingVerdicts(const spec::System &system, const Plan &plan);
Missing missingBounds(const spec::System &system, const Plan &plan);
Missing missingResources(const spec::System &system, const Plan &plan);
Missing missingOffers(const spec::System &system, const Plan &plan);
Missing missingConnections(const spec::System &system, const Plan &plan);
Missing missingTimeouts(const spec::System &system, const Plan &plan);
Missing missingRetries(const spec::System &system, const Plan &plan);
Missing missingContracts(const spec::System &system, const Plan &plan);
Missing missingTenants(const spec::System &system, const Plan &plan);
Missing missingObjectives(const spec::System &system, const Plan &plan);
Missing missingUpdates(const spec::System &system, const Plan &plan);
Missing missingBreakers(const spec::System &system, const Plan &plan);
Missing missingGrowth(const spec::System &system, const Plan &plan);
Missing missingReviews(const spec::System &system, const Plan &plan);

} // namespace loadline::plan
