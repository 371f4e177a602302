#pragma once

#include "planner/latency/residence.h"
#include "planner/rules/policy.h"
#include "planner/sizing/at_once.h"
#include "planner/sizing/bounds.h"
#include "planner/sizing/entering.h"
#include "planner/sizing/growth.h"
#include "planner/sizing/replicas.h"
#include "planner/sizing/stack.h"
#include "planner/spec/system.h"
#include "planner/traffic/call_graph.h"
#include "planner/traffic/entry_rates.h"

#include <optional>
#include <vector>

namespace loadline::plan {

/// What the steps of a plan found, by index of service or edge; the rows, derivations and checks
/// are made from it.
struct Workings {
  const spec::System &system;
  policy::Policy policy; ///< with the spec's overrides
  traffic::LoadPoint at;
  std::string today = {}; ///< YYYY-MM-DD, or "" where review dates are not looked at
  std::optional<traffic::CallGraph> graph; ///< with hedges and retries
  std::vector<sizing::Edge> edges;
  std::vector<std::vector<std::size_t>> incoming; ///< by service, the edges that lead to it
  std::vector<latency::Residence> residences;
  sizing::CeilingsByService ceilings;
  sizing::CeilingsByService ceilingsAtMost; ///< at an autoscaler's most; empty unless load grows
  sizing::Traffic traffic;
  sizing::Traffic baseline, peak;                ///< the same at these loads
  std::optional<sizing::GrowingTraffic> growing; ///< where some workload grows
  bool areFailuresKnown =
      false; ///< some service says how often it fails, or some call when it is late
  std::vector<std::optional<sizing::DeclaredBound>> bounds; ///< the effective ones
  std::vector<sizing::MaybeConcurrency> admits;             ///< their numbers
  std::vector<bool> isEntry;
  sizing::Clients clients;
  std::vector<int> tierOf;
  std::vector<spec::ServiceIndex> order;       ///< by tier, then as the spec declares them
  std::vector<sizing::Bottleneck> bottlenecks; ///< the first to fill up first
};

/// The ceilings that growth runs into: an autoscaler goes up before.
inline const std::vector<sizing::Ceiling> &lastCeilings(const Workings &workings,
                                                        spec::ServiceIndex service) {
  return workings.ceilingsAtMost.empty() ? workings.ceilings[service]
                                         : workings.ceilingsAtMost[service];
}

/// The mean that a request is inside a service, where that is known.
inline std::optional<units::Duration> meanStay(const Workings &workings,
                                               spec::ServiceIndex service) {
  const latency::Residence &residence = workings.residences[service];
  return residence.time ? std::optional(residence.stay().mean()) : std::nullopt;
}

/// What a service whose time is not known has inside at least, where that alone fills its bound.
struct KnownOverflow {
  sizing::Constraint constraint;
  units::Concurrency inFlight; ///< arrival rate × the least time; at least `bound`
  units::Concurrency bound;
};
std::optional<KnownOverflow> knownOverflow(const Workings &workings, spec::ServiceIndex service);

/// Replicas that a service needs for that many arrivals, each used to that share.
///   residence  that is sized by; empty where it is not known
std::optional<sizing::ReplicaNeed> needed(const Workings &workings, spec::ServiceIndex service,
                                          units::Rate arrivals,
                                          const std::optional<units::Duration> &residence,
                                          units::Ratio utilization);

/// Runs the steps. Calls that go round and feed themselves are the one error that is left in a
/// resolved system.
///   system  must outlive the result
Result<Workings> work(const spec::System &system, const policy::Policy &policy,
                      traffic::LoadPoint at);

} // namespace loadline::plan
