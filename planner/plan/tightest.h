#pragma once

#include "planner/plan/plan.h"

namespace loadline::plan {

/// Fills in which tiers are the tightest, the way to the service that is most oversubscribed, and
/// the signal that it is full.
void findTightest(Plan &plan);

/// The service that can have most inside at once against what it admits: one of the tightest tier
/// where that has any that can have more, else of all; null where there is none.
const ServicePlan *mostOversubscribed(const Plan &plan);

} // namespace loadline::plan
