#include "tests/planner/differential/compare.h"

#include "planner/simulate/simulate.h"
#include "planner/solve/solve.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

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

Deviation deviation(const solve::WorkloadSolution &solved, const Measured &run) {
  const solve::Residence &times = solved.residence;
  return {solved.throughput.count() / run.throughput - 1, times.mean->count() / run.mean - 1,
          times.p95->count() / run.p95 - 1, times.p99->count() / run.p99 - 1};
}

constexpr double stillSteady = 0.01; // half-width of the mean

bool isSteady(const Measured &run, const model::Workload &load) {
  return run.halfWidth < stillSteady &&
         (!load.rate || std::abs(run.throughput / load.rate->count() - 1) < 0.02);
}

Measured measuredWith(std::uint64_t number, const Generated &system, double events) {
  Measured out{.number = number, .events = events};
  const auto run = simulated(system, events);
  if (!run || !run->workload[0].residence.mean)
    return out;
  const simulate::ResidenceEstimate &times = run->workload[0].residence;
  out.throughput = run->workload[0].throughput.value.count();
  out.mean = times.mean->value.count();
  out.p95 = times.p95->value.count();
  out.p99 = times.p99->value.count();
  out.halfWidth = times.mean->halfWidth / times.mean->value;
  out.utilization = fullest(*run);
  out.isSteady = isSteady(out, system.model.workload[0]);
  return out;
}

} // namespace

Measured measure(std::uint64_t number, double mostEvents) {
  const Generated system = generate(number);
  const bool isHard = system.stratum.load >= Load::hard;
  const double wanted = isHard ? 0.005 : 0.002;
  constexpr double first = 1e6, spare = 1.3;
  const Measured rough = measuredWith(number, system, std::min(first, mostEvents));
  if (rough.mean <= 0 || rough.halfWidth <= wanted)
    return rough;
  const double hopeful = rough.halfWidth * std::sqrt(rough.events / mostEvents);
  if (hopeful > 2 * stillSteady)
    return rough; // so many events would not make it known either
  const double needed = spare * rough.events * std::pow(rough.halfWidth / wanted, 2);
  return measuredWith(number, system, std::min(needed, mostEvents));
}

std::string lineOf(const Measured &is) {
  return fmt::format("{},{:.0f},{:d},{:.5f},{:.9g},{:.9g},{:.9g},{:.9g},{:.5f}", is.number,
                     is.events, is.isSteady, is.halfWidth, is.throughput, is.mean, is.p95, is.p99,
                     is.utilization);
}

std::optional<Measured> measuredOf(const std::string &line) {
  Measured out;
  unsigned long number = 0;
  int isSteady = 0;
  const int read = std::sscanf(line.c_str(), "%lu,%lf,%d,%lf,%lf,%lf,%lf,%lf,%lf", &number,
                               &out.events, &isSteady, &out.halfWidth, &out.throughput, &out.mean,
                               &out.p95, &out.p99, &out.utilization);
  if (read != 9)
    return std::nullopt;
  out.number = number;
  out.isSteady = isSteady != 0;
  return out;
}

Outcome compare(const Measured &measured) {
  const Generated system = generate(measured.number);
  Outcome out{
      .measured = measured, .stratum = system.stratum, .services = system.model.services.size()};
  const auto start = std::chrono::steady_clock::now();
  const solve::Solution solution = solve::solve(system.model);
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (solution.isAnswer() && solution.workload[0].residence.p99 && measured.mean > 0)
    out.deviation = deviation(solution.workload[0], measured);
  return out;
}

double quantile(std::vector<double> values, double p) {
  if (values.empty())
    return 0;
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const double rest = at - static_cast<double>(below);
  const double above = values[std::min(below + 1, values.size() - 1)];
  return values[below] + rest * (above - values[below]);
}

} // namespace loadline::differential
