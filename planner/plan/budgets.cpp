#include "planner/plan/budgets.h"

#include "planner/plan/constraint_names.h"

#include <fmt/format.h>

#include <algorithm>

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
  std::vector<Input> parts;

  void add(Rate more, Input part) {
    rate = rate.value_or(Rate(0)) + more;
    parts.push_back(std::move(part));
  }
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
      out.add(workings.traffic.perWorkload[w], workloadInput(workings, w));
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
    out.add(workings.traffic.perEdge[e],
            {"from " + from, precisely(workings.traffic.perEdge[e]), workings.edges[e].at, ""});
    ++callers;
  }
  if (callers > 0 && budget.rateBy == "caller")
    out.count = callers;
  return out;
}

Arriving arrivingOn(const Workings &workings, spec::ServiceIndex i, const BudgetPlan &budget) {
  if (!workings.traffic.isKnown)
    return {};
  if (budget.caller.empty())
    return fromWorkloads(workings, i, budget);
  return budget.className.empty() && budget.tenant.empty() ? fromCallers(workings, i, budget)
                                                           : Arriving{};
}

void addArrivals(const Workings &workings, spec::ServiceIndex i, BudgetPlan &budget) {
  const Arriving is = arrivingOn(workings, i, budget);
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

/// What each layer that a budget lies in says.
void derive(const BudgetPlan &budget, spec::ServiceIndex i, const Workings &workings,
            Deriving &out) {
  const spec::Contract &contract = workings.system.services[i].terms.contract;
  std::vector<Input> rates, bounds;
  const auto take = [&](const std::string &of, const spec::Cap &cap, bool isWhole) {
    if (cap.maxRate)
      rates.push_back(said("rate of " + of, *cap.maxRate));
    if (cap.maxInFlight && !isWhole)
      bounds.push_back(said("share of " + of, *cap.maxInFlight));
  };
  if (workings.bounds[i])
    bounds.push_back(boundOf(budget.service, *workings.bounds[i]));
  take("service", contract.cap, true);
  for (const spec::ClassCap &each : contract.classes)
    if (each.name.value == budget.className)
      take("class", each.cap, false);
  for (const spec::TenantCap &each : contract.perTenant)
    if (each.name.value == budget.tenant)
      take("tenant", each.cap, false);
  for (const spec::CallerCap &each : contract.perCaller)
    if (each.caller.value == budget.caller)
      take("caller", each.cap, false);
  if (!bounds.empty())
    out.addKnown("max_in_flight", budget.maxInFlight, leastOf(bounds), bounds);
  if (!rates.empty())
    out.addKnown("max_rate", budget.maxRate, leastOf(rates), rates);
  const Arriving is = arrivingOn(workings, i, budget);
  out.addKnown("arrives", budget.arrives, "sum of what comes with this quota", is.parts);
  if (budget.used)
    out.addKnown("used", budget.used, "arrives / (max_rate × count)",
                 {computed("arrives", *budget.arrives), computed("max_rate", *budget.maxRate),
                  computed("count", is.count, "of tenants or callers that each have it")});
}

} // namespace

std::vector<BudgetPlan> budgetPlans(const Workings &workings) {
  std::vector<BudgetPlan> out;
  for (spec::ServiceIndex i = 0; i < workings.system.services.size(); ++i)
    addBudgets(workings, i, out);
  return out;
}

void addBudgetDerivations(Plan &plan, const Workings &workings) {
  const auto orNone = [](const std::string &name) { return name.empty() ? "-" : name; };
  spec::ServiceIndex i = 0; // rows are in the order of the spec
  for (const BudgetPlan &row : plan.budgets) {
    while (workings.system.services[i].name() != row.service)
      ++i;
    Deriving out(fmt::format("budget:{}/{}/{}/{}", row.service, orNone(row.className),
                             orNone(row.tenant), orNone(row.caller)),
                 plan.derivations);
    derive(row, i, workings, out);
  }
}

} // namespace loadline::plan
