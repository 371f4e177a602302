#pragma once

#include "planner/latency/residence.h"
#include "planner/sizing/ceilings.h"
#include "planner/sizing/edges.h"
#include "planner/traffic/call_graph.h"
#include "planner/traffic/entry_rates.h"

#include <string>
#include <vector>

namespace loadline::sizing {

/// By service index: its own constraints, and those of its calls as rates that arrive at it.
using CeilingsByService = std::vector<std::vector<Ceiling>>;

CeilingsByService ceilingsByService(const spec::System &system, const policy::Policy &policy,
                                    const std::vector<Edge> &edges,
                                    const std::vector<latency::Residence> &residences);

/// The traffic of a system at one load point.
struct Traffic {
  bool isKnown = true;
  std::string unknownBecause;
  std::vector<units::Rate> perWorkload; ///< by index of System::workload
  std::vector<units::Rate> arrivals;    ///< by service index
  std::vector<units::Rate> perEdge;     ///< by index of `edges`
};

/// Open workloads send what they say. A closed one of N clients sends N / (think time + residence
/// time) (an asymptotic bound, [DenningBuzen1978]); where closed ones ask more of a constraint than
/// the open ones leave, those that meet it wait for it alike (planner/sizing/closed_loads.h).
/// Waiting for slots and cores that are not full comes on top.
Traffic solveTraffic(const spec::System &system, const CeilingsByService &ceilingsOf,
                     const traffic::CallGraph &graph, const std::vector<Edge> &edges,
                     const std::vector<latency::Residence> &residences, traffic::LoadPoint at);

/// A constraint that fills up when all entry rates grow alike.
struct Bottleneck {
  double scale = 0.0; ///< the factor on the entry rates at which it is used up
  spec::ServiceIndex service = 0;
  Ceiling ceiling;
};

/// How much of the share of a contract a caller, a class or the tenants of a kind use.
struct CapUse {
  spec::ServiceIndex service = 0; ///< whose contract it is
  Ceiling ceiling;
  units::Rate carried; ///< what they send
};

/// Of all caps that callees set their callers, and that workloads keep to.
std::vector<CapUse> capUses(const spec::System &system, const std::vector<Edge> &edges,
                            const std::vector<latency::Residence> &residences,
                            const Traffic &traffic);

/// The constraints that fill up first, no more than ten of them, in that order.
std::vector<Bottleneck> bottlenecks(const spec::System &system, const CeilingsByService &ceilingsOf,
                                    const std::vector<Edge> &edges,
                                    const std::vector<latency::Residence> &residences,
                                    const Traffic &traffic);

} // namespace loadline::sizing
