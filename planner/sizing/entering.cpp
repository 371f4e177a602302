#include "planner/sizing/entering.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::sizing {

using latency::Residence;
using spec::System;
using units::Rate;

namespace {

std::vector<Rate> ratesOf(const std::vector<Edge> &edges, const std::vector<Rate> &arrivals) {
  std::vector<Rate> rates;
  rates.reserve(edges.size());
  for (const Edge &edge : edges)
    rates.push_back(arrivals[edge.from] * edge.attempts);
  return rates;
}

/// Rates by service, by edge and by workload.
struct Loads {
  const std::vector<Rate> &arrivals, &perEdge, &perWorkload;
};

/// Calls `visit(service, ceiling, load)` for the caps of the classes and tenants that workloads
/// belong to: of all tenants of a kind together, taken to send alike.
template <class Visit>
void forEachCapOfWorkloads(const System &system, const std::vector<Residence> &residences,
                           Visit visit) {
  std::vector<spec::ServiceIndex> entered;
  for (const spec::Workload &workload : system.workload)
    if (workload.load.className || workload.load.tenant)
      entered.push_back(workload.to);
  std::sort(entered.begin(), entered.end());
  entered.erase(std::unique(entered.begin(), entered.end()), entered.end());
  for (const spec::ServiceIndex to : entered) {
    const auto add = [&](const std::string &name, const spec::Cap &cap, double count, auto said) {
      for (Ceiling ceiling : ceilings(cap, residences[to], name)) {
        ceiling.rate = ceiling.rate * count;
        if (ceiling.inFlight)
          ceiling.inFlight = *ceiling.inFlight * count;
        visit(to, ceiling, [&system, &name, to, said](const Loads &loads) {
          Rate sum(0);
          for (std::size_t w = 0; w < system.workload.size(); ++w)
            if (const auto &of = system.workload[w].load.*said;
                system.workload[w].to == to && of && of->value == name)
              sum += loads.perWorkload[w];
          return sum;
        });
      }
    };
    const spec::Contract &contract = system.services[to].terms.contract;
    for (const spec::ClassCap &part : contract.classes)
      add(part.name.value, part.cap, 1.0, &spec::Load::className);
    for (const spec::TenantCap &tenant : contract.perTenant)
      add(tenant.name.value, tenant.cap, tenant.count ? tenant.count->value : 1.0,
          &spec::Load::tenant);
  }
}

/// Calls `visit(service, ceiling, load)` for the caps that callees set their callers and for those
/// that workloads keep to.
template <class Visit>
void forEachCap(const System &system, const std::vector<Edge> &edges,
                const std::vector<Residence> &residences, Visit visit) {
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const std::string &from = system.services[edges[e].from].name();
    if (const spec::Cap *cap = capFor(system.services[edges[e].to].terms, from))
      for (const Ceiling &ceiling : ceilings(*cap, residences[edges[e].to], from))
        visit(edges[e].to, ceiling, [e](const Loads &loads) { return loads.perEdge[e]; });
  }
  forEachCapOfWorkloads(system, residences, visit);
}

/// Calls `visit(service, ceiling, load)` for every constraint of services and for all caps.
template <class Visit>
void forEachCeiling(const System &system, const CeilingsByService &ceilingsOf,
                    const std::vector<Edge> &edges, const std::vector<Residence> &residences,
                    Visit visit) {
  for (spec::ServiceIndex i = 0; i < system.services.size(); ++i)
    for (const Ceiling &ceiling : ceilingsOf[i])
      visit(i, ceiling, [i](const Loads &loads) { return loads.arrivals[i]; });
  forEachCap(system, edges, residences, visit);
}

/// Requests that one connection to each service carries at once: as many as it takes, else as its
/// callers say, else one.
std::vector<double> streamsOf(const System &system, const std::vector<Edge> &edges) {
  std::vector<double> streams(system.services.size(), 1.0);
  for (const Edge &edge : edges)
    if (edge.connections > 0)
      streams[edge.to] = std::max(streams[edge.to], edge.channels / edge.connections);
  for (spec::ServiceIndex i = 0; i < streams.size(); ++i)
    if (const auto &most = system.services[i].terms.maxStreams)
      streams[i] = most->value;
  return streams;
}

/// What every closed workload would send alone, with no one waiting.
bool addClosed(const System &system, const std::vector<Residence> &residences, Traffic &traffic,
               std::vector<Rate> &entering) {
  for (std::size_t w = 0; w < system.workload.size(); ++w) {
    const spec::Workload &workload = system.workload[w];
    if (!workload.load.isClosed())
      continue;
    const Residence &residence = residences[workload.to];
    const units::Duration think =
        workload.load.thinkTime ? workload.load.thinkTime->value : units::Duration(0);
    traffic.isKnown = residence.time && (think + residence.time->mean()).count() > 0;
    if (!traffic.isKnown) {
      traffic.unknownBecause =
          residence.time ? "clients neither think nor wait" : residence.unknownBecause;
      return false;
    }
    traffic.perWorkload[w] =
        units::Concurrency(workload.load.clients->value) / (think + residence.time->mean());
    entering[workload.to] += traffic.perWorkload[w];
  }
  return true;
}

} // namespace

