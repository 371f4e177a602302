#pragma once

#include "planner/spec/system.h"
#include "planner/traffic/call_graph.h"

#include <optional>
#include <vector>

namespace loadline::sizing {

/// All calls of one service to another, per request of the caller.
struct Edge {
  spec::ServiceIndex from = 0, to = 0;
  SourcePosition at;          ///< the first of the calls
  double attempts = 0.0;      ///< that reach the callee: hits out, retries and hedges in
  double parallel = 0.0;      ///< at once, at most: sequential calls count once, caches are ignored
  double parallelMean = 0.0;  ///< at once, as caches and mean counts have it
  double expectedCalls = 0.0; ///< one after the other, as caches and mean counts have it
  bool isOptional = true;     ///< every call is
  bool isParallel = false;    ///< one of the calls leaves in a parallel group
  int parallelGroup = 0;      ///< the first such group of the caller, counted from 1
  bool isAsync = false;       ///< one of the calls is not waited for
  /// Connections of each replica of the caller, and requests that they carry at once; 0 where a
  /// call says no number.
  double connections = 0.0, channels = 0.0;
  double newConnections = 0.0; ///< attempts that open a connection of their own
  SourcePosition connectionsAt;
  std::optional<units::Concurrency> carried; ///< by the connections of all replicas, as declared
  const spec::Cap *cap = nullptr; ///< what the callee's contract allows this caller; of the system
};

/// One per ordered pair, callers in the order of the spec, callees in the order of the calls.
std::vector<Edge> edges(const spec::System &system, const traffic::AttemptsPerCall &perCall = {});

/// Requests that a call of one request makes at once, at most: one of calls that follow each other,
/// all of a parallel group's, two where it is hedged. Of a batch that leaves only when it is full a
/// request makes a part; one that leaves when it has waited may hold that request alone.
double callsAtOnce(const spec::Step &step, const spec::CallTerms &call);

/// What a caller that admits `bound` on so many replicas can have in flight at the callee: its
/// bound times the calls at once, and no more than its connections carry. Empty where nothing
/// limits it.
std::optional<units::Concurrency>
offeredBy(const Edge &edge, const std::optional<units::Concurrency> &bound, double replicas);
/// The same on as many replicas as the caller declares.
std::optional<units::Concurrency> offeredBy(const Edge &edge,
                                            const std::optional<units::Concurrency> &bound);

/// What the callee admits of this caller: its bound, or what its contract allows the caller where
/// that is less. Empty where it says neither.
///   bound  of the callee
std::optional<units::Concurrency> admittedBy(const Edge &edge,
                                             const std::optional<units::Concurrency> &bound);

/// Requests of the caller that can have their calls to the callee under way at once: what that
/// admits of it, and no more than its own connections carry, over the calls at once of one request.
/// Empty where neither says anything.
///   bound  of the callee
std::optional<units::Concurrency> letThrough(const Edge &edge,
                                             const std::optional<units::Concurrency> &bound);
/// Whether it is the connections that carry less than the callee admits.
bool isHeldByConnections(const Edge &edge, const std::optional<units::Concurrency> &bound);

/// The rate that the callee admits of this caller: the least of its contract's, of what that allows
/// the caller, and of its rate limit; null where it says none of them.
const spec::Maybe<units::Rate> *rateAdmitted(const Edge &edge, const spec::ServiceTerms &callee);

/// The rate that the caller can offer: its contract's times the attempts of a request. Without one,
/// and towards a rate limit, what it can keep in flight there, each for the callee's mean time.
/// Empty where neither is known.
///   inFlight  what the caller can have in flight at the callee
///   time      mean that a request is inside the callee
std::optional<units::Rate> rateOffered(const Edge &edge, const spec::System &system,
                                       const std::optional<units::Concurrency> &inFlight,
                                       const std::optional<units::Duration> &time);

} // namespace loadline::sizing
