#include "planner/solve/network.h"

#include "planner/solve/way.h"

#include <algorithm>

namespace loadline::solve {

namespace {

/// Services in an order in which each comes after those that it calls; empty where calls go round.
std::optional<std::vector<std::size_t>> calleesFirst(const model::Model &model) {
  const std::size_t count = model.services.size();
  std::vector<std::vector<std::size_t>> callers(count);
  std::vector<std::size_t> callsLeft(count, 0);
  for (std::size_t s = 0; s < count; ++s)
    for (const model::Step &step : model.services[s].steps)
      for (const model::Call &call : step.calls) {
        callers[call.to].push_back(s);
        ++callsLeft[s];
      }
  std::vector<std::size_t> order;
  for (std::size_t s = 0; s < count; ++s)
    if (callsLeft[s] == 0)
      order.push_back(s);
  for (std::size_t next = 0; next < order.size(); ++next)
    for (const std::size_t caller : callers[order[next]])
      if (--callsLeft[caller] == 0)
        order.push_back(caller);
  if (order.size() < count)
    return std::nullopt;
  return order;
}

void addStations(const model::Service &service, std::size_t index, Network &out) {
  const double onCore = service.work.mean.count() * service.cpuShare / slicesOf(service).mean;
  if (service.cores && onCore > 0) {
    out.coresOf[index] = out.stations.size();
    out.stations.push_back({.service = index,
                            .isCores = true,
                            .workers = static_cast<std::size_t>(*service.cores),
                            .work = onCore,
                            .variability = service.work.variability()});
  }
  if (!service.slots)
    return;
  out.slotsOf[index] = out.stations.size();
  out.stations.push_back({.service = index, .workers = static_cast<std::size_t>(*service.slots)});
  if (service.places)
    out.stations.back().places = static_cast<std::size_t>(*service.places);
}

/// Visits to each service that one request of a workload makes.
std::vector<Count> visitsOf(const model::Model &model, const Network &network, std::size_t to) {
  std::vector<Count> visits(model.services.size());
  visits[to].mean = 1;
  for (auto s = network.servicesCalleesFirst.rbegin(); s != network.servicesCalleesFirst.rend();
       ++s)
    for (const model::Step &step : model.services[*s].steps)
      for (const model::Call &call : step.calls) {
        const Count more = nested(visits[*s], countOf(call));
        visits[call.to].mean += more.mean;
        visits[call.to].variance += more.variance;
      }
  return visits;
}

/// How many of the visits to a station are of requests that make more, by all workloads.
void countReturns(const model::Model &model, Network &out) {
  std::vector<double> visits(out.stations.size(), 0.0), pairs(out.stations.size(), 0.0);
  for (const model::Workload &load : model.workload) {
    const double requests =
        load.rate ? load.rate->count()
                  : static_cast<double>(load.clients) / std::max(1e-3, load.think.mean.count());
    const std::vector<Count> made = visitsOf(model, out, load.to);
    for (std::size_t t = 0; t < out.stations.size(); ++t) {
      const Station &station = out.stations[t];
      const Count &each = made[station.service];
      const Count all =
          station.isCores ? nested(each, slicesOf(model.services[station.service])) : each;
      visits[t] += requests * all.mean;
      pairs[t] += requests * (all.variance + all.mean * all.mean);
    }
  }
  for (std::size_t t = 0; t < out.stations.size(); ++t)
    if (visits[t] > 0)
      out.stations[t].single = visits[t] / (pairs[t] + visits[t]);
}

/// Those without slots that the way of each service goes through.
void findThrough(const model::Model &model, Network &out) {
  std::vector<std::size_t> positions(model.services.size());
  for (std::size_t i = 0; i < positions.size(); ++i)
    positions[out.servicesCalleesFirst[i]] = i;
  out.through.resize(model.services.size());
  for (const std::size_t s : out.servicesCalleesFirst) {
    std::vector<std::size_t> &all = out.through[s];
    for (const model::Step &step : model.services[s].steps)
      for (const model::Call &call : step.calls)
        if (!out.slotsOf[call.to])
          all.insert(all.end(), out.through[call.to].begin(), out.through[call.to].end());
    std::sort(all.begin(), all.end(),
              [&](std::size_t a, std::size_t b) { return positions[a] < positions[b]; });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    all.push_back(s);
  }
}

} // namespace

std::optional<Network> networkOf(const model::Model &model) {
  const auto order = calleesFirst(model);
  if (!order)
    return std::nullopt;
  Network out{.servicesCalleesFirst = *order};
  out.slotsOf.resize(model.services.size());
  out.coresOf.resize(model.services.size());
  for (const std::size_t service : *order)
    addStations(model.services[service], service, out);
  countReturns(model, out);
  findThrough(model, out);
  return out; // stations stand in the order of their services
}

} // namespace loadline::solve
