#include "planner/review/ledger.h"

#include "planner/review/code_bound.h"
#include "planner/review/match_bounds.h"

#include <algorithm>

namespace loadline::review {

namespace {

/// The sites whose bound a service answers for: spawn expressions in its code, and calls in it that
/// reach one in code which is no service's.
///   owned  ids of the sites in the code of all services, sorted
std::vector<std::size_t> ownSites(const ServiceCode &code, const findings::Audit &audit,
                                  const std::vector<std::string> &owned) {
  std::vector<std::size_t> out;
  for (const std::size_t site : code.sites)
    if (!std::binary_search(owned.begin(), owned.end(), audit.sites[site].via))
      out.push_back(site);
  return out;
}

std::vector<std::string> ownedIds(const findings::Audit &audit, const Review &review) {
  std::vector<std::string> ids;
  for (const ServiceCode &code : review.services)
    for (const std::size_t site : code.sites)
      ids.push_back(audit.sites[site].id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

bool isSingle(const LiveUnits &units) {
  return units.bound.count && *units.bound.count <= 1 && units.bound.settings.empty();
}

LedgerEntry undeclared(std::size_t service, std::size_t site, std::size_t row,
                       const findings::Audit &audit) {
  return {service,
          BoundStatus::undeclared,
          std::nullopt,
          site,
          row,
          boundText(audit.sites[row].bound),
          "no bound of the service is left that it could keep"};
}

} // namespace

std::string_view toString(BoundStatus status) {
  constexpr std::string_view words[] = {"kept", "drifted", "unbounded", "undeclared", "not_found"};
  return words[static_cast<std::size_t>(status)];
}

std::string_view statusText(BoundStatus status) {
  constexpr std::string_view words[] = {"kept", "drifted", "unbounded in code",
                                        "undeclared in spec", "not found"};
  return words[static_cast<std::size_t>(status)];
}

Ledger ledgerOf(const spec::System &system, const plan::Plan &plan, const findings::Audit &audit,
                const Review &review) {
  const std::size_t count = plan.services.size();
  std::vector<std::vector<SpecBound>> bounds(count);
  for (SpecBound &bound : specBounds(system, plan))
    bounds[bound.service].push_back(std::move(bound));
  const std::vector<std::string> owned = ownedIds(audit, review);
  std::vector<std::optional<std::vector<std::size_t>>> sites(count); // none without patterns
  for (const ServiceCode &code : review.services)
    sites[code.service] = ownSites(code, audit, owned);
  const LiveUnitsOfSites units(audit, review);
  std::vector<bool> isMatched(audit.sites.size(), false);
  std::vector<std::vector<LedgerEntry>> declared(count);
  for (std::size_t i = 0; i < count; ++i) {
    declared[i] = matched(bounds[i], {audit, units, sites[i].value_or(std::vector<std::size_t>()),
                                      sites[i].has_value()});
    for (const LedgerEntry &entry : declared[i])
      if (entry.site)
        isMatched[*entry.site] = true;
  }
  Ledger ledger;
  for (std::size_t i = 0; i < count; ++i) {
    ledger.entries.insert(ledger.entries.end(), declared[i].begin(), declared[i].end());
    if (sites[i])
      for (const std::size_t site : *sites[i])
        if (const LiveUnits live = units.inAll(site); !isMatched[site] && !isSingle(live))
          ledger.entries.push_back(undeclared(i, site, live.row, audit));
  }
  return ledger;
}

bool isBroken(const LedgerEntry &entry, const findings::Audit &audit) {
  if (entry.status == BoundStatus::undeclared)
    return audit.sites[*entry.decidedBy].siteClass == findings::SiteClass::dangerous;
  return entry.status == BoundStatus::drifted || entry.status == BoundStatus::unbounded;
}

} // namespace loadline::review
