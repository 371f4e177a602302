#include "planner/plan/constraint_names.h"
#include "planner/plan/edge_derivations.h"

#include <fmt/format.h>

namespace loadline::plan {

namespace {

void deriveRates(const SystemPlan &system, const Workings &workings, Deriving &out) {
  std::vector<Input> inputs;
  for (std::size_t w = 0; w < workings.system.workload.size(); ++w)
    if (workings.traffic.isKnown)
      inputs.push_back(workloadInput(workings, w));
  out.addKnown("arrival_rate", system.arrivalRate, "sum of the workloads", std::move(inputs));
  if (!system.maxRate)
    return;
  const Input most = computed("max_rate", *system.maxRate);
  out.addKnown("max_rate_at_policy", system.maxRateAtPolicy, "max_rate × policy utilization",
               {most, setting("policy utilization", workings.policy.utilization)});
  out.addKnown("slack", system.slack, "max_rate − entry rate",
               {most, computed("entry rate", *system.arrivalRate)});
}

/// The first of them is what the whole system holds.
void deriveLimits(const SystemPlan &system, const Workings &workings, Deriving &out) {
  for (std::size_t b = 0; b < workings.bottlenecks.size(); ++b) {
    const sizing::Bottleneck &each = workings.bottlenecks[b];
    const std::string limit = fmt::format("limit of '{}'", system.limits[b].service);
    const std::vector<Input> inputs = {
        computed("entry rate", *system.arrivalRate),
        {limit, precisely(each.ceiling.rate), each.ceiling.at,
         nameOf(each.ceiling.constraint, system.limits[b].toward, system.limits[b].of)},
        computed("arrives there", each.ceiling.rate / each.scale)};
    const std::string formula = fmt::format("entry rate × {} / arrives there", limit);
    if (b == 0)
      out.addKnown("max_rate", system.maxRate, formula, inputs);
    out.add(fmt::format("limits.{}.max_rate", b), precisely(system.limits[b].maxRate), formula,
            inputs);
    out.add(fmt::format("limits.{}.used", b), precisely(system.limits[b].used),
            "arrives there / " + limit, {inputs[1], inputs[2]});
  }
}

void deriveUseful(const SystemPlan &system, const Workings &workings, Deriving &out) {
  for (const sizing::Edge &edge : workings.edges) {
    const auto admitted = sizing::admittedBy(edge, workings.admits[edge.to]);
    if (!system.usefulInFlight || workings.tierOf[edge.from] < 0 || edge.isAsync || !admitted ||
        *admitted / edge.parallel != *system.usefulInFlight ||
        workings.system.services[edge.to].name() != system.narrowest)
      continue;
    const Input bound = admittedInput(edge, workings);
    out.addKnown("useful_in_flight", system.usefulInFlight, bound.name + " / calls at once",
                 {bound,
                  {"calls at once", precisely(edge.parallel), edge.at,
                   "the least such quotient of all calls on the way of a request"}});
    return;
  }
}

void deriveTiers(const Plan &plan, Deriving &out) {
  std::vector<Input> inputs;
  for (std::size_t t = 0; t < plan.tiers.size(); ++t)
    if (const auto &over = plan.tiers[t].oversubscription)
      inputs.push_back({fmt::format("tier {}", t),
                        units::formattedFactor(*over, 6),
                        {},
                        "offered "
                        "/ "
                        "admitted"});
  out.addKnown("tightest_tier", plan.system.tightestTier, "the tier that is most oversubscribed",
               inputs, Derivation::Kind::rule);
  out.addKnown("next_tier", plan.system.nextTier, "the next one", inputs, Derivation::Kind::rule);
}

/// The bounds on the way to the most oversubscribed service, and when it counts as full.
void deriveWay(const Plan &plan, Deriving &out) {
  const SystemPlan &system = plan.system;
  for (std::size_t s = 0; s < system.way.size(); ++s) {
    const WayStep &step = system.way[s];
    const std::string field = fmt::format("way.{}", s);
    const ServicePlan &service = *plan.find(step.service);
    const Input bound{"bound of " + step.service, step.admits ? precisely(*step.admits) : "-",
                      service.maxInFlight.declaredAt, service.maxInFlight.declaredIn};
    if (step.admits)
      out.addSaid(field + ".admits", bound);
    out.addSaid(field + ".calls_at_once",
                computed("calls at once", step.callsAtOnce, "to the next service of the way"));
    for (std::size_t t = 0; t < step.tenants.size(); ++t)
      out.addSaid(fmt::format("{}.tenants.{}.max_in_flight", field, t),
                  computed("share of " + step.tenants[t].first, step.tenants[t].second,
                           fmt::format("budget:{}/-/{}/-", step.service, step.tenants[t].first)));
    if (s + 1 == system.way.size()) {
      out.add("signal.in_flight", precisely(system.signal->inFlight), bound.name + " × 95%",
              {bound, {"95%", "95%", {}, "nearly full"}});
      out.addSaid("signal.lasts", computed("lasts", system.signal->lasts, "longer than a burst"));
    }
  }
}

/// The first service that growth fills.
void deriveMonths(const Plan &plan, std::string_view field, std::optional<int> GrowthPlan::*months,
                  Deriving &out) {
  const auto &first = plan.system.growth.*months;
  for (const ServicePlan &service : plan.services)
    if (first && service.growth.*months == first) {
      out.addKnown(field, first, "the least of all services'",
                   {computed("of " + service.name, *first)}, Derivation::Kind::rule);
      return;
    }
}

void deriveGrowth(const Plan &plan, const Workings &workings, Deriving &out) {
  if (!workings.growing)
    return;
  std::vector<Input> inputs = {computed("entry rate", *plan.system.arrivalRate),
                               setting("months", workings.policy.horizon)};
  std::string formula = "entry rate";
  for (const auto &part : workings.growing->parts())
    addGrowing(formula, inputs, workings, part.entering, part.factor);
  out.addKnown("growth.arrival_rate", plan.system.growth.arrivalRate, std::move(formula),
               std::move(inputs));
  deriveMonths(plan, "growth.line_in_months", &GrowthPlan::lineInMonths, out);
  deriveMonths(plan, "growth.full_in_months", &GrowthPlan::fullInMonths, out);
}

void deriveCosts(const Plan &plan, Deriving &out) {
  const CostPlan &cost = plan.system.cost;
  const auto sum = [&](std::string_view field, std::optional<Price> CostPlan::*part) {
    std::vector<Input> inputs;
    for (const ServicePlan &service : plan.services)
      if (const auto &price = service.cost.*part)
        inputs.push_back(computed("of " + service.name, *price));
    out.addKnown(field, cost.*part, "sum of the services'", std::move(inputs));
  };
  sum("cost.declared", &CostPlan::declared);
  sum("cost.needed", &CostPlan::needed);
  if (cost.perMillion)
    addCostPerMillion(out, cost, "entry rate", *plan.system.arrivalRate);
}

} // namespace

void addSystemDerivations(Plan &plan, const Workings &workings) {
  Deriving out("system", plan.system.derivations);
  deriveRates(plan.system, workings, out);
  deriveLimits(plan.system, workings, out);
  deriveUseful(plan.system, workings, out);
  deriveTiers(plan, out);
  deriveWay(plan, out);
  deriveGrowth(plan, workings, out);
  deriveCosts(plan, out);
}

} // namespace loadline::plan
