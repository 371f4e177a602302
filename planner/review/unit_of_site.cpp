#include "planner/review/unit_of_site.h"

#include <algorithm>
#include <unordered_map>

namespace loadline::review {

namespace {

UnitOfSite unitOfGroup(const spec::Step &group, std::size_t service, const spec::System &system) {
  UnitOfSite unit{service, {}, 0.0, 0.0};
  for (const spec::Call &call : group.calls) {
    unit.callees.push_back(system.services[call.to].name());
    unit.perRequest += call.terms.count();
    unit.ofLargest += call.terms.mostCount();
  }
  return unit;
}

/// The group that grows most with the items of a request.
std::optional<UnitOfSite> unitPerItem(const spec::Service &service, std::size_t index,
                                      const spec::System &system) {
  std::optional<UnitOfSite> most;
  for (const spec::Step &step : service.steps) {
    const bool isPerItem = std::any_of(step.calls.begin(), step.calls.end(),
                                       [](const spec::Call &c) { return c.terms.isPerItem; });
    UnitOfSite unit = unitOfGroup(step, index, system);
    if (isPerItem && (!most || unit.ofLargest > most->ofLargest))
      most = std::move(unit);
  }
  return most;
}

} // namespace

UnitsOfSites::UnitsOfSites(const spec::System &system, const plan::Plan &plan,
                           const findings::Audit &audit, const Review &review, const Ledger &ledger)
    : system_(system), entries_(audit.sites.size()), owner_(audit.sites.size()) {
  std::unordered_map<std::string, const spec::Service *> byName;
  for (const spec::Service &service : system.services)
    byName[service.name()] = &service;
  for (const plan::ServicePlan &service : plan.services)
    services_.push_back(byName[service.name]);
  for (const LedgerEntry &entry : ledger.entries) {
    if (!entry.site || !entry.spec)
      continue;
    Entries &of = entries_[*entry.site];
    const LedgerEntry *&first = entry.spec->kind == SpecBound::Kind::fanOut ? of.fanOut : of.other;
    first = first ? first : &entry;
  }
  for (const ServiceCode &code : review.services)
    for (const std::size_t site : code.sites)
      owner_[site] = code.service;
}

const spec::Service *UnitsOfSites::serviceOf(std::size_t index) const {
  return services_[index];
}

/// The group of parallel calls that a bound speaks of, by its callees.
std::optional<UnitOfSite> UnitsOfSites::unitOf(const SpecBound &fanOut) const {
  for (const spec::Step &step : services_[fanOut.service]->steps) {
    UnitOfSite unit = unitOfGroup(step, fanOut.service, system_);
    const bool hasAll =
        std::all_of(fanOut.callees.begin(), fanOut.callees.end(), [&](const std::string &callee) {
          return std::find(unit.callees.begin(), unit.callees.end(), callee) != unit.callees.end();
        });
    if (step.isParallel && hasAll)
      return unit;
  }
  return std::nullopt;
}

std::optional<UnitOfSite> UnitsOfSites::of(const SpawnOf &spawn) const {
  const Entries &entries = entries_[spawn.site];
  if (entries.fanOut)
    return unitOf(*entries.fanOut->spec);
  if (entries.other)
    return UnitOfSite{entries.other->service, {}};
  const auto owner = owner_[spawn.site];
  if (!owner)
    return std::nullopt;
  if (spawn.isOfData && services_[*owner])
    if (auto unit = unitPerItem(*services_[*owner], *owner, system_))
      return unit;
  return UnitOfSite{*owner, {}};
}

} // namespace loadline::review
