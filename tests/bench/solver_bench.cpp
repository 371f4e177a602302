#include "planner/solve/solve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <random>
#include <vector>

// How long the solver takes, by number of services. Goals: 10 / 50 / 200 / 1,000 services in
// 1 / 5 / 25 / 250 ms. CPU time, beside the calibration loop of plan_bench.

namespace loadline {

namespace {

using model::Call;
using model::DrawnTime;
using model::Duration;
using model::Model;
using model::Service;
using model::Step;

double cpuSeconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double calibration() {
  double least = 1e9;
  for (int run = 0; run < 5; ++run) {
    const double start = cpuSeconds();
    volatile double sum = 0.0;
    for (int i = 1; i < 10'000'000; ++i)
      sum = sum + 1.0 / i;
    least = std::min(least, cpuSeconds() - start);
  }
  return least;
}

enum class Kind { tree, shared, parallel };
constexpr const char *names[] = {"a tree", "tiers of shared callees",
                                 "a tree with parallel groups"};

/// Half of the callers make their calls together.
void addTree(std::vector<Service> &services, bool isParallel) {
  for (std::size_t s = 1; s < services.size(); ++s) {
    Service &caller = services[(s - 1) / 3];
    const bool joins = isParallel && (s - 1) / 3 % 2 == 0 && !caller.steps.empty();
    if (joins) {
      caller.steps.back().isParallel = true;
      caller.steps.back().calls.push_back({.to = s});
    } else {
      caller.steps.push_back({.calls = {Call{.to = s}}});
    }
  }
}

/// Up to ten tiers; each service calls two of the next one, half of the time each.
void addTiers(std::vector<Service> &services, std::mt19937 &random) {
  const std::size_t count = services.size(), size = std::max<std::size_t>(1, count / 10);
  services[0].steps.clear();
  for (std::size_t s = 0; s < count; ++s) {
    const std::size_t first = s == 0 ? 1 : (s / size + 1) * size;
    for (std::size_t call = 0; call < 2 && first < count; ++call) {
      const std::size_t wide = std::min(size, count - first);
      services[s].steps.push_back(
          {.calls = {Call{.to = first + (random() + call) % wide, .count = {.mean = 0.5}}}});
    }
  }
}

/// Every service has slots that are 40 to 80 % used by 100 requests a second.
Model generated(std::size_t count, Kind kind) {
  std::mt19937 random(7);
  Model out;
  for (std::size_t s = 0; s < count; ++s)
    out.services.push_back({.name = fmt::format("s{}", s),
                            .work = {DrawnTime::Shape::exponential,
                                     Duration(1e-3 * (1 + static_cast<double>(random() % 9)))}});
  if (kind == Kind::shared)
    addTiers(out.services, random);
  else
    addTree(out.services, kind == Kind::parallel);
  std::vector<double> flows(count, 0.0), times(count, 0.0);
  flows[0] = 100;
  for (std::size_t s = 0; s < count; ++s)
    for (const Step &step : out.services[s].steps)
      for (const Call &call : step.calls)
        flows[call.to] += flows[s] * call.count.mean;
  for (std::size_t s = count; s-- > 0;) {
    Service &service = out.services[s];
    times[s] = service.work.mean.count();
    service.meanSlices = 1 + static_cast<double>(service.steps.size());
    for (const Step &step : service.steps)
      for (const Call &call : step.calls)
        times[s] += 1.2 * call.count.mean * times[call.to];
    const double room = 1.25 + 0.0125 * static_cast<double>(random() % 100);
    service.slots = static_cast<std::uint64_t>(std::ceil(flows[s] * times[s] * room + 1e-9)) + 1;
  }
  out.workload = {{.to = 0, .rate = model::Rate(100)}};
  return out;
}

void bench(std::size_t services, Kind kind, double unit) {
  const Model system = generated(services, kind);
  double least = 1e9;
  solve::Solution solution;
  for (int run = 0; run < 3; ++run) {
    const double start = cpuSeconds();
    solution = solve::solve(system);
    least = std::min(least, cpuSeconds() - start);
  }
  fmt::print("{:>5} services, {:28} {:9.2f} ms, {:7.3f} of the calibration loop, {}\n", services,
             names[static_cast<int>(kind)], 1e3 * least, least / unit,
             solution.isSettled ? fmt::format("{} rounds", solution.rounds) : "not settled");
}

} // namespace

} // namespace loadline

/// solver_bench [SERVICES…]: these sizes, or the usual ones.
int main(int count, char **arguments) {
  using namespace loadline;
  std::vector<std::size_t> sizes;
  for (int i = 1; i < count; ++i)
    sizes.push_back(std::strtoull(arguments[i], nullptr, 10));
  if (sizes.empty())
    sizes = {10, 50, 200, 1'000};
  const double unit = calibration();
  fmt::print("calibration loop: {:.1f} ms\n", 1e3 * unit);
  for (const Kind kind : {Kind::tree, Kind::shared, Kind::parallel})
    for (const std::size_t services : sizes)
      bench(services, kind, unit);
}
