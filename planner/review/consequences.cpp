#include "planner/review/consequences.h"

#include "base/text.h"
#include "planner/review/advised_limit.h"
#include "planner/review/code_bound.h"
#include "planner/review/largest_count.h"
#include "planner/review/unit_of_site.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

namespace loadline::review {

namespace {

using units::Bytes;
using units::Concurrency;
using units::Ratio;

/// Finds the row that a finding speaks of, and the spawn expression that the row reaches.
class RowsOfFindings {
public:
  explicit RowsOfFindings(const findings::Audit &audit) : audit_(audit) {
    for (std::size_t i = 0; i < audit.sites.size(); ++i) {
      if (codeBound(audit.sites[i].bound).isOpen())
        openAt_.emplace(audit.sites[i].at, i);
      byId_.emplace(audit.sites[i].id, i);
    }
  }

  /// Of those at its place the first that grows with what arrives.
  std::optional<std::size_t> rowOf(const findings::Finding &finding) const {
    const auto found = openAt_.find(finding.at);
    return found == openAt_.end() ? std::nullopt : std::optional(found->second);
  }

  /// May be the row's own.
  std::size_t siteOf(std::size_t row) const {
    const auto reached = byId_.find(audit_.sites[row].via);
    return reached == byId_.end() ? row : reached->second;
  }

private:
  const findings::Audit &audit_;
  std::map<SourcePosition, std::size_t> openAt_;
  std::unordered_map<std::string_view, std::size_t> byId_;
};

/// The load on each edge below the unit. Calls of different steps are summed, as tiers do, and
/// calls within a circle are left out.
class Below {
public:
  Below(const spec::System &system, const UnitsOfSites &units, const plan::Plan &plan,
        const UnitOfSite &unit)
      : system_(system), units_(units), plan_(plan), unit_(unit) {}

  std::vector<EdgeLoad> edges() {
    const std::string &from = plan_.services[unit_.service].name;
    if (unit_.callees.empty())
      calls_[from] = {1.0, 1.0, 1.0};
    for (const std::string &callee : unit_.callees)
      calls_[callee] = {1.0, 1.0, 1.0};
    std::vector<EdgeLoad> out;
    for (std::size_t i = 0; i < plan_.edges.size(); ++i)
      if (isCallOfUnit(plan_.edges[i]))
        out.push_back({i, 1.0, 1.0, 1.0, {}, {}, {}});
    for (const plan::ServicePlan &caller : plan_.services) // by tier, so callers come first
      addCallsOf(caller, out);
    return out;
  }

private:
  struct Calls {
    double atOnce = 0.0, inAll = 0.0, most = 0.0;
  };

  bool isCallOfUnit(const plan::EdgePlan &edge) const {
    return edge.from == plan_.services[unit_.service].name &&
           std::find(unit_.callees.begin(), unit_.callees.end(), edge.to) != unit_.callees.end();
  }

  /// Calls of one request of the caller, or one where rates are not known.
  static double meanCalls(const plan::EdgePlan &edge, const plan::ServicePlan &caller) {
    const bool isKnown = edge.rate && caller.arrivalRate && *caller.arrivalRate > units::Rate(0);
    return isKnown ? edge.rate->count() / caller.arrivalRate->count() : 1.0;
  }

  double largestOver(const plan::EdgePlan &edge, const plan::ServicePlan &caller) const {
    const spec::Service *from =
        units_.serviceOf(static_cast<std::size_t>(&caller - plan_.services.data()));
    return from ? largestOverPlanned(system_, *from, edge.to) : 1.0;
  }

  void addCallsOf(const plan::ServicePlan &caller, std::vector<EdgeLoad> &out) {
    const auto known = calls_.find(caller.name);
    if (known == calls_.end())
      return;
    const Calls calls = known->second;
    for (std::size_t i = 0; i < plan_.edges.size(); ++i) {
      const plan::EdgePlan &edge = plan_.edges[i];
      if (edge.from != caller.name)
        continue;
      const plan::ServicePlan *callee = plan_.find(edge.to);
      if (!callee || callee->tier <= caller.tier)
        continue;
      const Calls made{calls.atOnce * edge.parallelCalls, calls.inAll * meanCalls(edge, caller),
                       calls.most * edge.parallelCalls * largestOver(edge, caller)};
      out.push_back({i, made.atOnce, made.inAll, made.most, {}, {}, {}});
      calls_[edge.to].atOnce += made.atOnce;
      calls_[edge.to].inAll += made.inAll;
      calls_[edge.to].most += made.most;
    }
  }

