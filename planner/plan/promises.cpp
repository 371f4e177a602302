#include "planner/plan/budgets.h"
#include "planner/plan/derivation_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace loadline::plan {

namespace {

/// Sums of caps, each with how many there are of it.
class Promises {
public:
  Promises(const Workings &workings, spec::ServiceIndex i, std::string layer)
      : row_{.service = workings.system.services[i].name(), .layer = std::move(layer)},
        admits_(workings.admits[i]) {
    if (const auto &rate = workings.system.services[i].terms.contract.cap.maxRate)
      rate_ = rate->value;
  }

  void add(const std::string &name, const spec::Cap &cap, double count, const SourcePosition &at) {
    if (row_.at.file.empty())
      row_.at = at;
    if (cap.maxRate)
      rates.push_back(multiple(name, *cap.maxRate, count));
    if (cap.maxInFlight)
      bounds.push_back(multiple(name, *cap.maxInFlight, count));
    if (cap.maxRate)
      row_.promisedRate = row_.promisedRate.value_or(Rate(0)) + cap.maxRate->value * count;
    if (cap.maxInFlight)
      row_.promisedInFlight =
          row_.promisedInFlight.value_or(Concurrency(0)) + cap.maxInFlight->value * count;
  }

  void addState(const std::string &name, const spec::Maybe<units::Bytes> &state, double count) {
    if (state)
      states.push_back(multiple(name, *state, count));
    if (state)
      row_.state = row_.state.value_or(Bytes(0)) + state->value * count;
  }

  void addTo(std::vector<OversellPlan> &out) {
    if (row_.at.file.empty())
      return;
    if (row_.promisedRate && rate_)
      row_.rateFactor = Ratio(*row_.promisedRate / *rate_);
    if (row_.promisedInFlight && admits_)
      row_.inFlightFactor = Ratio(*row_.promisedInFlight / *admits_);
    out.push_back(std::move(row_));
  }

  std::vector<Input> rates, bounds, states; ///< that the sums are of

private:
  template <class Value>
  static Input multiple(const std::string &name, const yaml::Located<Value> &each, double count) {
    return {"of " + name, precisely(each.value * count), each.at,
            fmt::format("{} × {}", precisely(count), precisely(each.value))};
  }

  OversellPlan row_;
  std::optional<Rate> rate_;
  std::optional<Concurrency> admits_;
};

/// How many callers without a cap of their own fit beside those that have one.
std::optional<int> roomForDefault(const Workings &workings, spec::ServiceIndex i) {
  const spec::Contract &contract = workings.system.services[i].terms.contract;
  const spec::Cap *each = nullptr;
  Rate rate(0);
  Concurrency inFlight(0);
  for (const spec::CallerCap &caller : contract.perCaller) {
    if (caller.caller.value == "default") {
      each = &caller.cap;
      continue;
    }
    rate += caller.cap.maxRate ? caller.cap.maxRate->value : Rate(0);
    inFlight += caller.cap.maxInFlight ? caller.cap.maxInFlight->value : Concurrency(0);
  }
  if (!each)
    return std::nullopt;
  double room = HUGE_VAL;
  if (each->maxRate && contract.cap.maxRate)
    room = std::min(room, (contract.cap.maxRate->value - rate) / each->maxRate->value);
  if (each->maxInFlight && workings.admits[i])
    room = std::min(room, (*workings.admits[i] - inFlight) / each->maxInFlight->value);
  if (!std::isfinite(room))
    return std::nullopt;
  return static_cast<int>(std::max(0.0, std::floor(room * (1 + 1e-9))));
}

/// What the classes, tenants and callers of a service are promised.
std::array<Promises, 3> promisesOf(const Workings &workings, spec::ServiceIndex i) {
  const spec::Contract &contract = workings.system.services[i].terms.contract;
  Promises classes(workings, i, "classes"), tenants(workings, i, "tenants"),
      callers(workings, i, "callers");
  for (const spec::ClassCap &cap : contract.classes)
    classes.add(cap.name.value, cap.cap, 1, cap.name.at);
  for (const spec::TenantCap &cap : contract.perTenant) {
    const double count = cap.count ? cap.count->value : 1.0;
    tenants.add(cap.name.value, cap.cap, count, cap.name.at);
    tenants.addState(cap.name.value, cap.state, count);
  }
  for (const spec::CallerCap &cap : contract.perCaller)
    if (cap.caller.value != "default")
      callers.add(cap.caller.value, cap.cap, 1, cap.caller.at);
  return {std::move(classes), std::move(tenants), std::move(callers)};
}

/// ⌊what is left of the whole / what each further caller gets⌋.
void deriveRoom(const OversellPlan &row, const spec::ServiceTerms &terms,
                const std::optional<sizing::DeclaredBound> &bound, Deriving &out) {
  const spec::Contract &contract = terms.contract;
  std::vector<std::string> lefts;
  std::vector<Input> inputs;
  for (const spec::CallerCap &caller : contract.perCaller) {
    if (caller.caller.value != "default")
      continue;
    if (caller.cap.maxRate && contract.cap.maxRate) {
      lefts.emplace_back("(contract.max_rate − promised rate) / rate of a further one");
      inputs.push_back(said("contract.max_rate", *contract.cap.maxRate));
      inputs.push_back(computed("promised rate", row.promisedRate.value_or(Rate(0))));
      inputs.push_back(said("rate of a further one", *caller.cap.maxRate));
    }
    if (caller.cap.maxInFlight && bound) {
      inputs.push_back(boundOf(row.service, *bound));
      lefts.push_back(
          fmt::format("({} − promised in flight) / share of a further one", inputs.back().name));
      inputs.push_back(
          computed("promised in flight", row.promisedInFlight.value_or(Concurrency(0))));
      inputs.push_back(said("share of a further one", *caller.cap.maxInFlight));
    }
  }
  if (!lefts.empty())
    out.addKnown("room_for_default", row.roomForDefault,
                 fmt::format("max(0, ⌊{}⌋)", leastOf(lefts)), std::move(inputs));
}

void derive(const OversellPlan &row, spec::ServiceIndex i, const Promises &promises,
            const Workings &workings, Deriving &out) {
  const spec::ServiceTerms &terms = workings.system.services[i].terms;
  out.addKnown("promised_rate", row.promisedRate, "sum of what each is promised", promises.rates);
  out.addKnown("promised_in_flight", row.promisedInFlight, "sum of what each is promised",
               promises.bounds);
  out.addKnown("state", row.state, "sum of what is kept for each", promises.states);
  if (row.rateFactor)
    out.addFactor("rate_factor", row.rateFactor, "promised rate / contract.max_rate",
                  {computed("promised rate", *row.promisedRate),
                   said("contract.max_rate", *terms.contract.cap.maxRate)});
  if (row.inFlightFactor) {
    const Input bound = boundOf(row.service, *workings.bounds[i]);
    out.addFactor("in_flight_factor", row.inFlightFactor, "promised in flight / " + bound.name,
                  {computed("promised in flight", *row.promisedInFlight), bound});
  }
  deriveRoom(row, terms, workings.bounds[i], out);
}

} // namespace

