#include "planner/review/spec_bounds.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace loadline::review {

namespace {

using Kind = SpecBound::Kind;
using units::Concurrency;

std::string valueOf(const std::optional<spec::Located<std::string>> &text) {
  return text ? text->value : std::string();
}

/// Gathers the bounds of one service.
class Gatherer {
public:
  Gatherer(const spec::System &system, const spec::Service &service, std::size_t index,
           std::vector<SpecBound> &out)
      : system_(system), service_(service), index_(index), out_(out) {}

  void gather() {
    const spec::Contract &contract = service_.terms.contract;
    addFleetWide(Kind::inFlight, "contract.max_in_flight", contract.cap);
    addDeployment();
    if (const auto &size = service_.terms.poolSize)
      add(Kind::inFlight, "pool.size", size->value, perReplica(size->value), size->at,
          service_.terms.poolRationale);
    for (const spec::CallerCap &caller : contract.perCaller)
      addFleetWide(Kind::part, "contract.per_caller." + caller.caller.value, caller.cap);
    for (const spec::ClassCap &part : contract.classes)
      addFleetWide(Kind::part, "contract.classes." + part.name.value, part.cap);
    for (const spec::TenantCap &tenant : contract.perTenant)
      addFleetWide(Kind::part, "contract.per_tenant." + tenant.name.value, tenant.cap);
    for (const spec::Step &step : service_.steps)
      if (step.isParallel)
        addFanOut(step);
  }

private:
  /// What a replica keeps of a fleet-wide number, where load is spread evenly.
  Concurrency perReplica(Concurrency fleetWide) const {
    return Concurrency(fleetWide.count() / service_.replicas());
  }

  void add(Kind kind, std::string what, Concurrency value, Concurrency perProcess,
           const SourcePosition &at, const spec::Rationale &rationale = {},
           std::vector<std::string> callees = {}) {
    out_.push_back({index_, kind, std::move(what), value, perProcess, at, valueOf(rationale.keptBy),
                    valueOf(rationale.review), std::move(callees)});
  }

  void addFleetWide(Kind kind, const std::string &what, const spec::Cap &cap) {
    if (cap.maxInFlight)
      add(kind, what, cap.maxInFlight->value, perReplica(cap.maxInFlight->value),
          cap.maxInFlight->at, cap.rationale);
  }

  void addDeployment() {
    const spec::Deployment &deployment = service_.terms.deployment;
    if (const auto most = deployment.mostInFlight())
      add(Kind::inFlight, "deployment.max_in_flight", most->value, most->value, most->at,
          deployment.rationale);
    if (const auto &queue = deployment.queue; queue && queue->value.size) {
      const Concurrency places(*queue->value.size);
      add(Kind::queue, "deployment.queue", places, places, queue->at);
    }
  }

  void addFanOut(const spec::Step &group) {
    std::vector<std::string> callees;
    for (const spec::Call &call : group.calls)
      callees.push_back(system_.services[call.to].name());
    if (group.limit) {
      const Concurrency most(group.limit->value);
      add(Kind::fanOut, fmt::format("calls to {} at once", inWords(callees)), most, most,
          group.limit->at, {}, callees);
      return;
    }
    for (std::size_t i = 0; i < group.calls.size(); ++i) {
      const spec::CallTerms &terms = group.calls[i].terms;
      if (!terms.perRequest || terms.mostCount() <= 1)
        continue;
      const Concurrency most(terms.mostCount());
      add(Kind::fanOut, fmt::format("calls to {} at once", callees[i]), most, most,
          terms.perRequest->at, {}, {callees[i]});
    }
  }

  const spec::System &system_;
  const spec::Service &service_;
  std::size_t index_;
  std::vector<SpecBound> &out_;
};

} // namespace

std::vector<SpecBound> specBounds(const spec::System &system, const plan::Plan &plan) {
  std::unordered_map<std::string, const spec::Service *> byName;
  for (const spec::Service &service : system.services)
    byName[service.name()] = &service;
  std::vector<SpecBound> out;
  for (std::size_t i = 0; i < plan.services.size(); ++i)
    if (const auto found = byName.find(plan.services[i].name); found != byName.end())
      Gatherer(system, *found->second, i, out).gather();
  return out;
}

} // namespace loadline::review
