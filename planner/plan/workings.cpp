#include "planner/plan/workings.h"

#include "planner/traffic/call_graph.h"

#include <algorithm>
#include <climits>
#include <numeric>

namespace loadline::plan {

namespace {

/// Hedges and retries, where a caller makes any.
traffic::AttemptsPerCall attemptsOf(const std::vector<latency::Residence> &residences) {
  const auto isOne = [](const latency::CallResult &call) { return call.attempts == 1.0; };
  const auto areOne = [&](const latency::Residence &residence) {
    return std::all_of(residence.calls.begin(), residence.calls.end(), isOne);
  };
  if (std::all_of(residences.begin(), residences.end(), areOne))
    return {};
  traffic::AttemptsPerCall out;
  for (const latency::Residence &residence : residences) {
    out.emplace_back();
    for (const latency::CallResult &call : residence.calls)
      out.back().push_back(call.attempts);
  }
  return out;
}

std::vector<spec::ServiceIndex> orderOf(const std::vector<int> &tierOf) {
  std::vector<spec::ServiceIndex> order(tierOf.size());
  std::iota(order.begin(), order.end(), 0);
  const auto rank = [&](spec::ServiceIndex i) { return tierOf[i] < 0 ? INT_MAX : tierOf[i]; };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
  return order;
}

void addBounds(const spec::System &system, Workings &out) {
  for (const spec::Service &service : system.services) {
    out.bounds.push_back(sizing::effectiveBound(service.terms));
    out.admits.push_back(out.bounds.back() ? sizing::MaybeConcurrency(out.bounds.back()->admits)
                                           : std::nullopt);
  }
  out.isEntry.resize(system.services.size(), false);
  for (const spec::Workload &workload : system.workload)
    out.isEntry[workload.to] = true;
}

bool grows(const spec::System &system) {
  for (const spec::Workload &workload : system.workload)
    if (workload.load.growth && !workload.load.isClosed())
      return true;
  return false;
}

bool saysFailures(const spec::System &system) {
  for (const spec::Service &service : system.services) {
    if (service.terms.fails)
      return true;
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls)
        if (call.terms.timeout)
          return true;
  }
  return false;
}

void addTraffic(const spec::System &system, Workings &out) {
  const auto at = [&](traffic::LoadPoint point) {
    return sizing::solveTraffic(system, out.ceilings, *out.graph, out.edges, out.residences, point);
  };
  out.baseline = at(traffic::LoadPoint::baseline);
  out.peak = at(traffic::LoadPoint::peak);
  out.traffic = out.at == traffic::LoadPoint::peak       ? out.peak
                : out.at == traffic::LoadPoint::baseline ? out.baseline
                                                         : at(out.at);
  if (out.traffic.isKnown && grows(system))
    out.growing.emplace(system, *out.graph, out.traffic.arrivals, out.at);
  out.areFailuresKnown = saysFailures(system);
}

} // namespace

Result<Workings> work(const spec::System &system, const policy::Policy &policy,
                      traffic::LoadPoint at) {
  Result<traffic::CallGraph> graph = traffic::CallGraph::of(system); // who calls whom, how often
  if (!graph)
    return graph.error();
  Workings out{.system = system, .policy = policy::overridden(policy, system.policy), .at = at};
  out.residences = latency::residences(system); // how long a request stays
  const traffic::AttemptsPerCall attempts = attemptsOf(out.residences);
  if (!attempts.empty())
    graph = traffic::CallGraph::of(system, attempts);
  if (!graph)
    return graph.error();
  out.graph = *graph;
  out.edges = sizing::edges(system, attempts);
  out.incoming.resize(system.services.size());
  for (std::size_t e = 0; e < out.edges.size(); ++e)
    out.incoming[out.edges[e].to].push_back(e);
  out.ceilings = sizing::ceilingsByService(system, out.policy, out.edges, out.residences);
  addTraffic(system, out);
  addBounds(system, out);
  out.tierOf = sizing::tiersOf(system, out.edges);
  out.order = orderOf(out.tierOf);
  if (out.traffic.isKnown)
    out.bottlenecks = sizing::bottlenecks(system, out.ceilings, out.edges, out.residences,
                                          out.traffic.arrivals, out.traffic.perEdge);
  return out;
}

} // namespace loadline::plan
