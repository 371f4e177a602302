#include "gui/session/concerns.h"

#include <algorithm>

namespace loadline::session {

namespace {

using Services = Concerns::Services;

/// The services that the spec speaks of at that place: the one that is declared there, or both ends of a call.
Services servicesAt(const plan::Plan &plan, const SourcePosition &at) {
  Services services;
  const auto add = [&](const std::string &name) {
    if (plan.find(name) && std::find(services.begin(), services.end(), name) == services.end())
      services.push_back(name);
  };
  for (const plan::ServicePlan &service : plan.services)
    if (at == service.at || at == service.maxInFlight.declaredAt || at == service.contractRateAt)
      add(service.name);
  for (const plan::EdgePlan &edge : plan.edges)
    if (at == edge.at) {
      add(edge.to); // where what the caller offers arrives
      add(edge.from);
    }
  return services;
}

/// By the place of the finding or, where that is no service's, of what led to it.
Services servicesOf(const plan::Plan &plan, const findings::Finding &finding) {
  Services services = servicesAt(plan, finding.at);
  for (auto step = finding.path.begin(); services.empty() && step != finding.path.end(); ++step)
    services = servicesAt(plan, step->at);
  return services;
}

} // namespace

void join(Documents &documents) {
  documents.concerns = {};
  if (!documents.plan)
    return;
  for (const findings::Finding &finding : documents.plan->findings)
    documents.concerns.planFindings.push_back(servicesOf(*documents.plan, finding));
}

} // namespace loadline::session
