#include "planner/sizing/replicas.h"

#include "planner/latency/own_work.h"
#include "planner/sizing/little.h"
#include "planner/sizing/room.h"

#include <cmath>

namespace loadline::sizing {

namespace {

void take(std::optional<ReplicaNeed> &most, int count, Constraint constraint) {
  if (!most || count > most->count)
    most = ReplicaNeed{count, constraint};
}

double shareOf(const spec::ReplicaShare &share, int replicas) {
  return share.share ? share.share->count() * replicas : share.count;
}

} // namespace

std::optional<ReplicaNeed> replicasNeeded(const spec::ServiceTerms &service, units::Rate arrivals,
                                          const std::optional<units::Duration> &residence,
                                          units::Ratio utilization) {
  std::optional<ReplicaNeed> most;
  const spec::Deployment &deployment = service.deployment;
  if (const auto work = latency::cpuWork(service); deployment.cpu && work)
    take(most,
         replicasFor(arrivals.count() * work->count() / utilization.count(),
                     deployment.cpu->value.count()),
         Constraint::cpu);
  if (!residence)
    return most;
  const double inside = recommendedBound(arrivals, *residence, utilization).count();
  if (deployment.maxInFlight)
    take(most, replicasFor(inside, deployment.maxInFlight->value.count()), Constraint::inFlight);
  for (const Room &room : rooms(deployment))
    if (room.each.count() > 0)
      take(most, replicasFor(inside, room.each.count()), room.constraint);
  return most;
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
