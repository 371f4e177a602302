#include "planner/verify/verification.h"

#include "planner/units/format.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::verify {

namespace {

using simulate::Estimate;

template <class Quantity>
std::string shown(double count) {
  return units::formatted(Quantity(count));
}

/// Collects the figures of one service or workload.
class Collector {
public:
  Collector(std::vector<Figure> &out, std::string of) : out_(out), of_(std::move(of)) {}

  template <class Quantity>
  void add(std::string name, const std::optional<Quantity> &solved,
           const std::optional<Estimate<Quantity>> &simulated) {
    if (!solved && !simulated)
      return;
    Figure figure{.of = of_, .name = std::move(name), .shown = shown<Quantity>};
    if (solved && std::isfinite(solved->count()))
      figure.solved = solved->count();
    if (simulated) {
      figure.simulated = simulated->value.count();
      if (std::isfinite(simulated->halfWidth.count()))
        figure.halfWidth = simulated->halfWidth.count();
    }
    out_.push_back(std::move(figure));
  }

  template <class Quantity>
  void add(std::string name, const Quantity &solved, const Estimate<Quantity> &simulated) {
    add(std::move(name), std::optional(solved), std::optional(simulated));
  }

  void addTimes(const solve::Residence &solved, const simulate::ResidenceEstimate &simulated) {
    add("residence_time.mean", solved.mean, simulated.mean);
    add("residence_time.p50", solved.p50, simulated.p50);
    add("residence_time.p95", solved.p95, simulated.p95);
    add("residence_time.p99", solved.p99, simulated.p99);
  }

private:
  std::vector<Figure> &out_;
  std::string of_;
};

void addService(std::vector<Figure> &out, const solve::ServiceSolution &solved,
                const simulate::ServiceResult &simulated) {
  Collector figures(out, solved.name);
  figures.add("throughput", solved.throughput, simulated.throughput);
  figures.add("refusals", solved.refusals, simulated.refusals);
  figures.addTimes(solved.residence, simulated.residence);
  figures.add("in_flight", solved.inFlight, std::optional(simulated.inFlight));
  figures.add("slots_held", solved.slotsHeld, std::optional(simulated.slotsHeld));
  figures.add("queue", solved.queue, std::optional(simulated.queue));
  figures.add("utilization", solved.utilization, simulated.utilization);
  figures.add("cpu_utilization", solved.cpuUtilization, simulated.cpuUtilization);
  figures.add("waits", solved.waits, simulated.waits);
  figures.add("wait", solved.wait, simulated.wait);
}

} // namespace

std::optional<double> Figure::deviation() const {
  if (!solved || !simulated || *simulated == 0)
    return std::nullopt;
  return *solved / *simulated - 1;
}

std::optional<bool> Figure::isWithin() const {
  if (!solved || !simulated || !halfWidth)
    return std::nullopt;
  return std::abs(*solved - *simulated) <= *halfWidth;
}

Verification verify(const solve::Solution &solution, const simulate::Simulation &simulation) {
  Verification out{.isSettled = solution.isSettled,
                   .rounds = solution.rounds,
                   .leftOut = solution.leftOut,
                   .expected = solution.expected,
                   .notes = solution.notes};
  for (std::size_t w = 0; w < solution.workload.size() && w < simulation.workload.size(); ++w) {
    const solve::WorkloadSolution &solved = solution.workload[w];
    Collector figures(out.figures, fmt::format("workload to {}", solved.to));
    figures.add("throughput", solved.throughput, simulation.workload[w].throughput);
    figures.addTimes(solved.residence, simulation.workload[w].residence);
  }
  for (const solve::ServiceSolution &service : solution.services)
    if (const simulate::ServiceResult *run = simulation.find(service.name))
      addService(out.figures, service, *run);
  out.notes.insert(out.notes.end(), simulation.leftOut.begin(), simulation.leftOut.end());
  return out;
}

} // namespace loadline::verify
