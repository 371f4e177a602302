#include "planner/review/unit_of_site.h"

#include <algorithm>

namespace loadline::review {

namespace {

const spec::Service *serviceNamed(const spec::System &system, const std::string &name) {
  const auto found = std::find_if(system.services.begin(), system.services.end(),
                                  [&](const spec::Service &s) { return s.name() == name; });
  return found == system.services.end() ? nullptr : &*found;
}

UnitOfSite unitOf(const spec::Step &group, std::size_t service, const spec::System &system) {
  UnitOfSite unit{service, {}, 0.0, 0.0};
  for (const spec::Call &call : group.calls) {
    unit.callees.push_back(system.services[call.to].name());
    unit.perRequest += call.terms.count();
    unit.ofLargest += call.terms.mostCount();
  }
  return unit;
}

/// The group of parallel calls that a bound speaks of, by its callees.
std::optional<UnitOfSite> unitOf(const SpecBound &fanOut, const spec::System &system,
                                 const plan::Plan &plan) {
  const spec::Service *service = serviceNamed(system, plan.services[fanOut.service].name);
  for (const spec::Step &step : service->steps) {
    UnitOfSite unit = unitOf(step, fanOut.service, system);
    const bool hasAll =
        std::all_of(fanOut.callees.begin(), fanOut.callees.end(), [&](const std::string &callee) {
          return std::find(unit.callees.begin(), unit.callees.end(), callee) != unit.callees.end();
        });
    if (step.isParallel && hasAll)
      return unit;
  }
  return std::nullopt;
}

/// The group that grows most with the items of a request.
std::optional<UnitOfSite> unitPerItem(const spec::Service &service, std::size_t index,
                                      const spec::System &system) {
  std::optional<UnitOfSite> most;
  for (const spec::Step &step : service.steps) {
    const bool isPerItem = std::any_of(step.calls.begin(), step.calls.end(),
                                       [](const spec::Call &c) { return c.terms.isPerItem; });
    UnitOfSite unit = unitOf(step, index, system);
    if (isPerItem && (!most || unit.ofLargest > most->ofLargest))
      most = std::move(unit);
  }
  return most;
}

std::optional<std::size_t> ownerOf(std::size_t site, const Review &review) {
  for (const ServiceCode &code : review.services)
    if (std::find(code.sites.begin(), code.sites.end(), site) != code.sites.end())
      return code.service;
  return std::nullopt;
}

} // namespace

std::optional<UnitOfSite> unitOfSite(const SpawnOf &spawn, const spec::System &system,
                                     const plan::Plan &plan, const Review &review,
                                     const Ledger &ledger) {
  const LedgerEntry *inFlight = nullptr;
  for (const LedgerEntry &entry : ledger.entries) {
    if (entry.site != spawn.site || !entry.spec)
      continue;
    if (entry.spec->kind == SpecBound::Kind::fanOut)
      return unitOf(*entry.spec, system, plan);
    inFlight = inFlight ? inFlight : &entry;
  }
  if (inFlight)
    return UnitOfSite{inFlight->service, {}};
  const auto owner = ownerOf(spawn.site, review);
  if (!owner)
    return std::nullopt;
  const spec::Service *service = serviceNamed(system, plan.services[*owner].name);
  if (service && spawn.isOfData)
    if (auto unit = unitPerItem(*service, *owner, system))
      return unit;
  return UnitOfSite{*owner, {}};
}

} // namespace loadline::review
