#include "gui/session/concerns.h"

#include "planner/review/judgement.h"
#include "planner/review/review.h"

#include <algorithm>

namespace loadline::session {

namespace {

using Services = Concerns::Services;

/// The services that the spec speaks of at that place: the one that is declared there, or both ends
/// of a call.
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

void joinCode(Documents &documents) {
  const plan::Plan &plan = *documents.plan;
  const findings::Audit &audit = *documents.audit;
  const Result<review::Review> review = review::joined(plan, audit);
  if (!review) {
    Diagnostics &problems = documents.problems[documents.specPath];
    problems.insert(problems.end(), review.error().begin(), review.error().end());
    return;
  }
  documents.concerns.codeFindings.resize(audit.findings.size());
  documents.concerns.sites.resize(audit.sites.size());
  for (const review::ServiceCode &code : review->services) {
    const std::string &name = plan.services[code.service].name;
    for (const std::size_t finding : code.findings)
      documents.concerns.codeFindings[finding].push_back(name);
    for (const std::size_t site : code.sites)
      documents.concerns.sites[site].push_back(name);
  }
  documents.badges = review::codeFindings(plan, audit, *review);
  if (documents.system)
    documents.judgement = std::make_shared<const review::Judgement>(
        review::judged(*documents.system, plan, audit, *review));
}

} // namespace

void join(Documents &documents) {
  documents.concerns = {};
  documents.badges = {};
  documents.judgement = nullptr;
  if (!documents.plan)
    return;
  for (const findings::Finding &finding : documents.plan->findings)
    documents.concerns.planFindings.push_back(servicesOf(*documents.plan, finding));
  if (documents.audit)
    joinCode(documents);
}

} // namespace loadline::session
