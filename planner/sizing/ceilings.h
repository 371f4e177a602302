#pragma once

#include "planner/latency/residence.h"
#include "planner/rules/policy.h"
#include "planner/sizing/constraint.h"
#include "planner/sizing/edges.h"
#include "planner/spec/system.h"

#include <optional>
#include <string>
#include <vector>

namespace loadline::sizing {

/// The arrival rate at which one constraint of a service, or of one of its calls, is used up.
struct Ceiling {
  Constraint constraint = Constraint::none;
  units::Rate rate;
  SourcePosition at;                             ///< the line that sets it
  std::optional<units::Concurrency> inFlight;    ///< requests inside that it has room for
  bool isPromise = false;                        ///< a contract: full is not yet too much
  std::optional<spec::ServiceIndex> toward = {}; ///< the callee, of a constraint of calls
  std::string of = {}; ///< the caller, class or tenants whose share of a contract it is; or ""
};

/// What a service's bound, cores, memory, descriptors, threads, rate limit and contract let through
/// each, as far as their times are known. By Little's law room for N holds N / residence time.
///   streams  requests that a connection to the service carries at once
std::vector<Ceiling> ceilings(const spec::ServiceTerms &service,
                              const latency::Residence &residence, double streams = 1.0);

/// The cap that `callee` sets for this caller: its own entry of `per_caller`, else the default's.
const spec::Cap *capFor(const spec::ServiceTerms &callee, const std::string &caller);

/// What the cap of `whose` share of a contract lets through: of one caller, class or kind of
/// tenant.
std::vector<Ceiling> ceilings(const spec::Cap &cap, const latency::Residence &callee,
                              const std::string &whose);

/// What the connections of the caller's replicas let through on one edge, and the ports that new
/// connections use up: each keeps one for the time that a closed connection is remembered.
std::vector<Ceiling> ceilings(const Edge &edge, double replicas, const latency::Residence &callee,
                              const policy::Policy &policy);

} // namespace loadline::sizing
