#include "planner/solve/network.h"

#include "planner/solve/way.h"

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
  return out; // stations stand in the order of their services
}

} // namespace loadline::solve