std::vector<OversellPlan> oversellPlans(const Workings &workings) {
  std::vector<OversellPlan> out;
  for (spec::ServiceIndex i = 0; i < workings.system.services.size(); ++i) {
    const spec::Contract &contract = workings.system.services[i].terms.contract;
    if (contract.classes.empty() && contract.perTenant.empty() && contract.perCaller.empty())
      continue;
    const std::size_t before = out.size();
    for (Promises &layer : promisesOf(workings, i))
      layer.addTo(out);
    if (out.size() > before && out.back().layer == "callers")
      out.back().roomForDefault = roomForDefault(workings, i);
  }
  return out;
}

void addPromiseDerivations(Plan &plan, const Workings &workings) {
  constexpr std::string_view layers[] = {"classes", "tenants", "callers"};
  spec::ServiceIndex i = 0; // rows are in the order of the spec
  for (const OversellPlan &row : plan.oversell) {
    while (workings.system.services[i].name() != row.service)
      ++i;
    Deriving out(fmt::format("promise:{}/{}", row.service, row.layer), plan.derivations);
    const auto all = promisesOf(workings, i);
    for (std::size_t layer = 0; layer < all.size(); ++layer)
      if (layers[layer] == row.layer)
        derive(row, i, all[layer], workings, out);
  }
}

std::vector<TeamPlan> teamPlans(const Plan &plan) {
  std::map<std::string, TeamPlan> teams;
  for (const ServicePlan &service : plan.services) {
    if (service.team.empty())
      continue;
    TeamPlan &team = teams.try_emplace(service.team, TeamPlan{.name = service.team}).first->second;
    ++team.services;
    team.replicas += service.replicasDeclared.value_or(0);
    if (service.inFlightMean)
      team.inFlight = team.inFlight.value_or(Concurrency(0)) + *service.inFlightMean;
    if (service.maxInFlight.declared)
      team.admitted = team.admitted.value_or(Concurrency(0)) + *service.maxInFlight.declared;
    if (service.cost.declared)
      team.cost = team.cost.value_or(Price(0)) + *service.cost.declared;
  }
  std::vector<TeamPlan> out;
  for (auto &[name, team] : teams)
    out.push_back(std::move(team));
  return out;
}

void addTeamDerivations(Plan &plan) {
  for (const TeamPlan &team : plan.teams) {
    std::vector<Input> inFlight, admitted, replicas, costs;
    const auto take = [](std::vector<Input> &to, const std::string &name, const auto &figure) {
      if (figure)
        to.push_back(computed("of " + name, *figure));
    };
    for (const ServicePlan &service : plan.services) {
      if (service.team != team.name)
        continue;
      take(inFlight, service.name, service.inFlightMean);
      take(admitted, service.name, service.maxInFlight.declared);
      take(replicas, service.name, service.replicasDeclared);
      take(costs, service.name, service.cost.declared);
    }
    Deriving out("team:" + team.name, plan.derivations);
    constexpr const char *sum = "sum of its services'";
    out.addSaid("services", computed("services", team.services, "that name the team"));
    out.addKnown("in_flight", team.inFlight, sum, std::move(inFlight));
    out.addKnown("admitted", team.admitted, sum, std::move(admitted));
    out.add("replicas", precisely(team.replicas), sum, std::move(replicas));
    out.addKnown("cost", team.cost, sum, std::move(costs));
  }
}

} // namespace loadline::plan
