#include "planner/plan/plan_json.h"

#include "base/text.h"
#include "planner/plan/json_parts.h"

namespace loadline::plan {

Json toJson(const std::vector<Derivation> &derivations) {
  Json out = Json::array();
  for (const Derivation &derivation : derivations) {
    Json inputs = Json::array();
    for (const Derivation::Input &input : derivation.inputs)
      inputs.push_back({{"name", printable(input.name)},
                        {"value", printable(input.value)},
                        {"at", position(input.at)},
                        {"note", word(input.note)}});
    out.push_back({{"field", printable(derivation.field)},
                   {"kind", toString(derivation.kind)},
                   {"formula", printable(derivation.formula)},
                   {"inputs", std::move(inputs)},
                   {"result", printable(derivation.result)}});
  }
  return out;
}

namespace {

Json toJson(const SystemPlan &system) {
  return {{"name", printable(system.name)},
          {"arrival_rate", number(system.arrivalRate)},
          {"max_rate", number(system.maxRate)},
          {"max_rate_at_policy", number(system.maxRateAtPolicy)},
          {"bottleneck", word(system.bottleneck)},
          {"bottleneck_constraint", toString(system.bottleneckConstraint)},
          {"useful_in_flight", number(system.usefulInFlight)},
          {"narrowest", word(system.narrowest)},
          {"slack", number(system.slack)},
          {"limits", listOf(system.limits)},
          {"tightest_tier", number(system.tightestTier)},
          {"next_tier", number(system.nextTier)},
          {"way", listOf(system.way)},
          {"signal", toJson(system.signal)},
          {"growth", toJson(system.growth)},
          {"cost", toJson(system.cost)},
          {"derivations", toJson(system.derivations)}};
}

Json bound(const ServicePlan &service) {
  const auto &bound = service.maxInFlight;
  return {{"declared", number(bound.declared)},
          {"declared_in", word(bound.declaredIn)},
          {"declared_at", position(bound.declaredAt)},
          {"because", word(bound.because)},
          {"review", word(bound.review)},
          {"at_rate_limit", number(bound.atRateLimit)},
          {"recommended", number(bound.recommended)},
          {"basis", toString(bound.basis)}};
}

Json replicas(const ServicePlan &service) {
  const ReplicaPlan &plan = service.replicas;
  return {{"declared", number(service.replicasDeclared)},
          {"needed", number(service.replicasNeeded)},
          {"min", number(plan.min)},
          {"max", number(plan.max)},
          {"bare", number(plan.bare)},
          {"with_spare", number(plan.withSpare)},
          {"with_surge", number(plan.withSurge)},
          {"while_updating", number(plan.whileUpdating)},
          {"at_baseline", number(plan.atBaseline)},
          {"at_peak", number(plan.atPeak)},
          {"after_growth", number(plan.afterGrowth)},
          {"binding", toString(plan.binding)}};
}

Json toJson(const ServicePlan &service) {
  const ResidenceTime &time = service.residenceTime;
  Json code = Json::array();
  for (const std::string &pattern : service.code)
    code.push_back(printable(pattern));
  return {{"kind", toString(service.kind)},
          {"at", position(service.at)},
          {"tier", service.tier < 0 ? Json() : Json(service.tier)},
          {"arrival_rate", number(service.arrivalRate)},
          {"throughput", number(service.throughput)},
          {"residence_time",
           {{"mean", number(time.mean)},
            {"p50", number(time.p50)},
            {"p95", number(time.p95)},
            {"p99", number(time.p99)}}},
          {"in_flight",
           {{"mean", number(service.inFlightMean)}, {"at_p99", number(service.inFlightAtP99)}}},
          {"max_in_flight", bound(service)},
          {"contract_rate", number(service.contractRate)},
          {"implied_latency", number(service.impliedLatency)},
          {"inherited_in_flight",
           {{"admits", number(service.inheritedInFlight)}, {"by", word(service.inheritedFrom)}}},
          {"utilization", number(service.utilization)},
          {"cpu_utilization", number(service.cpuUtilization)},
          {"oversubscription", number(service.oversubscription)},
          {"offered_at_once", number(service.atOnce)},
          {"replicas", replicas(service)},
          {"binding", toString(service.binding)},
          {"verdict", toString(service.verdict)},
          {"team", word(service.team)},
          {"managed", service.isManaged},
          {"constraints", listOf(service.constraints)},
          {"growth", toJson(service.growth)},
          {"success", toJson(service.success)},
          {"cost", toJson(service.cost)},
          {"remedies", toJson(service.remedies)},
          {"code", std::move(code)},
          {"derivations", toJson(service.derivations)}};
}

} // namespace

Json toJson(const EdgePlan &edge) {
  return {{"from", printable(edge.from)},
          {"to", printable(edge.to)},
          {"at", position(edge.at)},
          {"rate", number(edge.rate)},
          {"hedge_rate", number(edge.hedgeRate)},
          {"parallel_calls", number(edge.parallelCalls)},
          {"offered_in_flight", number(edge.offeredInFlight)},
          {"offered_mean", number(edge.offeredMean)},
          {"admitted_in_flight", number(edge.admittedInFlight)},
          {"oversubscription", number(edge.oversubscription)},
          {"offered_rate", number(edge.offeredRate)},
          {"admitted_rate", number(edge.admittedRate)},
          {"rate_oversubscription", number(edge.rateOversubscription)},
          {"parallel_group", edge.parallelGroup == 0 ? Json() : Json(edge.parallelGroup)},
          {"optional", edge.isOptional},
          {"asynchronous", edge.isAsynchronous},
          {"connections", number(edge.connections)},
          {"worst_attempts", number(edge.worstAttempts)},
          {"remedies", toJson(edge.remedies)},
          {"derivations", toJson(edge.derivations)}};
}

Json toJson(const TierPlan &tier) {
  Json members = Json::array();
  for (const std::string &member : tier.members)
    members.push_back(printable(member));
  return {{"members", std::move(members)},
          {"offered", number(tier.offered)},
          {"offered_clamped", number(tier.offeredClamped)},
          {"admitted", number(tier.admitted)},
          {"oversubscription", number(tier.oversubscription)},
          {"oversubscription_clamped", number(tier.oversubscriptionClamped)},
          {"offered_at_once", number(tier.atOnce)},
          {"in_flight", number(tier.inFlight)},
          {"slack", number(tier.slack)},
          {"remedies", toJson(tier.remedies)},
          {"derivations", toJson(tier.derivations)}};
}

Json documentOf(const Plan &plan) {
  Json::object_t services; // filled by hand: inserting by key searches all that is there
  for (const ServicePlan &service : plan.services)
    services.emplace_back(printable(service.name), toJson(service));
  Json findings = Json::array();
  for (const findings::Finding &finding : plan.findings)
    findings.push_back(Json(findings::toJson(finding)));
  Json assumptions = Json::array();
  for (const Assumption &assumption : plan.assumptions)
    assumptions.push_back({{"field", printable(assumption.field)},
                           {"value", printable(assumption.value)},
                           {"source", printable(assumption.source)}});
  return {{"schema", "loadline/plan/v1"},
          {"spec", printable(plan.file)},
          {"at", toString(plan.at)},
          {"policy_utilization", number(plan.policyUtilization.count())},
          {"system", toJson(plan.system)},
          {"services", std::move(services)},
          {"edges", listOf(plan.edges)},
          {"tiers", listOf(plan.tiers)},
          {"budgets", listOf(plan.budgets)},
          {"oversell", listOf(plan.oversell)},
          {"teams", listOf(plan.teams)},
          {"bursts", listOf(plan.bursts)},
          {"days", listOf(plan.days)},
          {"bound_costs", listOf(plan.boundCosts)},
          {"scaling", listOf(plan.scaling)},
          {"ranges", listOf(plan.ranges)},
          {"growth_months", number(plan.growthMonths)},
          {"derivations", toJson(plan.derivations)},
          {"findings", std::move(findings)},
          {"assumptions", std::move(assumptions)}};
}

std::string toJsonText(const Plan &plan) {
  return documentOf(plan).dump(2) + "\n";
}

} // namespace loadline::plan
