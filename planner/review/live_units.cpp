#include "planner/review/live_units.h"

#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace loadline::review {

namespace {

/// What is without limit decides, then what has no number, then the highest number; of equals the
/// worse class.
bool isMore(const LiveUnits &a, const LiveUnits &b, const findings::Audit &audit) {
  const auto rank = [&](const LiveUnits &units) {
    const CodeBound &bound = units.bound;
    return std::tuple(bound.isUnbounded() ? 3
                      : bound.isOpen()    ? 2
                      : bound.count       ? 0
                                          : 1,
                      bound.count, audit.sites[units.row].siteClass);
  };
  return rank(a) > rank(b);
}

LiveUnits unitsOf(std::size_t row, const findings::Audit &audit) {
  return {codeBound(audit.sites[row].bound), row};
}

/// The most of the own row and of those callers that count.
template <class Counts>
LiveUnits mostOf(LiveUnits most, const std::vector<std::size_t> &reaching,
                 const findings::Audit &audit, Counts counts) {
  for (const std::size_t row : reaching)
    if (LiveUnits units = unitsOf(row, audit); counts(units) && isMore(units, most, audit))
      most = std::move(units);
  return most;
}

} // namespace

const bound::Bound *partFor(const findings::Site &site, SpecBound::Kind kind) {
  if (kind == SpecBound::Kind::queue)
    return site.queueBound ? &*site.queueBound : nullptr;
  return kind == SpecBound::Kind::fanOut && site.perRun ? &*site.perRun : &site.bound;
}

LiveUnitsOfSites::LiveUnitsOfSites(const findings::Audit &audit, const Review &review)
    : audit_(audit), reaching_(audit.sites.size()), service_(audit.sites.size()) {
  std::unordered_map<std::string_view, std::size_t> byId;
  for (std::size_t i = 0; i < audit.sites.size(); ++i)
    if (audit.sites[i].via.empty())
      byId.emplace(audit.sites[i].id, i);
  for (std::size_t i = 0; i < audit.sites.size(); ++i)
    if (const auto reached = byId.find(audit.sites[i].via); reached != byId.end())
      reaching_[reached->second].push_back(i);
  for (const ServiceCode &code : review.services)
    for (const std::size_t row : code.sites)
      service_[row] = code.service;
}

LiveUnits LiveUnitsOfSites::inAll(std::size_t site) const {
  return mostOf(unitsOf(site, audit_), reaching_[site], audit_,
                [](const LiveUnits &) { return true; });
}

LiveUnits LiveUnitsOfSites::ofRequest(std::size_t site, std::size_t service) const {
  return mostOf({codeBound(*partFor(audit_.sites[site], SpecBound::Kind::fanOut)), site},
                reaching_[site], audit_, [&](const LiveUnits &units) {
                  return service_[units.row] == service && !units.bound.isUnbounded();
                });
}

} // namespace loadline::review
