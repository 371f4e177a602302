#include "planner/simulate/comparison.h"

namespace loadline::simulate {

namespace {

ServiceComparison compared(const plan::ServicePlan &plan, const ServiceResult &run) {
  const plan::ResidenceTime &planned = plan.residenceTime;
  const ResidenceEstimate &seen = run.residence;
  ServiceComparison out{.name = plan.name};
  out.arrivalRate = {plan.arrivalRate, run.arrivals};
  out.throughput = {plan.throughput, run.throughput};
  out.residence = {{planned.mean, seen.mean},
                   {planned.p50, seen.p50},
                   {planned.p95, seen.p95},
                   {planned.p99, seen.p99}};
  out.inFlight = {plan.inFlightMean, run.inFlight};
  out.utilization = {plan.utilization, run.utilization};
  if (run.limit)
    out.limit = {plan.maxInFlight.declared, run.limit};
  out.cpuUtilization = {plan.cpuUtilization, run.cpuUtilization};
  return out;
}

} // namespace

std::vector<ServiceComparison> compare(const plan::Plan &plan, const Simulation &simulation) {
  std::vector<ServiceComparison> out;
  for (const plan::ServicePlan &service : plan.services)
    if (const ServiceResult *run = simulation.find(service.name))
      out.push_back(compared(service, *run));
  return out;
}

} // namespace loadline::simulate
