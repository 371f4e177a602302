#include "planner/spec/sidecars.h"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace loadline::spec {

namespace {

syntax::Service sidecarOf(syntax::Service &service, const std::string &name) {
  const Sidecar &sidecar = *service.terms.sidecar;
  syntax::Service out;
  out.terms.name = {name, sidecar.at};
  out.terms.serviceTime = sidecar.serviceTime;
  out.terms.team = service.terms.team;
  const Deployment &beside = service.terms.deployment;
  Deployment &deployment = out.terms.deployment;
  deployment.replicas = beside.replicas;
  deployment.replicasMin = beside.replicasMin;
  deployment.replicasMax = beside.replicasMax;
  deployment.maxInFlight = sidecar.maxInFlight;
  deployment.rationale = sidecar.rationale;
  out.terms.contract.perCaller = std::exchange(service.terms.contract.perCaller, {});
  syntax::Step step;
  step.calls.push_back({{service.terms.name.value, sidecar.at}, {}});
  step.calls.back().terms.at = sidecar.at;
  out.steps.push_back(std::move(step));
  return out;
}

} // namespace

void addSidecars(syntax::Spec &spec, Diagnostics &errors) {
  std::map<std::string, std::string> sidecars; // by service
  std::vector<syntax::Service> added;
  for (syntax::Service &service : spec.services)
    if (service.terms.sidecar) {
      const std::string &name = service.terms.name.value;
      added.push_back(sidecarOf(service, sidecars[name] = name + "-sidecar"));
    }
  if (added.empty())
    return;
  for (syntax::Service &service : spec.services) {
    for (const auto &[name, sidecar] : sidecars)
      if (service.terms.name.value == sidecar)
        errors.push_back({service.terms.name.at,
                          fmt::format("'{}' is the name of the sidecar of '{}'", sidecar, name),
                          "give the service another name"});
    for (syntax::Step &step : service.steps)
      for (syntax::Call &call : step.calls)
        if (const auto found = sidecars.find(call.to.value); found != sidecars.end())
          call.to.value = found->second;
  }
  for (syntax::Service &sidecar : added)
    spec.services.push_back(std::move(sidecar));
}

} // namespace loadline::spec
