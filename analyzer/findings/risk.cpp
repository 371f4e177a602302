#include "analyzer/findings/risk.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace loadline::findings {

namespace {

using bound::Kind;

/// The less the code decides about the number, the worse.
RiskPart dependsOn(const Site &site) {
  const bool isMany = isLargeConstant(site.bound);
  switch (site.bound.kind()) {
  case Kind::constant:
    return {"depends on", isMany ? 5 : 0, isMany ? "a large constant" : "a constant"};
  case Kind::hardware:
    return {"depends on", 3, "the processors"};
  case Kind::config:
    return {"depends on", 8, "configuration"};
  case Kind::unknown:
    return {"depends on", 15, "unknown"};
  case Kind::size:
    return {"depends on", 20, "the size of data"};
  case Kind::unbounded:
    return {"depends on", 30, "unbounded"};
  }
  return {"depends on", 15, "unknown"};
}

/// Who can make the number large.
RiskPart drivenBy(const Site &site) {
  const bool hasEvents = std::ranges::any_of(site.witness, &Step::isEvent);
  if (site.bound.comesFromOutside() || (site.bound.kind() == Kind::unbounded && hasEvents))
    return {"driven by", 20, "from outside"};
  switch (site.bound.kind()) {
  case Kind::constant:
  case Kind::hardware:
  case Kind::unbounded:
    return {"driven by", 0, "the code"};
  case Kind::config:
    return {"driven by", 5, "who configures"};
  default:
    return {"driven by", 10, "the data"};
  }
}

RiskPart collected(const Site &site) {
  switch (site.collected) {
  case Collected::joined:
    return {"collected", 0, "joined"};
  case Collected::escapes:
    return {"collected", 8, "handle leaves"};
  case Collected::detached:
    return {"collected", 15, "detached"};
  }
  return {"collected", 8, "handle leaves"};
}

/// What each unit costs: a process an address space, a thread a stack, a task its closure.
RiskPart unit(const Site &site) {
  const bool isSmall = site.unit == "task" || site.unit == "coroutine";
  const int points = site.unit == "process" ? 20 : isSmall ? 5 : 15;
  return {"unit", points, site.unit};
}

/// Hidden and repeated spawns before those that are seen where they stand.
RiskPart origin(const Site &site) {
  switch (site.origin) {
  case 'A':
    return {"origin", 5, "its callers decide"};
  case 'C':
    return {"origin", 12, "in a loop"};
  case 'D':
    return {"origin", 10, "fire and forget"};
  case 'E':
    return {"origin", 15, "hidden behind a call"};
  default:
    return {"origin", 0, "in plain sight"};
  }
}

} // namespace

bool isLargeConstant(const bound::Bound &bound) {
  constexpr std::int64_t many = 64;
  return bound.kind() == Kind::constant && bound.form() == bound::Bound::Form::constant &&
         bound.count() > many;
}

Risk riskOf(const Site &site) {
  Risk risk{.parts = {dependsOn(site), drivenBy(site)}};
  if (site.siteClass != SiteClass::safe)
    for (RiskPart (*const part)(const Site &) : {collected, unit, origin})
      risk.parts.push_back(part(site));
  for (const RiskPart &part : risk.parts)
    risk.score += part.points;
  return risk;
}

std::string inWords(const Risk &risk) {
  std::string out;
  for (const RiskPart &part : risk.parts)
    if (part.points > 0)
      out += fmt::format("{}{} {}", out.empty() ? "" : " + ", part.why, part.points);
  return out;
}

std::vector<std::size_t> fixOrder(const Audit &audit) {
  std::set<std::pair<std::string_view, SiteClass>> toldByCalls;
  for (const Site &site : audit.sites)
    if (!site.via.empty())
      toldByCalls.emplace(site.via, site.siteClass);
  const auto isToldByCall = [&](const Site &site) {
    for (const SiteClass worse : {SiteClass::risky, SiteClass::dangerous})
      if (worse >= site.siteClass && toldByCalls.contains({site.id, worse}))
        return true;
    return false;
  };
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < audit.sites.size(); ++i)
    if (const Site &site = audit.sites[i];
        site.siteClass != SiteClass::safe && (!site.via.empty() || !isToldByCall(site)))
      order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) {
    return std::tuple{-riskOf(audit.sites[i]).score, audit.sites[i].at};
  });
  return order;
}

} // namespace loadline::findings