CeilingsByService ceilingsByService(const System &system, const policy::Policy &policy,
                                    const std::vector<Edge> &edges,
                                    const std::vector<Residence> &residences) {
  CeilingsByService out;
  out.reserve(system.services.size());
  const std::vector<double> streams = streamsOf(system, edges);
  for (spec::ServiceIndex i = 0; i < system.services.size(); ++i)
    out.push_back(ceilings(system.services[i].terms, residences[i], streams[i]));
  for (const Edge &edge : edges) {
    if (edge.attempts <= 0)
      continue;
    for (Ceiling &ceiling :
         ceilings(edge, system.services[edge.from].replicas(), residences[edge.to], policy)) {
      ceiling.rate = ceiling.rate / edge.attempts;
      out[edge.from].push_back(std::move(ceiling));
    }
  }
  return out;
}

Traffic solveTraffic(const System &system, const CeilingsByService &ceilingsOf,
                     const traffic::CallGraph &graph, const std::vector<Edge> &edges,
                     const std::vector<Residence> &residences, traffic::LoadPoint at) {
  Traffic traffic;
  traffic.perWorkload.resize(system.workload.size());
  for (std::size_t w = 0; w < system.workload.size(); ++w)
    if (!system.workload[w].load.isClosed())
      traffic.perWorkload[w] = traffic::openRate(system.workload[w].load, at);
  std::vector<Rate> entering(system.services.size());
  if (!addClosed(system, residences, traffic, entering))
    return traffic;
  const std::vector<Rate> open = graph.arrivals(traffic::openRates(system, at));
  const std::vector<Rate> closed = graph.arrivals(entering);
  const std::vector<Rate> openEdges = ratesOf(edges, open);
  const std::vector<Rate> closedEdges = ratesOf(edges, closed);
  std::vector<Rate> openLoads = traffic.perWorkload, closedLoads = traffic.perWorkload;
  for (std::size_t w = 0; w < system.workload.size(); ++w)
    (system.workload[w].load.isClosed() ? openLoads : closedLoads)[w] = Rate(0);
  const Loads ofOpen{open, openEdges, openLoads}, ofClosed{closed, closedEdges, closedLoads};
  double share = 1.0; // of what the closed workloads would send
  forEachCeiling(system, ceilingsOf, edges, residences,
                 [&](spec::ServiceIndex, const Ceiling &ceiling, auto load) {
                   const Rate left = ceiling.rate - load(ofOpen);
                   const Rate wanted = load(ofClosed);
                   if (wanted > Rate(0))
                     share = std::min(share, std::max(0.0, left / wanted));
                 });
  for (std::size_t w = 0; w < system.workload.size(); ++w)
    if (system.workload[w].load.isClosed())
      traffic.perWorkload[w] = traffic.perWorkload[w] * share;
  for (std::size_t i = 0; i < open.size(); ++i)
    traffic.arrivals.push_back(open[i] + closed[i] * share);
  traffic.perEdge = ratesOf(edges, traffic.arrivals);
  const auto isNumber = [](Rate rate) { return std::isfinite(rate.count()); };
  if (!std::all_of(traffic.arrivals.begin(), traffic.arrivals.end(), isNumber) ||
      !std::all_of(traffic.perEdge.begin(), traffic.perEdge.end(), isNumber)) {
    traffic.isKnown = false;
    traffic.unknownBecause = "the calls multiply beyond all numbers";
  }
  return traffic;
}

std::vector<CapUse> capUses(const System &system, const std::vector<Edge> &edges,
                            const std::vector<Residence> &residences, const Traffic &traffic) {
  std::vector<CapUse> out;
  const Loads loads{traffic.arrivals, traffic.perEdge, traffic.perWorkload};
  forEachCap(system, edges, residences,
             [&](spec::ServiceIndex service, const Ceiling &ceiling, auto load) {
               out.push_back({service, ceiling, load(loads)});
             });
  return out;
}

std::vector<Bottleneck> bottlenecks(const System &system, const CeilingsByService &ceilingsOf,
                                    const std::vector<Edge> &edges,
                                    const std::vector<Residence> &residences,
                                    const Traffic &traffic) {
  constexpr std::size_t most = 10;
  std::vector<Bottleneck> first;
  forEachCeiling(
      system, ceilingsOf, edges, residences,
      [&](spec::ServiceIndex service, const Ceiling &ceiling, auto load) {
        const Rate carried = load(Loads{traffic.arrivals, traffic.perEdge, traffic.perWorkload});
        if (carried <= Rate(0))
          return;
        const double scale = ceiling.rate / carried;
        const auto after = std::upper_bound(
            first.begin(), first.end(), scale,
            [](double each, const Bottleneck &other) { return each < other.scale; });
        if (after == first.end() && first.size() == most)
          return;
        first.insert(after, {scale, service, ceiling});
        first.resize(std::min(first.size(), most));
      });
  return first;
}

} // namespace loadline::sizing
