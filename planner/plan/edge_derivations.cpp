#include "planner/plan/edge_derivations.h"

#include "base/text.h"
#include "planner/units/format.h"

#include <fmt/format.h>

namespace loadline::plan {

using units::formatted;
using Input = Derivation::Input;

namespace {

Input computed(std::string name, std::string value) {
  return {std::move(name), std::move(value), {}, "computed"};
}

Input boundOf(std::string name, const sizing::DeclaredBound &bound) {
  return {std::move(name), formatted(bound.admits), bound.at, std::string(bound.in)};
}

Derivation entryRate(const EdgePlan &row, const Workings &workings) {
  Derivation out{fmt::format("{}:{}.rate", row.from, row.to),
                 "sum of the workloads that go there",
                 {},
                 formatted(*row.rate)};
  for (std::size_t w = 0; w < workings.system.workload.size(); ++w)
    if (const spec::Workload &each = workings.system.workload[w];
        workings.system.services[each.to].name() == row.to)
      out.inputs.push_back({"workload", formatted(workings.traffic.perWorkload[w]), each.load.at,
                            each.load.isClosed() ? "clients / (think time + residence time)" : ""});
  return out;
}

Derivation rate(const EdgePlan &row, const sizing::Edge &edge, const Workings &workings) {
  return {fmt::format("{}:{}.rate", row.from, row.to),
          fmt::format("arrival rate of {} × attempts a request", row.from),
          {computed("arrival rate of " + row.from, formatted(workings.traffic.arrivals[edge.from])),
           {"attempts a request", threeDigits(edge.attempts), edge.at,
            "calls × (1 − cache hits) × (1 − coalesced) / batch, hedges and retries in"}},
          formatted(*row.rate)};
}

Derivation offered(const EdgePlan &row, const sizing::Edge &edge, const Workings &workings) {
  Derivation out{fmt::format("{}:{}.offered_in_flight", row.from, row.to),
                 "",
                 {},
                 formatted(*row.offeredInFlight)};
  if (const auto &bound = workings.bounds[edge.from]; bound && !edge.isAsync) {
    out.inputs.push_back(boundOf("bound of " + row.from, *bound));
    out.inputs.push_back({"calls at once", threeDigits(edge.parallel), edge.at, ""});
    out.formula = fmt::format("bound of {} × calls at once", row.from);
  }
  if (edge.channels > 0) {
    const std::string carried = "carried by its connections";
    out.inputs.push_back(
        {carried,
         formatted(Concurrency(edge.channels) * workings.system.services[edge.from].replicas()),
         edge.connectionsAt, "replicas × connections × streams"});
    out.formula = out.formula.empty() ? carried : fmt::format("min({}, {})", out.formula, carried);
  }
  return out;
}

Derivation oversubscription(const EdgePlan &row, const Workings &workings, spec::ServiceIndex to) {
  return {fmt::format("{}:{}.oversubscription", row.from, row.to),
          fmt::format("offered in flight / bound of {}", row.to),
          {computed("offered in flight", formatted(*row.offeredInFlight)),
           boundOf("bound of " + row.to, *workings.bounds[to])},
          units::formattedFactor(*row.oversubscription)};
}

std::string tierField(std::size_t tier, const char *field) {
  return fmt::format("tier:{}.{}", tier, field);
}

/// What enters each member.
Derivation offeredTo(const TierPlan &row, std::size_t tier, const Workings &workings,
                     const std::vector<sizing::MaybeConcurrency> &offered) {
  Derivation out{tierField(tier, "offered"),
                 "sum of what its members are offered: bounds of the entries × calls at once on "
                 "every way there, or what connections on it carry where that is less",
                 {},
                 formatted(*row.offered)};
  for (std::size_t i = 0; i < workings.tierOf.size(); ++i)
    if (workings.tierOf[i] == static_cast<int>(tier) && offered[i])
      out.inputs.push_back(
          computed("to " + workings.system.services[i].name(), formatted(*offered[i])));
  return out;
}

Derivation admittedBy(const TierPlan &row, std::size_t tier, const Workings &workings) {
  Derivation out{tierField(tier, "admitted"),
                 "sum of the effective bounds of its members",
                 {},
                 formatted(*row.admitted)};
  for (std::size_t i = 0; i < workings.tierOf.size(); ++i)
    if (workings.tierOf[i] == static_cast<int>(tier) && workings.bounds[i])
      out.inputs.push_back(
          boundOf("bound of " + workings.system.services[i].name(), *workings.bounds[i]));
  return out;
}

} // namespace

void addEdgeDerivations(Plan &plan, const Workings &workings) {
  const std::size_t entries = plan.edges.size() - workings.edges.size();
  for (std::size_t e = 0; e < plan.edges.size(); ++e) {
    EdgePlan &row = plan.edges[e];
    if (e < entries) {
      if (row.rate)
        row.derivations.push_back(entryRate(row, workings));
      continue;
    }
    const sizing::Edge &edge = workings.edges[e - entries];
    if (row.rate)
      row.derivations.push_back(rate(row, edge, workings));
    if (row.offeredInFlight)
      row.derivations.push_back(offered(row, edge, workings));
    if (row.oversubscription)
      row.derivations.push_back(oversubscription(row, workings, edge.to));
  }
}

void addTierDerivations(Plan &plan, const Workings &workings) {
  const auto offered =
      sizing::EntryOffers(workings.edges, workings.tierOf, workings.admits, workings.isEntry)
          .toAll(false);
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    TierPlan &row = plan.tiers[t];
    if (row.offered)
      row.derivations.push_back(offeredTo(row, t, workings, offered));
    if (row.admitted)
      row.derivations.push_back(admittedBy(row, t, workings));
    if (row.oversubscription)
      row.derivations.push_back({tierField(t, "oversubscription"),
                                 "offered / admitted",
                                 {computed("offered", formatted(*row.offered)),
                                  computed("admitted", formatted(*row.admitted))},
                                 units::formattedFactor(*row.oversubscription)});
  }
}

} // namespace loadline::plan
