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
          "arrival rate of the caller × attempts a request that reach the callee",
          {computed("arrival rate of " + row.from, formatted(workings.traffic.arrivals[edge.from])),
           {"attempts a request", threeDigits(edge.attempts), edge.at,
            "calls × (1 − cache hits) × (1 − coalesced) / batch, hedges and retries in"}},
          formatted(*row.rate)};
}

Derivation offered(const EdgePlan &row, const sizing::Edge &edge, const Workings &workings) {
  Derivation out{fmt::format("{}:{}.offered_in_flight", row.from, row.to),
                 edge.channels > 0
                     ? "least of caller's bound × calls at once and of what its connections carry"
                     : "caller's bound × calls at once",
                 {},
                 formatted(*row.offeredInFlight)};
  if (const auto &bound = workings.bounds[edge.from]; bound && !edge.isAsync) {
    out.inputs.push_back(boundOf("bound of " + row.from, *bound));
    out.inputs.push_back({"calls at once", threeDigits(edge.parallel), edge.at, ""});
  }
  if (edge.channels > 0)
    out.inputs.push_back(
        {"carried by its connections",
         formatted(Concurrency(edge.channels) * workings.system.services[edge.from].replicas()),
         edge.connectionsAt, "replicas × connections × streams"});
  return out;
}

Derivation oversubscription(const EdgePlan &row, const Workings &workings, spec::ServiceIndex to) {
  return {fmt::format("{}:{}.oversubscription", row.from, row.to),
          "offered in flight / effective bound of the callee",
          {computed("offered in flight", formatted(*row.offeredInFlight)),
           boundOf("bound of " + row.to, *workings.bounds[to])},
          units::formattedFactor(*row.oversubscription)};
}

std::string tierField(std::size_t tier, const char *field) {
  return fmt::format("tier:{}.{}", tier, field);
}

/// The calls that lead into the tier, with how many leave at once.
Derivation offeredTo(const TierPlan &row, std::size_t tier, const Workings &workings) {
  Derivation out{tierField(tier, "offered"),
                 "bounds of the entries × calls at once on every way here, summed",
                 {},
                 formatted(*row.offered)};
  for (std::size_t i = 0; i < workings.isEntry.size(); ++i)
    if (workings.isEntry[i] && workings.bounds[i])
      out.inputs.push_back(
          boundOf("bound of " + workings.system.services[i].name(), *workings.bounds[i]));
  for (const sizing::Edge &edge : workings.edges)
    if (workings.tierOf[edge.to] == static_cast<int>(tier) && workings.tierOf[edge.from] >= 0 &&
        workings.tierOf[edge.from] < static_cast<int>(tier))
      out.inputs.push_back(
          {fmt::format("calls at once, {} to {}", workings.system.services[edge.from].name(),
                       workings.system.services[edge.to].name()),
           threeDigits(edge.parallel), edge.at, ""});
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
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    TierPlan &row = plan.tiers[t];
    if (row.offered)
      row.derivations.push_back(offeredTo(row, t, workings));
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
