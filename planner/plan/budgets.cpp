#include "planner/plan/budgets.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace loadline::plan {

namespace {

struct Layer {
  std::string_view kind; ///< "service", "class", "tenant" or "caller"
  std::string name;
  std::optional<Rate> rate;
  std::optional<Concurrency> inFlight;
};

Layer layer(std::string_view kind, const std::string &name, const spec::Cap &cap) {
  Layer out{kind, name, {}, {}};
  if (cap.maxRate)
    out.rate = cap.maxRate->value;
  if (cap.maxInFlight)
    out.inFlight = cap.maxInFlight->value;
  return out;
}

/// The least of the layers; the outer one among equals.
void narrow(BudgetPlan &budget, const Layer &by) {
  if (by.inFlight && (!budget.maxInFlight || *by.inFlight < *budget.maxInFlight)) {
    budget.maxInFlight = by.inFlight;
    budget.inFlightBy = by.kind;
  }
  if (by.rate && (!budget.maxRate || *by.rate < *budget.maxRate)) {
    budget.maxRate = by.rate;
    budget.rateBy = by.kind;
  }
}

/// A kind of layers with nothing in it is one that says nothing.
std::vector<Layer> orNothing(std::vector<Layer> layers, std::string_view kind) {
  if (layers.empty())
    layers.push_back({kind, "", {}, {}});
  return layers;
}

const spec::CallerCap *ownCap(const spec::Contract &contract, const std::string &caller) {
  for (const spec::CallerCap &cap : contract.perCaller)
    if (cap.caller.value == caller)
      return &cap;
  return nullptr;
}

/// What arrives on a budget, and from how many tenants or callers of that kind.
struct Arriving {
  std::optional<Rate> rate;
  double count = 1.0;

  void add(Rate more) { rate = rate.value_or(Rate(0)) + more; }
};

/// From workloads of the budget's class and tenant.
Arriving fromWorkloads(const Workings &workings, spec::ServiceIndex i, const BudgetPlan &budget) {
  const auto is = [](const spec::Maybe<std::string> &said, const std::string &name) {
    return name.empty() ? !said : said && said->value == name;
  };
  Arriving out;
  for (std::size_t w = 0; w < workings.system.workload.size(); ++w) {
    const spec::Workload &each = workings.system.workload[w];
    const bool isNamed = each.load.tenant || each.load.className;
    if (each.to == i && isNamed && is(each.load.tenant, budget.tenant) &&
        is(each.load.className, budget.className))
      out.add(workings.traffic.perWorkload[w]);
  }
  for (const spec::TenantCap &cap : workings.system.services[i].terms.contract.perTenant)
    if (cap.name.value == budget.tenant && cap.count && budget.rateBy == "tenant")
      out.count = cap.count->value;
  return out;
}

/// From the caller, or from all that have no cap of their own; calls belong to no class or tenant.
Arriving fromCallers(const Workings &workings, spec::ServiceIndex i, const BudgetPlan &budget) {
  Arriving out;
  double callers = 0.0;
  const spec::Contract &contract = workings.system.services[i].terms.contract;
  for (const std::size_t e : workings.incoming[i]) {
    const std::string &from = workings.system.services[workings.edges[e].from].name();
    if (budget.caller == "default" ? ownCap(contract, from) != nullptr : from != budget.caller)
      continue;
    out.add(workings.traffic.perEdge[e]);
    ++callers;
  }
  if (callers > 0 && budget.rateBy == "caller")
    out.count = callers;
  return out;
}

void addArrivals(const Workings &workings, spec::ServiceIndex i, BudgetPlan &budget) {
  if (!workings.traffic.isKnown)
    return;
  Arriving is;
  if (budget.caller.empty())
    is = fromWorkloads(workings, i, budget);
  else if (budget.className.empty() && budget.tenant.empty())
    is = fromCallers(workings, i, budget);
  budget.arrives = is.rate;
  if (is.rate && budget.maxRate)
    budget.used = Ratio(*is.rate / (*budget.maxRate * is.count));
}

/// The layers of a service's contract, one list for each kind.
struct Layers {
  Layer whole;
  std::vector<Layer> classes, tenants, callers;
};

const Layer *named(const std::vector<Layer> &layers, const std::string &name) {
  for (const Layer &each : layers)
    if (each.name == name)
      return &each;
  return nullptr;
}

Layers layersOf(const Workings &workings, spec::ServiceIndex i) {
  const spec::Contract &contract = workings.system.services[i].terms.contract;
  Layers out{.whole = layer("service", "", contract.cap)};
  out.whole.inFlight = workings.admits[i];
  for (const spec::ClassCap &cap : contract.classes)
    out.classes.push_back(layer("class", cap.name.value, cap.cap));
  for (const spec::TenantCap &cap : contract.perTenant)
    out.tenants.push_back(layer("tenant", cap.name.value, cap.cap));
  for (const spec::CallerCap &cap : contract.perCaller)
    out.callers.push_back(layer("caller", cap.caller.value, cap.cap));
  return out;
}

BudgetPlan budgetOf(const Workings &workings, spec::ServiceIndex i, const Layer &whole,
                    const Layer &kind, const Layer &tenant, const Layer &caller) {
  BudgetPlan out{.service = workings.system.services[i].name(),
                 .className = kind.name,
                 .tenant = tenant.name,
                 .caller = caller.name};
  for (const Layer *each : {&whole, &kind, &tenant, &caller})
    narrow(out, *each);
  addArrivals(workings, i, out);
  return out;
}

/// Every combination, and those of them that workloads or callers come with and that are not in it:
/// a workload is no caller, and belongs to a class, a tenant or both; a caller to neither.
void addBudgets(const Workings &workings, spec::ServiceIndex i, std::vector<BudgetPlan> &out) {
  const Layers layers = layersOf(workings, i);
  if (layers.classes.empty() && layers.tenants.empty() && layers.callers.empty())
    return;
  const std::size_t first = out.size();
  const auto add = [&](const Layer &kind, const Layer &tenant, const Layer &caller) {
    const bool isThere = std::any_of(
        out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), [&](const BudgetPlan &row) {
          return row.className == kind.name && row.tenant == tenant.name &&
                 row.caller == caller.name;
        });
    if (!isThere)
      out.push_back(budgetOf(workings, i, layers.whole, kind, tenant, caller));
  };
  const Layer noClass{"class", "", {}, {}}, noTenant{"tenant", "", {}, {}},
      noCaller{"caller", "", {}, {}};
  for (const Layer &kind : orNothing(layers.classes, "class"))
    for (const Layer &tenant : orNothing(layers.tenants, "tenant"))
      for (const Layer &caller : orNothing(layers.callers, "caller"))
        add(kind, tenant, caller);
  for (const spec::Workload &workload : workings.system.workload) {
    const auto &load = workload.load;
    const Layer *kind = load.className ? named(layers.classes, load.className->value) : nullptr;
    const Layer *tenant = load.tenant ? named(layers.tenants, load.tenant->value) : nullptr;
    if (workload.to == i && (kind || tenant))
      add(kind ? *kind : noClass, tenant ? *tenant : noTenant, noCaller);
  }
  for (const Layer &caller : layers.callers)
    add(noClass, noTenant, caller);
}

