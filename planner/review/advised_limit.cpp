#include "planner/review/advised_limit.h"

#include "base/text.h"
#include "planner/units/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::review {

namespace {

std::string callsText(double calls) {
  return calls == 1.0 ? std::string() : fmt::format(" / {} parallel calls", exactly(calls));
}

/// One resource below, as a number of units of the whole fleet.
struct Candidate {
  double units = 0.0;
  bool isPool = false;
  std::string service, reason;
};

std::optional<Candidate> ofBound(const EdgeLoad &load, const plan::Plan &plan) {
  const plan::EdgePlan &edge = plan.edges[load.edge];
  const plan::ServicePlan *callee = plan.find(edge.to);
  if (!callee || !edge.admittedInFlight)
    return std::nullopt;
  const bool isPool = callee->kind == plan::NodeKind::pool;
  const double admitted = edge.admittedInFlight->count();
  return Candidate{admitted / load.callsOfUnit, isPool, edge.to,
                   fmt::format("{}: {} {}{}", edge.to, isPool ? "pool" : "admits",
                               exactly(admitted), callsText(load.callsOfUnit))};
}

/// What a rate limit or a contract allows: so many units pass in the time that one is held.
std::optional<Candidate> ofRate(const EdgeLoad &load, units::Duration held,
                                const plan::Plan &plan) {
  const plan::EdgePlan &edge = plan.edges[load.edge];
  const plan::ServicePlan *callee = plan.find(edge.to);
  if (!callee || load.callsInAll <= 0)
    return std::nullopt;
  std::optional<units::Rate> least = callee->contractRate;
  for (const plan::ConstraintPlan &constraint : callee->constraints)
    if (constraint.constraint == plan::Constraint::rateLimit)
      least = least ? std::min(*least, constraint.limit) : constraint.limit;
  if (!least)
    return std::nullopt;
  const std::string calls = load.callsInAll == 1.0
                                ? std::string()
                                : fmt::format(" / {} calls", threeDigits(load.callsInAll));
  return Candidate{least->count() * held.count() / load.callsInAll, false, edge.to,
                   fmt::format("{}: {} × {} a unit{}", edge.to, units::formatted(*least),
                               units::formatted(held), calls)};
}

bool isTighter(const Candidate &a, const Candidate &b) {
  return a.units < b.units || (a.units == b.units && a.isPool && !b.isPool);
}

} // namespace

std::optional<AdvisedLimit> advisedLimit(const std::vector<EdgeLoad> &edges,
                                         std::optional<units::Duration> held, double replicas,
                                         const plan::Plan &plan) {
  std::optional<Candidate> tightest;
  const auto consider = [&](std::optional<Candidate> candidate) {
    if (candidate && (!tightest || isTighter(*candidate, *tightest)))
      tightest = std::move(candidate);
  };
  for (const EdgeLoad &load : edges) {
    consider(ofBound(load, plan));
    if (held)
      consider(ofRate(load, *held, plan));
  }
  if (!tightest)
    return std::nullopt;
  const double share = tightest->units / replicas;
  std::string reason = tightest->reason;
  if (replicas > 1)
    reason += fmt::format(" / {} replicas", exactly(replicas));
  if (share < 1)
    reason += ", which is less than one";
  // A share that is whole but for rounding must not lose a unit.
  return AdvisedLimit{std::max(1.0, std::floor(share + 1e-9)), tightest->service, reason};
}

std::string limitText(const AdvisedLimit &limit) {
  return fmt::format("limit to {}: {}", exactly(limit.units), limit.reason);
}

} // namespace loadline::review
