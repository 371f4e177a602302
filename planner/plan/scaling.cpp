#include "planner/plan/scaling.h"

#include <algorithm>

namespace loadline::plan {

namespace {

enum class Scale { least, current, most };

double replicasAt(const spec::Service &service, Scale scale) {
  const spec::Deployment &deployment = service.terms.deployment;
  if (scale == Scale::least && deployment.replicasMin)
    return deployment.replicasMin->value;
  if (scale == Scale::most && deployment.replicasMax)
    return deployment.replicasMax->value;
  return service.replicas();
}

bool scales(const spec::Service &service) {
  return service.terms.deployment.replicasMin || service.terms.deployment.replicasMax;
}

std::optional<Concurrency> boundAt(const spec::Service &service, Scale scale) {
  spec::ServiceTerms terms = service.terms;
  if (terms.deployment.replicas)
    terms.deployment.replicas->value = replicasAt(service, scale);
  const auto bound = sizing::effectiveBound(terms);
  return bound ? std::optional(bound->admits) : std::nullopt;
}

std::optional<Ratio> oversubscriptionAt(const Workings &workings, const sizing::Edge &edge,
                                        Scale scale) {
  const spec::Service &from = workings.system.services[edge.from];
  const auto offered = sizing::offeredBy(edge, boundAt(from, scale), replicasAt(from, scale));
  const auto admitted = boundAt(workings.system.services[edge.to], scale);
  return offered && admitted ? std::optional(Ratio(*offered / *admitted)) : std::nullopt;
}

/// Of all its callers together; nothing where one of them has no bound.
std::optional<Ratio> totalAt(const Workings &workings, spec::ServiceIndex to, Scale scale) {
  const auto admitted = boundAt(workings.system.services[to], scale);
  Concurrency sum(0);
  for (const std::size_t e : workings.incoming[to]) {
    const sizing::Edge &edge = workings.edges[e];
    const spec::Service &from = workings.system.services[edge.from];
    const auto by = sizing::offeredBy(edge, boundAt(from, scale), replicasAt(from, scale));
    if (!by)
      return std::nullopt;
    sum += *by;
  }
  for (const spec::Workload &workload : workings.system.workload)
    if (workload.to == to && workload.load.isClosed())
      sum += Concurrency(workload.load.clients->value);
  return admitted ? std::optional(Ratio(sum / *admitted)) : std::nullopt;
}

/// Services that several call, of whom one or the service itself is scaled.
bool isSharedAndScaled(const Workings &workings, spec::ServiceIndex to) {
  const auto &incoming = workings.incoming[to];
  const auto &services = workings.system.services;
  return incoming.size() > 1 &&
         (scales(services[to]) || std::any_of(incoming.begin(), incoming.end(), [&](std::size_t e) {
            return scales(services[workings.edges[e].from]);
          }));
}

} // namespace

std::vector<ScalingPlan> scalingPlans(const Workings &workings) {
  std::vector<ScalingPlan> out;
  for (const sizing::Edge &edge : workings.edges) {
    const spec::Service &from = workings.system.services[edge.from];
    const spec::Service &to = workings.system.services[edge.to];
    if (!scales(from) && !scales(to))
      continue;
    out.push_back({from.name(), to.name(), edge.at,
                   oversubscriptionAt(workings, edge, Scale::least),
                   oversubscriptionAt(workings, edge, Scale::current),
                   oversubscriptionAt(workings, edge, Scale::most)});
  }
  for (spec::ServiceIndex to = 0; to < workings.incoming.size(); ++to)
    if (isSharedAndScaled(workings, to))
      out.push_back({"", workings.system.services[to].name(),
                     workings.edges[workings.incoming[to].front()].at,
                     totalAt(workings, to, Scale::least), totalAt(workings, to, Scale::current),
                     totalAt(workings, to, Scale::most)});
  return out;
}

} // namespace loadline::plan
