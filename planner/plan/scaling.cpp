#include "planner/plan/scaling.h"

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
  return out;
}

} // namespace loadline::plan
