#include "tests/planner/differential/compare.h"

#include "planner/simulate/simulate.h"
#include "planner/solve/solve.h"

#include <algorithm>
#include <chrono>

namespace loadline::differential {

namespace {

/// Eight replications, each after a tenth for warming up.
Result<simulate::Simulation> simulated(const Generated &system, double events) {
  constexpr std::size_t replications = 8;
  constexpr double eventsPerVisit = 2.5;
  const double requests = events / (system.visits * eventsPerVisit * replications);
  const model::Duration duration(requests / system.requests);
  return simulate::simulate(system.model, {.seed = 1,
                                           .replications = replications,
                                           .warmUp = duration * 0.1,
                                           .duration = duration,
                                           .threads = 1});
}

double fullest(const simulate::Simulation &run) {
  double most = 0;
  for (const simulate::ServiceResult &service : run.services)
    for (const auto &share : {service.utilization, service.cpuUtilization})
      if (share)
        most = std::max(most, share->value.count());
  return most;
}

Deviation deviation(const solve::WorkloadSolution &solved, const simulate::WorkloadResult &run) {
  const auto over = [](auto solvedFigure, auto simulatedFigure) {
    return solvedFigure.count() / simulatedFigure.count() - 1;
  };
  const solve::Residence &times = solved.residence;
  return {over(solved.throughput, run.throughput.value),
          over(*times.mean, run.residence.mean->value), over(*times.p95, run.residence.p95->value),
          over(*times.p99, run.residence.p99->value)};
}

bool isSteady(const simulate::Simulation &run, const model::Workload &load, double halfWidth) {
  const double out = run.workload[0].throughput.value.count();
  return halfWidth < 0.02 && (!load.rate || std::abs(out / load.rate->count() - 1) < 0.02);
}

} // namespace

Outcome compare(std::uint64_t number, double events) {
  const Generated system = generate(number);
  Outcome out{
      .number = number, .stratum = system.stratum, .services = system.model.services.size()};
  const auto run = simulated(system, events);
  if (!run || !run->workload[0].residence.mean)
    return out;
  const auto &mean = *run->workload[0].residence.mean;
  out.halfWidth = mean.halfWidth / mean.value;
  out.isSteady = isSteady(*run, system.model.workload[0], out.halfWidth);
  out.utilization = fullest(*run);
  const auto start = std::chrono::steady_clock::now();
  const solve::Solution solution = solve::solve(system.model);
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (solution.isSettled && solution.workload[0].residence.mean)
    out.deviation = deviation(solution.workload[0], run->workload[0]);
  return out;
}

} // namespace loadline::differential
