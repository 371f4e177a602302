#pragma once

#include "planner/sizing/edges.h"
#include "planner/spec/system.h"

#include <optional>
#include <vector>

// The bound stack: what callers can have in flight at a callee, against what it admits.

namespace loadline::sizing {

using MaybeConcurrency = std::optional<units::Concurrency>;

/// Distance of every service from the entry: the longest way there, so that a caller stands in an
/// earlier tier than what it calls and a tier in series is never added to its children. The members
/// of a circle of calls share one tier. -1 where no workload gets to.
std::vector<int> tiersOf(const spec::System &system, const std::vector<Edge> &edges);

/// The services at one distance from the entry.
struct Tier {
  std::vector<spec::ServiceIndex> members; ///< in the order of the spec
  MaybeConcurrency offered;                ///< entry bounds times the fan-out on the way
  MaybeConcurrency offeredClamped; ///< when every service on the way admits no more than its bound
  MaybeConcurrency admitted;       ///< sum of the members' bounds; empty where one has none
};

/// What can enter the services behind the entries. It refers to what it is made of.
class EntryOffers {
public:
  EntryOffers(const std::vector<Edge> &edges, const std::vector<int> &tierOf,
              const std::vector<MaybeConcurrency> &bounds, const std::vector<bool> &isEntry);

  /// By service, with the bounds of all entries at that share.
  ///   isClamped  every service on the way admits no more than its bound
  std::vector<MaybeConcurrency> toAll(bool isClamped, double share = 1.0) const;
  /// All of the members together, not clamped; without end where nothing limits it.
  units::Concurrency toMembers(const std::vector<spec::ServiceIndex> &members, double share) const;
  /// Whether every offer is in proportion to the entries' bounds: no connections on the way.
  bool areProportional() const { return areProportional_; }

private:
  const std::vector<MaybeConcurrency> &bounds_;
  const std::vector<bool> &isEntry_;
  std::vector<const Edge *> inOrder_; ///< callers first
  bool areProportional_ = true;
};

/// Calls within a circle are left out of the fan-out. What an entry is offered is up to the world,
/// so the first tier is offered nothing known.
///   bounds  the effective bound of each service, by index
std::vector<Tier> tiers(const std::vector<Edge> &edges, const std::vector<int> &tierOf,
                        const std::vector<MaybeConcurrency> &bounds,
                        const std::vector<bool> &isEntry);

/// How many requests of a caller can be in their calls at once: the least of callee bound, or what
/// its own connections to that callee carry, / calls in parallel to it. Fan-outs to different
/// callees do not add up.
struct InheritedBound {
  units::Concurrency admits;
  spec::ServiceIndex by = 0;    ///< the callee that sets it, the first among equals
  bool isOfConnections = false; ///< the caller's own to that callee, which carry less
};
std::vector<std::optional<InheritedBound>>
inheritedBounds(std::size_t services, const std::vector<Edge> &edges,
                const std::vector<MaybeConcurrency> &bounds);

} // namespace loadline::sizing
