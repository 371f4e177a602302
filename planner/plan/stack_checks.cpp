#include "planner/plan/check_parts.h"

#include "base/text.h"
#include "planner/latency/own_work.h"
#include "planner/plan/stack_view.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace loadline::plan {

using findings::Severity;
using units::formatted;
using units::formattedFactor;

namespace {

constexpr double full = 1 + 1e-9; // exactly as much offered as admitted is no oversubscription

std::string times(double calls) {
  return calls == 1 ? "" : fmt::format(" × {} calls at once", threeDigits(calls));
}

/// Whether all that could be there at once is admitted, though callers could offer more one by one.
bool fitsAtOnce(const std::optional<Concurrency> &atOnce,
                const std::optional<Concurrency> &admitted) {
  return atOnce && admitted && *atOnce <= *admitted * full;
}

std::string atOnceInWords(const CheckInput &input, const std::optional<Concurrency> &atOnce,
                          Concurrency admitted) {
  return atOnce ? fmt::format(
                      "; {}, {}, at once, since {}calls that follow each other are never made "
                      "together",
                      formatted(*atOnce), formattedFactor(Ratio(*atOnce / admitted)),
                      input.workings.clients.areAny ? "clients wait for their answers and " : "")
                : "";
}

} // namespace

Findings oversubscribedEdge(const CheckInput &input) {
  Findings out;
  const Workings &workings = input.workings;
  std::unordered_map<std::string_view, spec::ServiceIndex> indexOf;
  const bool mayHoldAll = workings.clients.areAny;
  for (spec::ServiceIndex i = 0; mayHoldAll && i < input.rows.size(); ++i)
    indexOf.emplace(input.rows[i]->name, i);
  for (const EdgePlan &edge : input.plan.edges) {
    if (!edge.oversubscription || edge.oversubscription->count() <= full ||
        (mayHoldAll && sizing::holdsAllClients(stackOf(workings), indexOf.at(edge.to))))
      continue;
    const std::string from =
        edge.from == "workload" ? "the workload" : fmt::format("'{}'", edge.from);
    out.push_back(finding("oversubscribed-edge", Severity::warning,
                          fmt::format("{} can have {} in flight at '{}', which admits {}: {}", from,
                                      formatted(*edge.offeredInFlight), edge.to,
                                      formatted(*edge.admittedInFlight),
                                      formattedFactor(*edge.oversubscription)),
                          edge.at, {edge.from, edge.to}));
  }
  return out;
}

Findings oversubscribedService(const CheckInput &input) {
  Findings out;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const auto &incoming = input.workings.incoming[i];
    if (incoming.size() < 2 || !row.oversubscription || row.oversubscription->count() <= full ||
        fitsAtOnce(row.atOnce, row.maxInFlight.declared))
      continue;
    std::vector<std::string> callers;
    std::vector<findings::Step> path;
    for (const std::size_t e : incoming) {
      const sizing::Edge &edge = input.workings.edges[e];
      const spec::Service &from = input.workings.system.services[edge.from];
      const auto &admits = input.workings.admits[edge.from];
      const Concurrency by = *sizing::offeredBy(edge, admits);
      const bool isProduct = admits && by == *admits * edge.parallel;
      callers.push_back(fmt::format("{} {}{}", from.name(), formatted(isProduct ? *admits : by),
                                    isProduct ? times(edge.parallel) : " by its connections"));
      path.push_back({edge.at, callers.back()});
    }
    const Concurrency offered = *row.maxInFlight.declared * row.oversubscription->count();
    out.push_back(finding(
        "oversubscribed-service", Severity::warning,
        fmt::format("the callers of '{}' ({}) can have {} in flight there, and it admits {}: {}{}",
                    row.name, listed(callers), formatted(offered),
                    formatted(*row.maxInFlight.declared), formattedFactor(*row.oversubscription),
                    atOnceInWords(input, row.atOnce, *row.maxInFlight.declared)),
        row.maxInFlight.declaredAt, {row.name}));
    out.back().path = std::move(path);
  }
  return out;
}

Findings oversubscribedTier(const CheckInput &input) {
  Findings out;
  for (std::size_t t = 0; t < input.plan.tiers.size(); ++t) {
    const TierPlan &tier = input.plan.tiers[t];
    if (!tier.oversubscription || tier.oversubscription->count() <= full ||
        fitsAtOnce(tier.atOnce, tier.admitted))
      continue;
    std::string clamped;
    if (tier.oversubscriptionClamped)
      clamped = fmt::format("; {}, {}, when every service on the way keeps to its own bound",
                            formatted(*tier.offeredClamped),
                            formattedFactor(*tier.oversubscriptionClamped));
    out.push_back(
        finding("oversubscribed-tier", Severity::warning,
                fmt::format("the entry can offer {} to tier {} ({}), which admits {}: {}{}{}",
                            formatted(*tier.offered), t, listed(tier.members),
                            formatted(*tier.admitted), formattedFactor(*tier.oversubscription),
                            clamped, atOnceInWords(input, tier.atOnce, *tier.admitted)),
                input.plan.find(tier.members.front())->at, {inWords(tier.members)}));
  }
  return out;
}

