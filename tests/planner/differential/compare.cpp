#include "tests/planner/differential/compare.h"

#include "planner/solve/solve.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace loadline::differential {

namespace {

Deviation deviation(const solve::WorkloadSolution &solved, const Measured &run) {
  const solve::Residence &times = solved.residence;
  return {solved.throughput.count() / run.throughput - 1, times.mean->count() / run.mean - 1,
          times.p95->count() / run.p95 - 1, times.p99->count() / run.p99 - 1};
}

} // namespace

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
