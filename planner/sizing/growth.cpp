#include "planner/sizing/growth.h"

#include <cmath>
#include <map>

namespace loadline::sizing {

using units::Rate;

GrowingTraffic::GrowingTraffic(const spec::System &system, const traffic::CallGraph &graph,
                               std::vector<Rate> today, traffic::LoadPoint at)
    : today_(std::move(today)) {
  std::map<double, std::vector<Rate>> entering;
  for (const spec::Workload &workload : system.workload) {
    if (workload.load.isClosed() || !workload.load.growth)
      continue;
    auto &rates = entering[1 + workload.load.growth->value.count()];
    rates.resize(system.services.size());
    rates[workload.to] += traffic::openRate(workload.load, at);
  }
  for (const auto &[factor, rates] : entering) {
    Part part{factor, Rate(0), graph.arrivals(rates)};
    for (const Rate rate : rates)
      part.entering += rate;
    parts_.push_back(std::move(part));
  }
}

Rate GrowingTraffic::arrivals(spec::ServiceIndex service, double months) const {
  Rate rate = today_[service];
  for (const Part &part : parts_)
    rate += part.arrivals[service] * (std::pow(part.factor, months) - 1);
  return rate;
}

Rate GrowingTraffic::entering(Rate today, double months) const {
  for (const Part &part : parts_)
    today += part.entering * (std::pow(part.factor, months) - 1);
  return today;
}

namespace {

constexpr double rounding = 1e-9; // what no one means by a difference

} // namespace

std::optional<int> GrowingTraffic::monthsUntilFull(spec::ServiceIndex service,
                                                   const Ceiling &ceiling) const {
  const double reached = 1 - 3 * rounding;
  return monthsUntil(service, ceiling.isPromise ? ceiling.rate : ceiling.rate * reached);
}

std::optional<int> GrowingTraffic::monthsUntil(spec::ServiceIndex service, Rate limit) const {
  constexpr int century = 1200;
  const Rate above = limit * (1 + rounding); // exactly at the limit is not above it
  if (!(arrivals(service, century) > above))
    return std::nullopt;
  int low = -1, high = century; // arrivals only grow, so the month is found by halving
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (arrivals(service, middle) > above ? high : low) = middle;
  }
  return high;
}

} // namespace loadline::sizing
