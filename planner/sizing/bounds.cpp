#include "planner/sizing/bounds.h"

namespace loadline::sizing {

namespace {

template <class Visit>
void forEachBound(const spec::ServiceTerms &service, Visit visit) {
  if (const auto &contract = service.contract.cap.maxInFlight)
    visit(contract->value, "contract.max_in_flight", contract->at, service.contract.cap.rationale);
  if (const auto each = service.deployment.mostInFlight()) {
    const double replicas = service.deployment.replicas ? service.deployment.replicas->value : 1.0;
    visit(replicas * each->value, "deployment", each->at, service.deployment.rationale);
  }
  if (const auto &pool = service.poolSize)
    visit(pool->value, "pool.size", pool->at, service.poolRationale);
}

} // namespace

std::vector<DeclaredBound> declaredBounds(const spec::ServiceTerms &service) {
  std::vector<DeclaredBound> bounds;
  forEachBound(service, [&](units::Concurrency admits, std::string_view in,
                            const SourcePosition &at, const spec::Rationale &rationale) {
    bounds.push_back({admits, in, at, &rationale});
  });
  return bounds;
}

std::optional<DeclaredBound> effectiveBound(const spec::ServiceTerms &service) {
  std::optional<DeclaredBound> least;
  forEachBound(service, [&](units::Concurrency admits, std::string_view in,
                            const SourcePosition &at, const spec::Rationale &rationale) {
    if (!least || admits < least->admits)
      least = {admits, in, at, &rationale};
  });
  return least;
}

bool queuesWithoutLimit(const spec::ServiceTerms &service) {
  const auto &onExcess = service.contract.onExcess;
  const auto &queue = service.deployment.queue;
  if (!effectiveBound(service))
    return false; // nothing to be over
  if (queue)
    return !queue->value.size;
  return !onExcess || onExcess->value == spec::OnExcess::queue;
}

Excess excessOf(const spec::ServiceTerms &service) {
  const auto &queue = service.deployment.queue;
  if (queuesWithoutLimit(service) || (queue && (!queue->value.size || *queue->value.size > 0)))
    return Excess::waits;
  const auto &onExcess = service.contract.onExcess;
  return onExcess && onExcess->value == spec::OnExcess::degrade ? Excess::degraded
                                                                : Excess::rejected;
}

} // namespace loadline::sizing
