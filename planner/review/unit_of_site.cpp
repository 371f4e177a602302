#include "planner/review/unit_of_site.h"

#include "planner/review/largest_count.h"

#include <algorithm>
#include <unordered_map>

namespace loadline::review {

namespace {

UnitOfSite unitOfGroup(const spec::Step &group, std::size_t service, const spec::System &system) {
  UnitOfSite unit{service, {}, 0.0, 0.0};
  for (const spec::Call &call : group.calls) {
    unit.callees.push_back(system.services[call.to].name());
    unit.perRequest += call.terms.count();
    unit.ofLargest += largestCount(call.terms);
    unit.isRandom = unit.isRandom || isRandomCount(call.terms);
  }
  return unit;
}

/// Of the groups that are taken, the one of which the largest request makes most.
template <class IsTaken>
std::optional<UnitOfSite> largestGroup(const spec::Service &service, std::size_t index,
                                       const spec::System &system, IsTaken isTaken) {
  std::optional<UnitOfSite> most;
  for (const spec::Step &step : service.steps) {
    UnitOfSite unit = unitOfGroup(step, index, system);
    if (isTaken(step, unit) && (!most || unit.ofLargest > most->ofLargest))
      most = std::move(unit);
  }
  return most;
}

/// What the spec says of units for each datum: the calls for each item, else the group of which a
/// request makes several at once.
std::optional<UnitOfSite> unitOfData(const spec::Service &service, std::size_t index,
                                     const spec::System &system) {
  auto perItem = largestGroup(service, index, system, [](const spec::Step &step, const auto &) {
    return std::any_of(step.calls.begin(), step.calls.end(),
                       [](const spec::Call &call) { return call.terms.isPerItem; });
  });
  if (perItem)
    return perItem;
  return largestGroup(service, index, system, [](const spec::Step &step, const UnitOfSite &unit) {
    return step.isParallel && unit.ofLargest > static_cast<double>(step.calls.size());
  });
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
    if (auto unit = unitOfData(*services_[*owner], *owner, system_))
      return unit;
  return UnitOfSite{*owner, {}};
}

} // namespace loadline::review
