#include "planner/sizing/bounds.h"

#include <algorithm>

namespace loadline::sizing {

std::vector<DeclaredBound> declaredBounds(const spec::ServiceTerms &service) {
  std::vector<DeclaredBound> bounds;
  if (const auto &contract = service.contract.cap.maxInFlight)
    bounds.push_back(
        {contract->value, "contract.max_in_flight", contract->at, service.contract.cap.rationale});
  if (const auto &each = service.deployment.maxInFlight) {
    const double replicas = service.deployment.replicas ? service.deployment.replicas->value : 1.0;
    bounds.push_back(
        {replicas * each->value, "deployment", each->at, service.deployment.rationale});
  }
  if (const auto &pool = service.poolSize)
    bounds.push_back({pool->value, "pool.size", pool->at, service.poolRationale});
  return bounds;
}

std::optional<DeclaredBound> effectiveBound(const spec::ServiceTerms &service) {
  const std::vector<DeclaredBound> bounds = declaredBounds(service);
  const auto least = std::min_element(
      bounds.begin(), bounds.end(),
      [](const DeclaredBound &a, const DeclaredBound &b) { return a.admits < b.admits; });
  return least == bounds.end() ? std::nullopt : std::optional(*least);
}

bool queuesWithoutLimit(const spec::ServiceTerms &service) {
  const auto &onExcess = service.contract.onExcess;
  const auto &queue = service.deployment.queue;
  if (declaredBounds(service).empty())
    return false; // nothing to be over
  if (queue)
    return !queue->value.size;
  return !onExcess || onExcess->value == spec::OnExcess::queue;
}

} // namespace loadline::sizing
