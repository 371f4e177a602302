#include "planner/simulate/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>

// Events per second of the simulation on L1 (50 clients, 20 application threads on 4 cores, 5
// database slots on 2), beside a calibration loop of the same run. Goals: 10 million on one core,
// and all cores used.

namespace loadline::simulate {

namespace {

using Clock = std::chrono::steady_clock;

Model threeTiers() {
  using Shape = model::DrawnTime::Shape;
  const auto exponential = [](double seconds) {
    return model::DrawnTime{.shape = Shape::exponential, .mean = Duration(seconds), .points = {}};
  };
  model::Service app{.name = "app", .slots = 20, .work = exponential(0.020), .drawsSlices = true};
  app.meanSlices = 3;
  app.cores = 4;
  app.cpuShare = 1;
  app.steps = {
      model::Step{.calls = {model::Call{.to = 1, .count = {.mean = 2, .isGeometric = true}}}}};
  model::Service db{.name = "db", .slots = 5, .work = exponential(0.030), .drawsSlices = true};
  db.cores = 2;
  db.cpuShare = 1;
  Model model;
  model.services = {app, db};
  model.workload = {{.to = 0, .clients = 50, .think = exponential(1)}};
  return model;
}

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Of all threads of this process.
double cpuSeconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// A fixed amount of arithmetic, so that figures of different machines compare: that of plan_bench.
/// In CPU time, so that other work on the machine counts little.
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

struct Speed {
  double perSecond = 0, perCpuSecond = 0;
};

/// The best of several runs, in events.
Speed speed(const Model &model, unsigned threads) {
  Speed best;
  for (int run = 0; run < 7; ++run) {
    const auto start = Clock::now();
    const double cpu = cpuSeconds();
    const auto done =
        simulate(model, {.replications = 4, .duration = Duration(5000), .threads = threads});
    const auto events = static_cast<double>(done->events);
    best.perSecond = std::max(best.perSecond, events / secondsSince(start));
    best.perCpuSecond = std::max(best.perCpuSecond, events / (cpuSeconds() - cpu));
  }
  return best;
}

} // namespace

} // namespace loadline::simulate

int main() {
  using namespace loadline::simulate;
  fmt::print("calibration loop: {:.1f} ms\n", 1e3 * calibration());
  const Model model = threeTiers();
  for (const unsigned threads : {1u, 2u}) {
    const Speed is = speed(model, threads);
    fmt::print("L1, {} thread(s): {:.1f} million events/s, {:.1f} a second of CPU time\n", threads,
               is.perSecond / 1e6, is.perCpuSecond / 1e6);
  }
}
