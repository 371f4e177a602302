#pragma once

#include "planner/sizing/ceilings.h"
#include "planner/spec/system.h"

#include <optional>
#include <vector>

namespace loadline::sizing {

/// What one replica at least of a service needs to be, and what sets it.
struct ReplicaNeed {
  int count = 1;
  Constraint binding = Constraint::none;
};

/// A rate that one replica can't go beyond, whatever it holds: of its connections, of its ports.
struct ReplicaLimit {
  Constraint constraint = Constraint::none;
  units::Rate each;
};

/// The ceilings that the calls of each of so many replicas set.
std::vector<ReplicaLimit> limitsOfReplica(const std::vector<Ceiling> &ceilings, double replicas);

/// Replicas that hold so many requests and do so much work, each at `utilization` of what it has at
/// the most: the largest of what the bound, the cores, the memory, the descriptors and the threads
/// of one and the limits of its calls ask for. Empty where the spec says nothing of what one
/// replica carries, and where a billion replicas are not enough.
///   residence  at the basis that is sized by; empty where it is not known
std::optional<ReplicaNeed> replicasNeeded(const spec::ServiceTerms &service, units::Rate arrivals,
                                          const std::optional<units::Duration> &residence,
                                          units::Ratio utilization,
                                          const std::vector<ReplicaLimit> &limits = {});

/// Replicas of a rolling update beside the `replicas`: a share is rounded up, as Kubernetes does
/// it.
int surge(const spec::Deployment &deployment, int replicas);

/// Replicas that a rolling update takes away of them: a share is rounded down.
int unavailable(const spec::Deployment &deployment, int replicas);

} // namespace loadline::sizing
