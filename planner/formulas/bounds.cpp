#include "planner/formulas/all_calculators.h"
#include "planner/formulas/rounding.h"

#include <algorithm>
#include <limits>
#include <numeric>

// What callers can offer against what callees admit, and how a bound is split.

namespace loadline::formulas {

namespace {

using units::Concurrency;
using units::Duration;
using units::Rate;
using units::Ratio;

using Numbers = List<double>;
using Anys = List<Any>;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double sum(const Numbers &list) {
  return std::accumulate(list.items.begin(), list.items.end(), 0.0);
}

Any sum(const Anys &list) {
  Any total{0.0, list.items.front().dimension};
  for (const Any &item : list.items)
    total.count += item.count;
  return total;
}

/// A list of one stands for every item of the other.
double at(const Numbers &list, std::size_t i) {
  return list.items.size() == 1 ? list.items[0] : i < list.items.size() ? list.items[i] : none;
}

bool fits(std::size_t count, const Numbers &list) {
  return list.items.size() == 1 || list.items.size() == count;
}

double product(const Anys &offered, const Numbers &calls, const Numbers &pods) {
  if (!fits(offered.items.size(), calls) || !fits(offered.items.size(), pods))
    return none;
  double total = 0.0;
  for (std::size_t i = 0; i < offered.items.size(); ++i)
    total += offered.items[i].count * at(calls, i) * at(pods, i);
  return total;
}

/// The name of an item, or its place: "auth", "#2".
std::string nameOf(const std::vector<std::string> &labels, std::size_t i) {
  return i < labels.size() && !labels[i].empty() ? labels[i] : "#" + std::to_string(i + 1);
}

/// Capacity per parallel call of each callee.
std::vector<double> perCall(const Numbers &capacity, const Numbers &calls) {
  std::vector<double> out;
  for (std::size_t i = 0; i < capacity.items.size(); ++i)
    out.push_back(fits(capacity.items.size(), calls) ? capacity.items[i] / at(calls, i) : none);
  return out;
}

double allCalls(const Numbers &capacity, const Numbers &calls) {
  return calls.items.size() == 1 ? calls.items[0] * static_cast<double>(capacity.items.size())
                                 : sum(calls);
}

double least(const Numbers &list) {
  return *std::min_element(list.items.begin(), list.items.end());
}

std::vector<double> countsOf(const Anys &list) {
  std::vector<double> counts;
  for (const Any &item : list.items)
    counts.push_back(item.count);
  return counts;
}

constexpr Variable oversubscriptionVariables[] = {
    any("offered", "what each caller may have inside, or its rate").list(),
    number("calls", "calls that one of its requests makes at once").list().orElse("1"),
    number("pods", "pods of each caller").list().orElse("1"),
    ratio("cache_hit", "share of each caller's calls that its cache answers")
        .list()
        .orElse("0")
        .fromZero(),
    any("admitted", "what each callee of the tier admits").list(),
    number("per_tenant", "what one tenant may have inside"),
    any("demand", "what the callers can have under way at the tier"),
    any("demand_mean", "the same with the cache"),
    any("capacity", "what the tier admits; callees in series are no part of it"),
    number("oversubscription", "times what is admitted"),
    number("oversubscription_mean", "the same with the cache"),
    any("effective", "what can be under way at most"),
    any("queued", "what waits or is refused when all is offered"),
    number("requests_at_full_fanout", "requests of a caller that make all their calls at once"),
    any("narrowest", "the least that a callee admits"),
    word("narrowest_name", "which callee that is"),
    number("tenants_to_fill", "tenants at their bound that fill the callers"),
};
constexpr Formula oversubscriptionFormulas[] = {
    formula("demand", "Σ offered × calls × pods", {"offered", "calls", "pods"},
            [](const Anys &offered, const Numbers &calls, const Numbers &pods_) {
              return Any{product(offered, calls, pods_), offered.items.front().dimension};
            })
        .within("one of each for all callers, or one for each"),
    formula("demand_mean", "Σ offered × calls × pods × (1 − cache_hit)",
            {"offered", "calls", "pods", "cache_hit"},
            [](const Anys &offered, const Numbers &calls, const Numbers &pods_,
               const List<Ratio> &hits) {
              Numbers missing;
              for (std::size_t i = 0; i < offered.items.size(); ++i) {
                const std::size_t hit = hits.items.size() == 1 ? 0 : i;
                missing.items.push_back(
                    hit < hits.items.size() ? at(calls, i) * (1 - hits.items[hit].count()) : none);
              }
              return Any{product(offered, missing, pods_), offered.items.front().dimension};
            })
        .within("one of each for all callers, or one for each"),
    formula("capacity", "Σ admitted", {"admitted"},
            [](const Anys &admitted) { return sum(admitted); }),
    formula("oversubscription", "demand / capacity", {"demand", "capacity"},
            [](Any demand, Any capacity) {
              return demand.dimension == capacity.dimension ? demand.count / capacity.count : none;
            })
        .within("callers and callees of one kind, both in flight or both rates"),
    formula("oversubscription_mean", "demand_mean / capacity", {"demand_mean", "capacity"},
            [](Any demand, Any capacity) {
              return demand.dimension == capacity.dimension ? demand.count / capacity.count : none;
            })
        .within("callers and callees of one kind, both in flight or both rates"),
    formula("effective", "min(demand, capacity)", {"demand", "capacity"},
            [](Any demand, Any capacity) {
              return isBelow(demand.count, capacity.count) ? demand : capacity;
            }),
    formula("queued", "max(0, demand − capacity)", {"demand", "capacity"},
            [](Any demand, Any capacity) {
              return Any{std::max(0.0, difference(demand.count, capacity.count)), demand.dimension};
            }),
    formula("requests_at_full_fanout", "capacity / calls", {"capacity", "calls"},
            [](Any capacity, const Numbers &calls) { return capacity.count / at(calls, 0); }),
    formula("narrowest", "min(admitted)", {"admitted"},
            [](const Anys &admitted) { return admitted.items[leastOf(countsOf(admitted))]; }),
    formula(
        "narrowest_name", "the callee that admits least", {"admitted"},
        [](const Anys &admitted) { return nameOf(admitted.labels, leastOf(countsOf(admitted))); }),
    formula("tenants_to_fill", "⌈Σ offered / per_tenant⌉", {"offered", "per_tenant"},
            [](const Anys &offered, double each) { return up(sum(offered).count / each); }),
};

constexpr Variable inheritVariables[] = {
    number("capacity", "what each callee admits").list(),
    number("calls", "calls that one request has under way at each at once").list().orElse("1"),
    number("bound", "what the caller may admit"),
    word("binding", "the callee that sets it"),
    number("minimum", "the least capacity"),
    number("divided_minimum", "the least capacity over all calls: too strict where callees differ"),
    number("sum_rule", "all capacity over all calls: overloads the narrowest where they differ"),
    number("overload", "by how much the sum rule overloads the callee that binds"),
};
constexpr Formula inheritFormulas[] = {
    formula("bound", "min over callees of capacity / calls", {"capacity", "calls"},
            [](const Numbers &capacity, const Numbers &calls) {
              const std::vector<double> each = perCall(capacity, calls);
              return each[leastOf(each)];
            })
        .within("one number of calls for all callees, or one for each"),
    formula("binding", "the callee of that minimum", {"capacity", "calls"},
            [](const Numbers &capacity, const Numbers &calls) {
              return nameOf(capacity.labels, leastOf(perCall(capacity, calls)));
            }),
    formula("minimum", "min(capacity)", {"capacity"},
            [](const Numbers &capacity) { return least(capacity); }),
    formula("divided_minimum", "min(capacity) / Σ calls", {"capacity", "calls"},
            [](const Numbers &capacity, const Numbers &calls) {
              return least(capacity) / allCalls(capacity, calls);
            }),
    formula("sum_rule", "Σ capacity / Σ calls", {"capacity", "calls"},
            [](const Numbers &capacity, const Numbers &calls) {
              return sum(capacity) / allCalls(capacity, calls);
            }),
    formula("overload", "sum_rule / bound", {"sum_rule", "bound"},
            [](double rule, double bound) { return rule / bound; }),
};

constexpr Variable budgetVariables[] = {
    number("layers", "bounds that a request passes one after the other").list(),
    number("total", "a budget to split"),
    number("parts", "what each part of it gets").list(),
    ratio("share", "share of the budget that one part gets"),
    number("effective", "what the layers let through"),
    word("binding", "the layer that sets it"),
    number("allocated", "what the parts get together"),
    number("left", "what of the budget is left; below 0 it is oversold").belowZero(),
    number("oversell", "the parts against the budget"),
    number("part", "what the share comes to"),
};
constexpr Formula budgetFormulas[] = {
    formula("effective", "min(layers)", {"layers"},
            [](const Numbers &layers) { return least(layers); }),
    formula("binding", "the layer of that minimum", {"layers"},
            [](const Numbers &layers) { return nameOf(layers.labels, leastOf(layers.items)); }),
    formula("allocated", "Σ parts", {"parts"}, [](const Numbers &parts) { return sum(parts); }),
    formula("left", "total − allocated", {"total", "allocated"},
            [](double total, double allocated) { return difference(total, allocated); }),
    formula("oversell", "allocated / total", {"allocated", "total"},
            [](double allocated, double total) { return allocated / total; }),
    formula("part", "total × share", {"total", "share"},
            [](double total, Ratio share) { return total * share.count(); }),
};

constexpr Variable tenantsVariables[] = {
    number("tenants", "tenants"),
    rate("tenant_rate", "the rate that each is promised"),
    number("tenant_in_flight", "what each may have inside"),
    rate("rate", "what the service takes"),
    number("in_flight", "what the service admits"),
    rate("reserved_rate", "rates promised to others").list(),
    number("reserved_in_flight", "in-flight promised to others").list(),
    number("pods", "pods that a promise is split over"),
    number("every", "the low class gets one take in so many"),
    number("generations", "limiters of one tenant alive at once, as when a sweeper races")
        .orElse("2"),
    rate("sum_rate", "all promised rates"),
    number("sum_in_flight", "all promised in-flight"),
    number("oversell", "promised rates against what the service takes"),
    number("oversell_in_flight", "promised in-flight against what the service admits"),
    rate("rate_per_pod", "a tenant's rate at one pod, with even balancing"),
    number("in_flight_per_pod", "a tenant's in-flight at one pod, with even balancing"),
    number("fit_by_rate", "tenants that fit beside the reserved rates"),
    number("fit_by_in_flight", "tenants that fit beside the reserved in-flight"),
    number("fit", "tenants that fit"),
    ratio("low_share", "share of the takes that the low class is sure of"),
    number("worst_in_flight", "what one tenant can have inside while limiters overlap"),
};
constexpr Formula tenantsFormulas[] = {
    formula("sum_rate", "tenants × tenant_rate", {"tenants", "tenant_rate"},
            [](double count, Rate each) { return count * each; }),
    formula("sum_in_flight", "tenants × tenant_in_flight", {"tenants", "tenant_in_flight"},
            [](double count, double each) { return count * each; }),
    formula("oversell", "sum_rate / rate", {"sum_rate", "rate"},
            [](Rate promised, Rate x) { return promised / x; }),
    formula("oversell_in_flight", "sum_in_flight / in_flight", {"sum_in_flight", "in_flight"},
            [](double promised, double l) { return promised / l; }),
    formula("rate_per_pod", "tenant_rate / pods", {"tenant_rate", "pods"},
            [](Rate x, double n) { return x / n; }),
    formula("in_flight_per_pod", "tenant_in_flight / pods", {"tenant_in_flight", "pods"},
            [](double l, double n) { return l / n; }),
    formula("fit_by_rate", "⌊(rate − Σ reserved_rate) / tenant_rate⌋",
            {"rate", "reserved_rate", "tenant_rate"},
            [](Rate x, const List<Rate> &reserved, Rate each) {
              const Rate left =
                  std::accumulate(reserved.items.begin(), reserved.items.end(), Rate(0));
              return std::max(0.0, down(difference(x, left) / each));
            }),
    formula("fit_by_rate", "⌊rate / tenant_rate⌋", {"rate", "tenant_rate"},
            [](Rate x, Rate each) { return down(x / each); }),
    formula("fit_by_in_flight", "⌊(in_flight − Σ reserved_in_flight) / tenant_in_flight⌋",
            {"in_flight", "reserved_in_flight", "tenant_in_flight"},
            [](double l, const Numbers &reserved, double each) {
              return std::max(0.0, down(difference(l, sum(reserved)) / each));
            }),
    formula("fit_by_in_flight", "⌊in_flight / tenant_in_flight⌋", {"in_flight", "tenant_in_flight"},
            [](double l, double each) { return down(l / each); }),
    formula("fit", "min(fit_by_rate, fit_by_in_flight)", {"fit_by_rate", "fit_by_in_flight"},
            [](double byRate, double byInFlight) { return std::min(byRate, byInFlight); }),
    formula("low_share", "1 / every", {"every"}, [](double n) { return Ratio(1 / n); }),
    formula("worst_in_flight", "generations × tenant_in_flight",
            {"generations", "tenant_in_flight"},
            [](double alive, double each) { return alive * each; }),
};

constexpr Variable dependencyVariables[] = {
    rate("allowed", "the rate that the dependency allows, over all callers"),
    rate("rate", "the rate that is wanted"),
    duration("time", "how long one call takes"),
    number("workers", "calls that may be under way at once, in each pod"),
    number("pods", "pods that call it").orElse("1"),
    number("items", "calls that arrive at once"),
    utilization,
    rate("offered", "what the workers of one pod can offer"),
    number("oversubscription", "the offer of one pod against what is allowed"),
    number("oversubscription_fleet", "the offer of all pods against what is allowed"),
    number("bound", "calls under way at once that use up the rate, over all callers"),
    number("bound_per_pod", "the same for each pod; below 1 it takes a shared limiter"),
    rate("sustainable", "the rate that gets through"),
    rate("shortfall", "the rate that does not, by which a backlog grows"),
    number("batch_bare", "items per call that make the rate fit"),
    number("batch_needed", "items per call at the utilization"),
    duration("drain", "how long the items take"),
    number("excess", "items beyond what the first second takes"),
};
constexpr Formula dependencyFormulas[] = {
    formula("offered", "workers / time", {"workers", "time"},
            [](Concurrency l, Duration w) { return l / w; }),
    formula("oversubscription", "offered / allowed", {"offered", "allowed"},
            [](Rate offered, Rate allowed) { return offered / allowed; }),
    formula("oversubscription_fleet", "pods × offered / allowed", {"pods", "offered", "allowed"},
            [](double n, Rate offered, Rate allowed) { return n * offered / allowed; }),
    formula("bound", "allowed × time", {"allowed", "time"},
            [](Rate x, Duration w) { return x * w; }),
    formula("bound_per_pod", "allowed × time / pods", {"allowed", "time", "pods"},
            [](Rate x, Duration w, double n) { return (x * w).count() / n; }),
    formula("sustainable", "min(rate, allowed)", {"rate", "allowed"},
            [](Rate x, Rate allowed) { return std::min(x, allowed); }),
    formula("shortfall", "max(0, rate − allowed)", {"rate", "allowed"},
            [](Rate x, Rate allowed) { return std::max(Rate(0), difference(x, allowed)); }),
    formula("batch_bare", "⌈rate / allowed⌉", {"rate", "allowed"},
            [](Rate x, Rate allowed) { return up(x / allowed); }),
    formula("batch_needed", "⌈rate / allowed / utilization⌉", {"rate", "allowed", "utilization"},
            [](Rate x, Rate allowed, Ratio u) { return up(x / allowed / u.count()); }),
    formula("drain", "items / allowed", {"items", "allowed"},
            [](Concurrency n, Rate x) { return n / x; }),
    formula("excess", "max(0, items − allowed × 1 s)", {"items", "allowed"},
            [](double n, Rate x) { return std::max(0.0, difference(n, x.count())); }),
};

constexpr Variable poolVariables[] = {
    number("server_limit", "connections that the server takes"),
    number("reserved", "connections kept for others").fromZero(),
    ratio("share", "share of the connections that may be used").orElse("80%"),
    number("pods", "pods that each have a pool"),
    number("per_pod", "connections of a pod's pool"),
    number("parallel", "connections that one request holds at once").orElse("1"),
    rate("rate", "queries per time"),
    duration("time", "how long one holds its connection"),
    number("waiting", "callers that want a connection"),
    utilization,
    number("total", "connections that all pods can open"),
    number("oversubscription", "the same against what the server takes"),
    number("quota", "connections that may be used"),
    number("requests", "requests that may be under way at once"),
    number("requests_sequential", "the same when each holds one connection at a time"),
    number("per_pod_most", "a pool per pod that stays within the quota"),
    number("requests_per_pod", "requests under way in a pod that stays within the quota"),
    number("needed", "connections in use on average"),
    number("pool_needed", "connections at the utilization"),
    number("queued", "callers without a connection"),
};
constexpr Formula poolFormulas[] = {
    formula("total", "pods × per_pod", {"pods", "per_pod"},
            [](double n, double each) { return n * each; }),
    formula("oversubscription", "total / server_limit", {"total", "server_limit"},
            [](double total, double limit) { return total / limit; }),
    formula("quota", "server_limit − reserved", {"server_limit", "reserved"},
            [](double limit, double reserved) { return difference(limit, reserved); }),
    formula("quota", "server_limit × share", {"server_limit", "share"},
            [](double limit, Ratio share) { return limit * share.count(); }),
    formula("requests", "quota / parallel", {"quota", "parallel"},
            [](double quota, double each) { return quota / each; }),
    formula("requests_sequential", "quota", {"quota"}, [](double quota) { return quota; }),
    formula("per_pod_most", "⌊quota / pods⌋", {"quota", "pods"},
            [](double quota, double n) { return down(quota / n); }),
    formula("requests_per_pod", "⌊quota / pods / parallel⌋", {"quota", "pods", "parallel"},
            [](double quota, double n, double each) { return down(quota / n / each); }),
    formula("needed", "rate × time", {"rate", "time"}, [](Rate x, Duration w) { return x * w; }),
    formula("pool_needed", "⌈needed / utilization⌉", {"needed", "utilization"},
            [](double l, Ratio u) { return up(l / u.count()); }),
    formula("queued", "max(0, waiting − per_pod)", {"waiting", "per_pod"},
            [](double callers, double each) { return std::max(0.0, difference(callers, each)); }),
};

} // namespace

namespace calculators {

const Calculator oversubscription{
    "oversubscription",
    "What callers can offer a tier against what it admits",
    oversubscriptionVariables,
    oversubscriptionFormulas,
    "Sum over callers and callees: docs/plan.md, the bound stack",
    "--offered 500 --calls 3 --admitted auth=100,catalog=150,reviews=100",
    "List as admitted only callees that the calls land on. A gateway in series with them adds "
    "nothing."};
const Calculator inherit{"inherit",
                         "The bound that a caller inherits from its callees",
                         inheritVariables,
                         inheritFormulas,
                         "The narrowest callee binds: docs/plan.md, inherited bound",
                         "--capacity cache=50,7x200"};
const Calculator budget{"budget",
                        "Bounds in layers, and a budget split into parts",
                        budgetVariables,
                        budgetFormulas,
                        "Semaphores passed one after the other admit what the least of them does",
                        "--layers tier=120,tenant=20,caller=50"};
const Calculator tenants{
    "tenants",
    "What tenants or callers are promised against what there is",
    tenantsVariables,
    tenantsFormulas,
    "Sums of promises; Little's law ties each rate to its in-flight",
    "--tenants 500 --tenant-rate 100/s --tenant-in-flight 50 --rate 1000/s --pods 5",
    "A promise split over pods holds only with even balancing and that number of pods."};
const Calculator dependency{
    "dependency",
    "Calls to something that allows only a rate",
    dependencyVariables,
    dependencyFormulas,
    "Little's law on the limiter: more calls under way than allowed × time only wait",
    "--allowed 100/s --time 100ms --workers 32 --pods 6",
    "The bound is for all callers together. One per event or per pod multiplies."};
const Calculator pool{
    "pool",
    "Connection pools of all pods against their server",
    poolVariables,
    poolFormulas,
    "Little's law on connections; each process has a pool of its own",
    "--server-limit 100 --reserved 20 --parallel 4 --pods 8",
    "A request that makes its calls one after the other holds one connection: parallel is 1 then."};

} // namespace calculators

} // namespace loadline::formulas
