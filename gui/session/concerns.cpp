#include "gui/session/concerns.h"

#include "planner/review/judgement.h"
#include "planner/review/review.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace loadline::session {

namespace {

using Services = Concerns::Services;

/// Of which services the spec speaks at a place: the one that is declared there, or both ends of a
/// call. Filled once for all findings, since a step of a slider asks for all of them.
class PlacesOfServices {
public:
  explicit PlacesOfServices(const plan::Plan &plan) {
    std::unordered_set<std::string_view> names;
    for (const plan::ServicePlan &service : plan.services) {
      names.insert(service.name);
      for (const SourcePosition *at :
           {&service.at, &service.maxInFlight.declaredAt, &service.contractRateAt})
        add(*at, service.name);
    }
    for (const plan::EdgePlan &edge : plan.edges)
      for (const std::string *name : {&edge.to, &edge.from}) // where it arrives comes first
        if (names.count(*name) > 0)
          add(edge.at, *name);
  }

  Services at(const SourcePosition &place) const {
    Services services;
    const auto entry = entries_.find(keyOf(place));
    for (std::size_t i = 0; entry != entries_.end() && i < entry->second.size(); ++i)
      if (const auto &[at, name] = entry->second[i];
          *at == place && std::find(services.begin(), services.end(), *name) == services.end())
        services.push_back(*name);
    return services;
  }

private:
  static std::uint64_t keyOf(const SourcePosition &place) {
    return static_cast<std::uint64_t>(place.line) << 32 | static_cast<std::uint32_t>(place.column);
  }
  void add(const SourcePosition &at, const std::string &name) {
    if (!at.file.empty()) // what no file says is nobody's place
      entries_[keyOf(at)].emplace_back(&at, &name);
  }

  using Entry = std::pair<const SourcePosition *, const std::string *>; // of the plan
  std::unordered_map<std::uint64_t, std::vector<Entry>> entries_;       // by line and column
};

/// By the place of the finding or, where that is no service's, of what led to it.
Services servicesOf(const PlacesOfServices &places, const findings::Finding &finding) {
  Services services = places.at(finding.at);
  for (auto step = finding.path.begin(); services.empty() && step != finding.path.end(); ++step)
    services = places.at(step->at);
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
  documents.review = std::make_shared<const review::Review>(*review);
  if (documents.system)
    documents.judgement = std::make_shared<const review::Judgement>(
        review::judged(*documents.system, plan, audit, *review));
}

} // namespace

void join(Documents &documents) {
  documents.concerns = {};
  documents.badges = {};
  documents.judgement = nullptr;
  documents.review = nullptr;
  if (!documents.plan)
    return;
  const PlacesOfServices places(*documents.plan);
  for (const findings::Finding &finding : documents.plan->findings)
    documents.concerns.planFindings.push_back(servicesOf(places, finding));
  if (documents.audit)
    joinCode(documents);
}

} // namespace loadline::session
