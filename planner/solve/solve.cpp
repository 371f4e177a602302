#include "planner/solve/solve.h"

#include "planner/solve/error_class.h"
#include "planner/solve/left_out.h"
#include "planner/solve/settle.h"
#include "planner/solve/times.h"

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

Residence residenceOf(const latency::Distribution &time) {
  return {time.mean(), time.quantile(0.5), time.quantile(0.95), time.quantile(0.99)};
}

ServiceSolution solved(const model::Service &service, std::size_t s, const Network &network,
                       const State &state, const latency::Distribution &time, double flow) {
  ServiceSolution out{.name = service.name, .arrivals = Rate(flow), .throughput = Rate(flow)};
  if (const auto t = network.coresOf[s])
    out.cpuUtilization =
        Ratio(state.stations[*t].held / static_cast<double>(network.stations[*t].workers));
  out.residence = residenceOf(time);
  const auto t = network.slotsOf[s];
  if (!t) {
    out.inFlight = Rate(flow) * time.mean();
    out.slotsHeld = out.inFlight;
    out.queue = Concurrency(0);
    return out;
  }
  const StationState &station = state.stations[*t];
  out.throughput = Rate(station.flow);
  out.refusals = Rate(std::max(0.0, station.refused));
  out.arrivals = out.throughput + out.refusals;
  if (station.isOverloaded) {
    out.slotsHeld = Concurrency(station.held);
    out.utilization = Ratio(1);
    out.waits = Ratio(1);
    out.residence = {};
    return out;
  }
  out.inFlight = Concurrency(station.inside);
  out.slotsHeld = Concurrency(station.held);
  out.queue = Concurrency(station.inside - station.held);
  out.utilization = Ratio(station.held / static_cast<double>(network.stations[*t].workers));
  out.waits = Ratio(station.waits * (out.arrivals > Rate(0) ? out.throughput / out.arrivals : 1));
  out.wait = Duration(station.waited);
  return out;
}

/// Whether clients are answered more often than they ask when nothing waits, or more of them are
/// under way than there are (Little's law).
bool breaksLittlesLaw(const model::Model &model, const Solution &solution) {
  constexpr double rounding = 1 + 1e-6, law = 1.01;
  for (std::size_t w = 0; w < model.workload.size(); ++w) {
    const model::Workload &load = model.workload[w];
    const WorkloadSolution &is = solution.workload[w];
    if (load.rate && is.throughput > *load.rate * rounding)
      return true;
    if (load.rate || !is.residence.mean)
      continue;
    const double asking = (is.throughput * load.think.mean).count();
    const double inside = (is.throughput * *is.residence.mean).count();
    if (asking + inside > static_cast<double>(load.clients) * law)
      return true;
  }
  return false;
}

/// Whether a figure is no number, or some slots or cores are held more than there are.
bool breaksBound(const Solution &solution) {
  const auto isWrong = [](const auto &figure, double most) {
    return figure && !(figure->count() >= -1e-9 && figure->count() <= most);
  };
  constexpr double full = 1 + 1e-6;
  return std::any_of(solution.services.begin(), solution.services.end(), [&](const auto &is) {
    return isWrong(is.utilization, full) || isWrong(is.cpuUtilization, full) ||
           isWrong(std::optional(is.throughput), 1e300) || isWrong(is.inFlight, 1e300) ||
           isWrong(is.residence.mean, 1e300);
  });
}

/// Requests per second at each service.
std::vector<double> flowsOf(const model::Model &model, const Network &network, const State &state) {
  std::vector<double> flows(model.services.size(), 0.0);
  for (std::size_t w = 0; w < model.workload.size(); ++w)
    flows[model.workload[w].to] += state.sources[w].flow;
  for (auto s = network.servicesCalleesFirst.rbegin(); s != network.servicesCalleesFirst.rend();
       ++s)
    for (const model::Step &step : model.services[*s].steps)
      for (const model::Call &call : step.calls)
        flows[call.to] += flows[*s] * countOf(call).mean;
  return flows;
}

Solution solvedWith(const model::Model &model, const Network &network, Queues queues) {
  Solution out;
  const State state = settle(model, network, queues);
  out.isSettled = state.isSettled;
  out.rounds = state.rounds;
  GroupCache groups;
  const std::vector<latency::Distribution> times = spreadTimesOf(model, network, state, groups);
  const std::vector<double> flows = flowsOf(model, network, state);
  for (std::size_t s = 0; s < model.services.size(); ++s)
    out.services.push_back(solved(model.services[s], s, network, state, times[s], flows[s]));
  for (std::size_t w = 0; w < model.workload.size(); ++w) {
    const std::size_t to = model.workload[w].to;
    const ServiceSolution &entry = out.services[to];
    WorkloadSolution seen{
        .to = entry.name, .throughput = Rate(state.sources[w].flow), .residence = entry.residence};
    if (model.workload[w].rate && network.slotsOf[to] && entry.arrivals > Rate(0)) {
      const double answered = std::min(1.0, entry.throughput / entry.arrivals);
      seen.failures = entry.refusals * (*model.workload[w].rate / entry.arrivals);
      seen.throughput = seen.throughput * std::min(1.0, answered);
    }
    if (network.slotsOf[to] && state.stations[*network.slotsOf[to]].isOverloaded)
      seen.throughput = std::min(seen.throughput, entry.throughput);
    out.workload.push_back(seen);
  }
  tellWhatIsLeftOut(model, times, out);
  out.expected = errorClassOf(model, out, state.unrest);
  if (breaksBound(out) || breaksLittlesLaw(model, out)) {
    out.isSettled = false;
    out.notes.push_back("a figure of the solver breaks a bound");
  }
  return out;
}

} // namespace

Solution solve(const model::Model &model) {
  const auto network = networkOf(model);
  if (!network)
    return {.notes = {"calls go round"}};
  const bool isOpen = std::any_of(model.workload.begin(), model.workload.end(),
                                  [](const auto &load) { return load.rate.has_value(); });
  if (!isOpen)
    if (Solution out = solvedWith(model, *network, Queues::ofBursts); out.isSettled)
      return out;
  return solvedWith(model, *network, Queues::restrained);
}

const ServiceSolution *Solution::find(std::string_view name) const {
  const auto found = std::find_if(services.begin(), services.end(),
                                  [&](const ServiceSolution &is) { return is.name == name; });
  return found == services.end() ? nullptr : &*found;
}

} // namespace loadline::solve