namespace {

/// "the contract of 'a' lets 300/s through to 'b'", or what keeps as much in flight can send.
std::string rateInWords(const CheckInput &input, const EdgePlan &edge, spec::ServiceIndex from,
                        spec::ServiceIndex to) {
  const std::string rate = formatted(*edge.offeredRate);
  if (input.workings.system.services[from].terms.contract.cap.maxRate)
    return fmt::format("the contract of '{}' lets {} through to '{}'", edge.from, rate, edge.to);
  return fmt::format("'{}' can keep {} in flight, for {} each, and so send {} to '{}'", edge.from,
                     formatted(*edge.offeredInFlight), formatted(*meanStay(input.workings, to)),
                     rate, edge.to);
}

/// What the callers of a service together can send past its rate limit.
void addRateOfCallers(const CheckInput &input, spec::ServiceIndex to, std::size_t firstEdge,
                      Findings &out) {
  const auto &incoming = input.workings.incoming[to];
  const auto &limit = input.workings.system.services[to].terms.rateLimit;
  if (!limit || incoming.size() < 2)
    return;
  Rate sum(0);
  std::vector<std::string> callers;
  for (const std::size_t e : incoming) {
    const EdgePlan &edge = input.plan.edges[firstEdge + e];
    if (!edge.offeredRate)
      return;
    sum += *edge.offeredRate;
    callers.push_back(fmt::format("{} {}", edge.from, formatted(*edge.offeredRate)));
  }
  if (sum / limit->value > full)
    out.push_back(finding(
        "oversubscribed-rate", Severity::warning,
        fmt::format("the callers of '{}' ({}) can send {} there, and its rate limit is {}: {}",
                    input.rows[to]->name, listed(callers), formatted(sum), formatted(limit->value),
                    formattedFactor(Ratio(sum / limit->value))),
        limit->at, {input.rows[to]->name}));
}

} // namespace

Findings oversubscribedRate(const CheckInput &input) {
  Findings out;
  const Workings &workings = input.workings;
  const std::size_t firstEdge = input.plan.edges.size() - workings.edges.size(); // after entries
  for (std::size_t e = 0; e < workings.edges.size(); ++e) {
    const EdgePlan &row = input.plan.edges[firstEdge + e];
    if (!row.rateOversubscription || row.rateOversubscription->count() <= full)
      continue;
    const sizing::Edge &edge = workings.edges[e];
    const spec::ServiceTerms &to = workings.system.services[edge.to].terms;
    const bool isLimit = sizing::rateAdmitted(edge, to) == &to.rateLimit;
    out.push_back(finding(
        "oversubscribed-rate", Severity::warning,
        fmt::format("{}, whose {} {}: {}", rateInWords(input, row, edge.from, edge.to),
                    isLimit ? "rate limit is" : "contract allows", formatted(*row.admittedRate),
                    formattedFactor(*row.rateOversubscription)),
        row.at, {row.from, row.to}));
  }
  for (spec::ServiceIndex i = 0; i < input.rows.size(); ++i)
    addRateOfCallers(input, i, firstEdge, out);
  return out;
}

namespace {

/// The mean time of each service's requests that no other pair of a rate and a bound speaks for:
/// its own work and its calls, or its own work alone where callees imply what they take.
std::vector<std::optional<Duration>> unspokenFor(const CheckInput &input) {
  std::vector<std::optional<Duration>> out;
  for (const ServicePlan *row : input.rows)
    out.push_back(row->residenceTime.mean);
  for (const sizing::Edge &edge : input.workings.edges)
    if (input.rows[edge.to]->impliedLatency) {
      const auto own = latency::ownTime(input.workings.system.services[edge.from].terms);
      out[edge.from] = own ? std::optional(own->mean()) : std::nullopt;
    }
  return out;
}

/// A contract with less room than its rate needs, whoever else is called.
void addOwnWork(const CheckInput &input, Findings &out) {
  const auto times = unspokenFor(input);
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const ServicePlan &row = *input.rows[i];
    const auto &takes = times[i];
    if (!row.impliedLatency || !takes || *row.impliedLatency * full >= *takes)
      continue;
    const Concurrency admits = *row.maxInFlight.declared;
    out.push_back(finding(
        "impossible-latency", Severity::warning,
        fmt::format("'{}' promises {} with {} in flight, which leaves a request {}; but one takes "
                    "{} before any waiting, so that {} in flight reach {}, and {} need {}",
                    row.name, formatted(*row.contractRate), formatted(admits),
                    formatted(*row.impliedLatency), formatted(*takes), formatted(admits),
                    formatted(admits / *takes), formatted(*row.contractRate),
                    formatted(*row.contractRate * *takes)),
        row.contractRateAt, {row.name}));
  }
}

} // namespace

Findings impossibleLatency(const CheckInput &input) {
  Findings out;
  addOwnWork(input, out);
  for (const sizing::Edge &edge : input.workings.edges) {
    const ServicePlan &from = *input.rows[edge.from];
    const ServicePlan &to = *input.rows[edge.to];
    if (edge.isOptional || edge.from == edge.to || !from.impliedLatency || !to.impliedLatency)
      continue;
    const units::Duration waits = *to.impliedLatency * edge.expectedCalls;
    if (*from.impliedLatency * full >= waits)
      continue;
    out.push_back(finding(
        "impossible-latency", Severity::warning,
        fmt::format("'{}' promises {} with {} in flight, which leaves a request {}; but it waits "
                    "for '{}', whose {} "
                    "with {} in flight mean {}",
                    from.name, formatted(*from.contractRate), formatted(*from.maxInFlight.declared),
                    formatted(*from.impliedLatency), to.name, formatted(*to.contractRate),
                    formatted(*to.maxInFlight.declared), formatted(waits)),
        from.contractRateAt, {from.name, to.name}));
    out.back().path = {
        {edge.at, fmt::format("'{}' waits for '{}'", from.name, to.name)},
        {to.contractRateAt, fmt::format("'{}' promises {}", to.name, formatted(*to.contractRate))}};
  }
  return out;
}

} // namespace loadline::plan
