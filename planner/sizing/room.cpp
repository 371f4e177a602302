#include "planner/sizing/room.h"

#include "planner/units/rounding.h"

namespace loadline::sizing {

namespace {

/// ⌊all / each⌋, forgiving what rounding takes away.
units::Concurrency whole(double all, double each) {
  return units::Concurrency(units::down(all / each));
}

double valueOr(const spec::Maybe<double> &number, double otherwise) {
  return number ? number->value : otherwise;
}

} // namespace

std::vector<Room> rooms(const spec::Deployment &deployment) {
  std::vector<Room> out;
  const spec::PerRequest &request = deployment.perRequest;
  if (deployment.memory && (request.memory || request.stack)) {
    units::Bytes free = deployment.memory->value, each(0);
    if (deployment.baseMemory)
      free = free - deployment.baseMemory->value;
    for (const auto &held : {request.memory, request.stack})
      each += held ? held->value : units::Bytes(0);
    out.push_back({Constraint::memory, whole(free.count(), each.count()), deployment.memory->at});
  }
  if (deployment.descriptors)
    out.push_back({Constraint::descriptors,
                   whole(deployment.descriptors->value, valueOr(request.descriptors, 1)),
                   deployment.descriptors->at});
  if (deployment.threads)
    out.push_back({Constraint::threads,
                   whole(deployment.threads->value, valueOr(request.threads, 1)),
                   deployment.threads->at});
  return out;
}

} // namespace loadline::sizing