/// Sums of caps, each with how many there are of it.
class Promises {
public:
  Promises(const Workings &workings, spec::ServiceIndex i, std::string layer)
      : row_{.service = workings.system.services[i].name(), .layer = std::move(layer)},
        admits_(workings.admits[i]) {
    if (const auto &rate = workings.system.services[i].terms.contract.cap.maxRate)
      rate_ = rate->value;
  }

  void add(const spec::Cap &cap, double count, const SourcePosition &at) {
    if (row_.at.file.empty())
      row_.at = at;
    if (cap.maxRate)
      row_.promisedRate = row_.promisedRate.value_or(Rate(0)) + cap.maxRate->value * count;
    if (cap.maxInFlight)
      row_.promisedInFlight =
          row_.promisedInFlight.value_or(Concurrency(0)) + cap.maxInFlight->value * count;
  }

  void addState(const spec::Maybe<units::Bytes> &state, double count) {
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

private:
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

} // namespace

std::vector<BudgetPlan> budgetPlans(const Workings &workings) {
  std::vector<BudgetPlan> out;
  for (spec::ServiceIndex i = 0; i < workings.system.services.size(); ++i)
    addBudgets(workings, i, out);
  return out;
}

std::vector<OversellPlan> oversellPlans(const Workings &workings) {
  std::vector<OversellPlan> out;
  for (spec::ServiceIndex i = 0; i < workings.system.services.size(); ++i) {
    const spec::Contract &contract = workings.system.services[i].terms.contract;
    Promises classes(workings, i, "classes"), tenants(workings, i, "tenants"),
        callers(workings, i, "callers");
    for (const spec::ClassCap &cap : contract.classes)
      classes.add(cap.cap, 1, cap.name.at);
    for (const spec::TenantCap &cap : contract.perTenant) {
      const double count = cap.count ? cap.count->value : 1.0;
      tenants.add(cap.cap, count, cap.name.at);
      tenants.addState(cap.state, count);
    }
    for (const spec::CallerCap &cap : contract.perCaller)
      if (cap.caller.value != "default")
        callers.add(cap.cap, 1, cap.caller.at);
    const std::size_t before = out.size();
    for (Promises *layer : {&classes, &tenants, &callers})
      layer->addTo(out);
    if (out.size() > before && out.back().layer == "callers")
      out.back().roomForDefault = roomForDefault(workings, i);
  }
  return out;
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

} // namespace loadline::plan
