#include "planner/plan/unsaid.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::plan {

namespace {

/// "no memory: a, b", where any are named.
Missing named(std::string_view what, const std::vector<std::string> &names) {
  return names.empty() ? Missing{} : Missing{fmt::format("{}: {}", what, listed(names))};
}

template <class Is>
std::vector<std::string> servicesThat(const spec::System &system, Is is) {
  std::vector<std::string> names;
  for (const spec::Service &service : system.services)
    if (is(service))
      names.push_back(service.name());
  return names;
}

template <class Is>
bool anyCall(const spec::System &system, Is is) {
  for (const spec::Service &service : system.services)
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls)
        if (is(call))
          return true;
  return false;
}

/// The calls that are so, "a -> b".
template <class Is>
std::vector<std::string> callsThat(const spec::System &system, Is is) {
  std::vector<std::string> names;
  for (const spec::Service &service : system.services)
    for (const spec::Step &step : service.steps)
      for (const spec::Call &call : step.calls)
        if (is(call))
          names.push_back(service.name() + " -> " + system.services[call.to].name());
  return names;
}

/// "no service names tenants", where none does.
Missing unless(bool isSaid, const char *what) {
  return isSaid ? Missing{} : Missing{what};
}

bool runsReplicas(const spec::Service &service) {
  const auto is = [](const spec::Maybe<bool> &said) { return said && said->value; };
  return !service.terms.poolSize && !is(service.terms.managed) && !is(service.terms.external);
}

} // namespace

Missing missingVerdicts(const spec::System &, const Plan &plan) {
  std::vector<std::string> names;
  for (const ServicePlan &service : plan.services)
    if (service.tier >= 0 && service.verdict == Verdict::unknown)
      names.push_back(service.name);
  return named("nothing is known to limit, or no load or time", names);
}

Missing missingBounds(const spec::System &, const Plan &plan) {
  std::vector<std::string> names;
  for (const ServicePlan &service : plan.services)
    if (!service.maxInFlight.declared)
      names.push_back(service.name);
  return named("no bound", names);
}

Missing missingResources(const spec::System &system, const Plan &) {
  return named("no memory, descriptors or threads of a request and of a replica",
               servicesThat(system, [](const spec::Service &service) {
                 const spec::Deployment &is = service.terms.deployment;
                 const bool hasMemory = is.memory && (is.perRequest.memory || is.perRequest.stack);
                 return runsReplicas(service) && !hasMemory && !is.descriptors && !is.threads;
               }));
}

Missing missingOffers(const spec::System &, const Plan &plan) {
  std::vector<std::string> names;
  for (const EdgePlan &edge : plan.edges)
    if (edge.from != "workload" && (!edge.offeredInFlight || !edge.admittedInFlight))
      names.push_back(edge.from + " -> " + edge.to);
  return named("what is offered or what is admitted is not known", names);
}

Missing missingConnections(const spec::System &system, const Plan &) {
  if (servicesThat(system, [](const spec::Service &service) {
        return service.terms.maxConnections.has_value();
      }).empty())
    return {"no service says max_connections"};
  return named("no connections", callsThat(system, [&](const spec::Call &call) {
                 return system.services[call.to].terms.maxConnections && !call.terms.connections;
               }));
}

Missing missingTimeouts(const spec::System &system, const Plan &) {
  return named("no timeout", callsThat(system, [](const spec::Call &call) {
                 return !call.terms.timeout && !call.terms.isAsync();
               }));
}

Missing missingRetries(const spec::System &system, const Plan &) {
  return named("not said whether it is retried",
               callsThat(system, [](const spec::Call &call) { return !call.terms.retries; }));
}

Missing missingContracts(const spec::System &system, const Plan &) {
  const bool isSaid = !servicesThat(system, [](const spec::Service &service) {
                         const auto &published = service.terms.contract.published;
                         return published && published->value;
                       }).empty();
  return unless(isSaid, "no contract is published");
}

Missing missingTenants(const spec::System &system, const Plan &) {
  const bool isSaid = !servicesThat(system, [](const spec::Service &service) {
                         return !service.terms.contract.perTenant.empty();
                       }).empty();
  return unless(isSaid, "no service says per_tenant");
}

Missing missingObjectives(const spec::System &system, const Plan &plan) {
  Missing out;
  bool isSaid = false;
  std::vector<std::string> times, shares;
  for (const spec::Service &service : system.services) {
    const spec::Slo &slo = service.terms.slo;
    const ServicePlan &row = *plan.find(service.name());
    const bool hasTime = slo.p50 || slo.p95 || slo.p99;
    isSaid = isSaid || hasTime || slo.success;
    if (hasTime && !row.residenceTime.p99)
      times.push_back(service.name());
    if (slo.success && !row.success.success)
      shares.push_back(service.name());
  }
  if (!isSaid)
    return {"no service says an slo"};
  for (Missing &each : std::vector<Missing>{named("no p99 to compare with", times),
                                            named("no failures are known", shares)})
    out.insert(out.end(), each.begin(), each.end());
  return out;
}

Missing missingUpdates(const spec::System &system, const Plan &) {
  return named("no unavailable, or no grace, of deployment",
               servicesThat(system, [](const spec::Service &service) {
                 const spec::Deployment &is = service.terms.deployment;
                 return runsReplicas(service) && (!is.unavailable || !is.grace);
               }));
}

Missing missingBreakers(const spec::System &system, const Plan &) {
  return unless(
      anyCall(system, [](const spec::Call &call) { return call.terms.breaker.has_value(); }),
      "no call says a breaker");
}

Missing missingGrowth(const spec::System &system, const Plan &) {
  return unless(std::all_of(system.workload.begin(), system.workload.end(),
                            [](const spec::Workload &workload) {
                              return workload.load.growth || workload.load.isClosed();
                            }),
                "a workload says no growth");
}

Missing missingReviews(const spec::System &, const Plan &plan) {
  std::vector<std::string> names;
  for (const ServicePlan &service : plan.services)
    if (service.maxInFlight.declared && service.maxInFlight.review.empty())
      names.push_back(service.name);
  Missing out = named("no review date of the bound", names);
  if (out.empty() && plan.today.empty())
    out.push_back("no day to hold the review dates against (--today)");
  return out;
}

} // namespace loadline::plan
