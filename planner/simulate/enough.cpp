#include "planner/simulate/enough.h"

#include <algorithm>

namespace loadline::simulate {

units::Duration enoughFor(const plan::Plan &plan) {
  double rates = 0, slowest = 0;
  for (const plan::ServicePlan &service : plan.services) {
    rates += service.arrivalRate ? service.arrivalRate->count() : 0;
    slowest =
        std::max(slowest, service.residenceTime.mean ? service.residenceTime.mean->count() : 0);
  }
  const double entering = plan.system.arrivalRate ? plan.system.arrivalRate->count() : 0;
  if (entering <= 0 || rates <= 0)
    return units::Duration(1000);
  return units::Duration(std::max(std::min(200'000 / entering, 2'000'000 / rates), 100 * slowest));
}

} // namespace loadline::simulate