  const spec::System &system_;
  const UnitsOfSites &units_;
  const plan::Plan &plan_;
  const UnitOfSite &unit_;
  std::map<std::string, Calls> calls_; ///< of one unit, by callee
};

void weigh(Consequence &out, const plan::Plan &plan) {
  for (std::size_t i = 0; i < out.edges.size(); ++i) {
    EdgeLoad &load = out.edges[i];
    if (out.live)
      load.atPeak = Concurrency(out.live->count() * load.callsOfUnit);
    load.largest = Concurrency(out.unitsOfLargest * load.mostOfUnit);
    out.isRandom = out.isRandom || load.mostOfUnit > load.callsOfUnit;
    const auto &admitted = plan.edges[load.edge].admittedInFlight;
    const double most = std::max(load.largest->count(), load.atPeak ? load.atPeak->count() : 0.0);
    if (admitted && admitted->count() > 0)
      load.over = Ratio(most / admitted->count());
    if (load.over && load.over->count() > 1 &&
        (!out.breaksFirst || *load.over > *out.edges[*out.breaksFirst].over))
      out.breaksFirst = i;
  }
}

/// A unit is taken to hold what the spec says that a request holds.
void fillMemory(Consequence &out, const spec::Service &service) {
  const spec::Deployment &deployment = service.terms.deployment;
  const auto &heap = deployment.perRequest.memory;
  const auto &stack = deployment.perRequest.stack;
  if (!deployment.memory || (!heap && !stack))
    return;
  out.memoryOfUnit =
      Bytes((heap ? heap->value.count() : 0.0) + (stack ? stack->value.count() : 0.0));
  out.memoryFree = Bytes(deployment.memory->value.count() -
                         (deployment.baseMemory ? deployment.baseMemory->value.count() : 0.0));
  if (out.memoryFree->count() <= 0)
    return;
  out.memoryOver = Ratio(out.unitsOfLargest * out.memoryOfUnit->count() / out.memoryFree->count());
  if (out.started && out.started->count() > 0)
    out.exhausted = units::Duration(out.memoryFree->count() * service.replicas() /
                                    (out.started->count() * out.memoryOfUnit->count()));
}

std::optional<units::Duration> heldOf(const UnitOfSite &unit, const plan::Plan &plan) {
  if (unit.callees.empty())
    return plan.services[unit.service].residenceTime.mean;
  std::optional<units::Duration> longest;
  for (const std::string &name : unit.callees)
    if (const plan::ServicePlan *callee = plan.find(name); callee && callee->residenceTime.mean)
      longest = std::max(longest.value_or(units::Duration(0)), *callee->residenceTime.mean);
  return longest;
}

std::string nameOf(const UnitOfSite &unit, const plan::Plan &plan) {
  return unit.callees.empty() ? "a request of " + plan.services[unit.service].name
                              : "a call to " + inWords(unit.callees);
}

/// Of every finding whose units are these.
Consequence consequenceOf(const UnitOfSite &unit, const spec::System &system,
                          const UnitsOfSites &units, const plan::Plan &plan) {
  const spec::Service &service = *units.serviceOf(unit.service);
  Consequence out{0, 0, unit.service, nameOf(unit, plan)};
  out.unitsOfLargest = unit.ofLargest;
  out.held = heldOf(unit, plan);
  if (const auto &arrivals = plan.services[unit.service].arrivalRate)
    out.started = units::Rate(arrivals->count() * unit.perRequest);
  if (out.started && out.held)
    out.live = *out.started * *out.held;
  out.isRandom = unit.isRandom;
  out.edges = Below(system, units, plan, unit).edges();
  weigh(out, plan);
  fillMemory(out, service);
  out.limit = advisedLimit(out.edges, out.held, service.replicas(), plan);
  return out;
}

} // namespace

std::vector<Consequence> consequencesOf(const spec::System &system, const plan::Plan &plan,
                                        const findings::Audit &audit, const Review &review,
                                        const Ledger &ledger) {
  const RowsOfFindings rows(audit);
  const UnitsOfSites units(system, plan, audit, review, ledger);
  std::map<UnitOfSite, Consequence> known; // many sites do the same
  std::vector<Consequence> out;
  for (std::size_t i = 0; i < audit.findings.size(); ++i) {
    const auto row = rows.rowOf(audit.findings[i]);
    if (!row)
      continue;
    const std::size_t site = rows.siteOf(*row);
    const bool isOfData = audit.sites[*row].bound.kind() == bound::Kind::size;
    const auto unit = units.of({site, isOfData});
    if (!unit || !units.serviceOf(unit->service))
      continue;
    auto found = known.find(*unit);
    if (found == known.end())
      found = known.emplace(*unit, consequenceOf(*unit, system, units, plan)).first;
    out.push_back(found->second);
    out.back().finding = i;
    out.back().site = site;
  }
  return out;
}

} // namespace loadline::review
