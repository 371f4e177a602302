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

/// Calls `visit(service, ceiling, load)` for every constraint of services and for the caps that
/// callees set their callers.
template <class Visit>
void forEachCeiling(const System &system, const CeilingsByService &ceilingsOf,
                    const std::vector<Edge> &edges, const std::vector<Residence> &residences,
                    Visit visit) {
  for (spec::ServiceIndex i = 0; i < system.services.size(); ++i)
    for (const Ceiling &ceiling : ceilingsOf[i])
      visit(i, ceiling, [i](const auto &arrivals, const auto &) { return arrivals[i]; });
  for (std::size_t e = 0; e < edges.size(); ++e)
    if (const spec::Cap *cap =
            capFor(system.services[edges[e].to].terms, system.services[edges[e].from].name()))
      for (const Ceiling &ceiling : ceilings(*cap, residences[edges[e].to]))
        visit(edges[e].to, ceiling, [e](const auto &, const auto &perEdge) { return perEdge[e]; });
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
  double share = 1.0; // of what the closed workloads would send
  forEachCeiling(system, ceilingsOf, edges, residences,
                 [&](spec::ServiceIndex, const Ceiling &ceiling, auto load) {
                   const Rate left = ceiling.rate - load(open, openEdges);
                   const Rate wanted = load(closed, closedEdges);
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

std::vector<Bottleneck> bottlenecks(const System &system, const CeilingsByService &ceilingsOf,
                                    const std::vector<Edge> &edges,
                                    const std::vector<Residence> &residences,
                                    const std::vector<Rate> &arrivals,
                                    const std::vector<Rate> &perEdge) {
  constexpr std::size_t most = 10;
  std::vector<Bottleneck> first;
  forEachCeiling(system, ceilingsOf, edges, residences,
                 [&](spec::ServiceIndex service, const Ceiling &ceiling, auto load) {
                   const Rate carried = load(arrivals, perEdge);
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
