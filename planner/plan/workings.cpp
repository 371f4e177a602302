#include "planner/plan/workings.h"

#include "planner/traffic/call_graph.h"

namespace loadline::plan {

Result<Workings> work(const spec::System &system, const policy::Policy &policy,
                      traffic::LoadPoint at) {
  const Result<traffic::CallGraph> graph =
      traffic::CallGraph::of(system); // who calls whom, how often
  if (!graph)
    return graph.error();
  Workings out{.system = system, .policy = policy::overridden(policy, system.policy), .at = at};
  out.edges = sizing::edges(system);
  out.incoming.resize(system.services.size());
  for (std::size_t e = 0; e < out.edges.size(); ++e)
    out.incoming[out.edges[e].to].push_back(e);
  out.residences = latency::residences(system); // how long a request stays
  out.traffic = sizing::solveTraffic(system, *graph, out.edges, out.residences, at);
  for (const spec::Service &service : system.services) {
    out.bounds.push_back(sizing::effectiveBound(service.terms));
    out.admits.push_back(out.bounds.back() ? sizing::MaybeConcurrency(out.bounds.back()->admits)
                                           : std::nullopt);
  }
  out.isEntry.resize(system.services.size(), false);
  for (const spec::Workload &workload : system.workload)
    out.isEntry[workload.to] = true;
  out.tierOf = sizing::tiersOf(system, out.edges);
  if (out.traffic.isKnown)
    out.bottleneck = sizing::bottleneck(system, out.edges, out.residences, out.traffic.arrivals,
                                        out.traffic.perEdge);
  return out;
}

} // namespace loadline::plan
