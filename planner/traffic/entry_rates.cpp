#include "planner/traffic/entry_rates.h"

#include <cassert>

namespace loadline::traffic {

units::Rate openRate(const spec::Load &load, LoadPoint at) {
  assert(!load.isClosed());
  if (at == LoadPoint::baseline)
    return load.rate->value;
  const units::Rate peak = load.peak ? load.peak->value : load.rate->value;
  return at == LoadPoint::burst && load.burstFactor ? peak * load.burstFactor->value : peak;
}

std::vector<units::Rate> openRates(const spec::System &system, LoadPoint at) {
  std::vector<units::Rate> rates(system.services.size());
  for (const spec::Workload &workload : system.workload)
    if (!workload.load.isClosed())
      rates[workload.to] += openRate(workload.load, at);
  return rates;
}

} // namespace loadline::traffic
