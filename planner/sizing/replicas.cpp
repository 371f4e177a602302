#include "planner/sizing/replicas.h"

#include "planner/latency/own_work.h"
#include "planner/sizing/little.h"
#include "planner/sizing/room.h"

#include <algorithm>
#include <cmath>

namespace loadline::sizing {

namespace {

/// The largest of some needs, before they are rounded to whole replicas; none where one of them is
/// beyond all numbers.
class Most {
public:
  ///   load  what all replicas carry together
  ///   each  what one carries
  void take(double load, double each, Constraint constraint) {
    const auto count = replicasFor(load, each);
    if (!count)
      isEndless_ = true;
    else if (!most_ || load / each > asked_)
      most_ = ReplicaNeed{*count, constraint};
    asked_ = std::max(asked_, load / each);
  }
  std::optional<ReplicaNeed> need() const { return isEndless_ ? std::nullopt : most_; }

private:
  std::optional<ReplicaNeed> most_;
  double asked_ = 0.0; ///< replicas, before rounding
  bool isEndless_ = false;
};

double shareOf(const spec::ReplicaShare &share, int replicas) {
  return share.share ? share.share->count() * replicas : share.count;
}

} // namespace

std::vector<ReplicaLimit> limitsOfReplica(const std::vector<Ceiling> &ceilings, double replicas) {
  std::vector<ReplicaLimit> out;
  for (const Ceiling &ceiling : ceilings)
    if (ceiling.toward)
      out.push_back({ceiling.constraint, ceiling.rate / replicas});
  return out;
}

std::optional<ReplicaNeed> replicasNeeded(const spec::ServiceTerms &service, units::Rate arrivals,
                                          const std::optional<units::Duration> &residence,
                                          units::Ratio utilization,
                                          const std::vector<ReplicaLimit> &limits) {
  Most most;
  const spec::Deployment &deployment = service.deployment;
  if (const auto work = latency::cpuWork(service); deployment.cpu && work)
    most.take(arrivals.count() * work->count() / utilization.count(), deployment.cpu->value.count(),
              Constraint::cpu);
  for (const ReplicaLimit &limit : limits)
    if (limit.each > units::Rate(0))
      most.take(arrivals.count() / utilization.count(), limit.each.count(), limit.constraint);
  if (!residence)
    return most.need();
  const double inside = recommendedBound(arrivals, *residence, utilization).count();
  if (const auto each = deployment.mostInFlight())
    most.take(inside, each->value.count(), Constraint::inFlight);
  for (const Room &room : rooms(deployment))
    if (room.each.count() > 0)
      most.take(inside, room.each.count(), room.constraint);
  return most.need();
}

int surge(const spec::Deployment &deployment, int replicas) {
  return deployment.surge ? static_cast<int>(ceiled(shareOf(deployment.surge->value, replicas)))
                          : 0;
}

int unavailable(const spec::Deployment &deployment, int replicas) {
  return deployment.unavailable
             ? static_cast<int>(
                   std::floor(shareOf(deployment.unavailable->value, replicas) * (1 + 1e-12)))
             : 0;
}

} // namespace loadline::sizing
