#include "tests/planner/plan/planned.h"
#include "tests/planner/plan/worked_out.h"

#include "planner/plan/plan_json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <set>

// Every number that the JSON of a plan prints has a derivation, and what that prints gives the
// number again: formulas with the printed inputs in the place of their names, quantiles by the
// mixture that is printed, choices by what they choose from.

namespace loadline::plan {

namespace {

using Json = nlohmann::json;

Plan derived(const std::string &text, const std::string &file) {
  const auto made =
      planSpecText(text, file, {.rules = sourceRoot() / "rules", .detail = Detail::derivations});
  EXPECT_TRUE(made) << toString(made.error());
  return made ? made->plan : Plan{};
}

Plan derivedExample(const std::string &name) {
  return derived(*readFile(sourceRoot() / "docs/examples" / (name + ".yaml")), name + ".yaml");
}

/// What the derivations of the rows of one list begin with.
std::string rowOf(const std::string &list, const Json &row, std::size_t number) {
  const auto word = [&](const char *key, const char *otherwise) {
    return row[key].is_null() ? std::string(otherwise) : row[key].get<std::string>();
  };
  if (list == "edges")
    return word("from", "") + ":" + word("to", "");
  if (list == "tiers")
    return "tier:" + std::to_string(number);
  if (list == "budgets")
    return "budget:" + word("service", "") + "/" + word("class", "-") + "/" + word("tenant", "-") +
           "/" + word("caller", "-");
  if (list == "oversell")
    return "promise:" + word("service", "") + "/" + word("layer", "");
  if (list == "teams")
    return "team:" + word("name", "");
  if (list == "scaling")
    return "scaling:" + word("from", "all") + ":" + word("to", "");
  if (list == "ranges")
    return "range:" + word("field", "");
  const std::map<std::string, std::string> prefixes = {
      {"bursts", "burst"}, {"days", "day"}, {"bound_costs", "bound_cost"}};
  return prefixes.at(list) + ":" + word("service", "");
}

/// The figures of a document, by the name that `--why` knows them by.
class Figures {
public:
  explicit Figures(const Json &document) {
    take("policy.utilization", document["policy_utilization"]);
    take("policy.horizon", document["growth_months"]);
    walk("system", document["system"]);
    for (const auto &[name, service] : document["services"].items())
      walk(name, service);
    for (const char *list : {"edges", "tiers", "budgets", "oversell", "teams", "bursts", "days",
                             "bound_costs", "scaling", "ranges"})
      for (std::size_t row = 0; row < document[list].size(); ++row)
        walk(rowOf(list, document[list][row], row), document[list][row]);
  }
  const std::vector<std::pair<std::string, Json>> &all() const { return all_; }

private:
  void take(const std::string &field, const Json &value) {
    if (!value.is_null())
      all_.emplace_back(field, value);
  }
  void walk(const std::string &field, const Json &value) {
    if (value.is_object())
      for (const auto &[key, inner] : value.items())
        member(field, key, inner);
    else if (value.is_number())
      take(field, value);
  }
  void member(const std::string &field, const std::string &key, const Json &inner) {
    // places, the number of a group and the hours of the spec are no figures
    const std::set<std::string> places = {"at",   "declared_at", "derivations", "parallel_group",
                                          "from", "lasts"};
    if (places.contains(key) && (key != "lasts" || !field.starts_with("burst:")))
      return;
    if (key == "verdict" && inner != "unknown")
      return take(field + "." + key, inner);
    if (key == "binding" && inner != "none" && !field.ends_with(".replicas"))
      return take(field + "." + key, inner);
    if (!inner.is_array())
      return walk(field + "." + key, inner);
    for (std::size_t i = 0; i < inner.size(); ++i)
      walk(field + "." + key + "." + nameOf(key, inner[i], i), inner[i]);
  }
  static std::string nameOf(const std::string &list, const Json &row, std::size_t number) {
    if (list != "constraints")
      return std::to_string(number);
    const std::string constraint = row["constraint"];
    return row["toward"].is_null() ? constraint
                                   : constraint + ":" + row["toward"].get<std::string>();
  }

  std::vector<std::pair<std::string, Json>> all_;
};

std::map<std::string, const Derivation *> byField(const Plan &plan) {
  std::map<std::string, const Derivation *> out;
  const auto add = [&](const std::vector<Derivation> &derivations) {
    for (const Derivation &derivation : derivations)
      EXPECT_TRUE(out.emplace(derivation.field, &derivation).second) << derivation.field;
  };
  add(plan.system.derivations);
  for (const ServicePlan &row : plan.services)
    add(row.derivations);
  for (const EdgePlan &row : plan.edges)
    add(row.derivations);
  for (const TierPlan &row : plan.tiers)
    add(row.derivations);
  add(plan.derivations);
  return out;
}

/// Six digits, of the largest of the inputs where figures are taken from each other.
double slackOf(const Derivation &derivation, double printed) {
  double largest = std::abs(printed);
  if (derivation.formula.find("−") != std::string::npos ||
      derivation.formula.find("⌊") != std::string::npos)
    for (const Derivation::Input &input : derivation.inputs)
      if (const double value = figure(input.value); value != nothing)
        largest = std::max(largest, std::abs(value));
  return 2e-5 * largest + 1e-12;
}

void expectArithmetic(const Derivation &derivation) {
  const double printed = figure(derivation.result);
  EXPECT_NEAR(workedOut(derivation), printed, slackOf(derivation, printed))
      << derivation.field << " = " << derivation.formula;
}

void expectQuantile(const Derivation &derivation) {
  const double time = figure(derivation.result);
  const double share = derivation.formula.find("50%") != std::string::npos   ? 0.5
                       : derivation.formula.find("95%") != std::string::npos ? 0.95
                                                                             : 0.99;
  EXPECT_GE(shareUpTo(derivation, time * (1 + 3e-5) + 1e-9), share - 1e-6) << derivation.field;
  EXPECT_LE(shareUpTo(derivation, time * (1 - 3e-5) - 1e-9), share + 1e-6) << derivation.field;
}

double valueOf(const Derivation &derivation, const std::string &name) {
  for (const Derivation::Input &input : derivation.inputs)
    if (input.name.starts_with(name))
      return figure(input.value);
  return nothing;
}

void expectVerdict(const Derivation &derivation) {
  const double line = valueOf(derivation, "policy utilization");
  double most = 0.0;
  bool isOver = false;
  for (const Derivation::Input &input : derivation.inputs) {
    if (!input.name.starts_with("used of "))
      continue;
    const double used = figure(input.value);
    isOver = isOver || (input.name.ends_with("(promise)") ? used > 1 : used >= 1);
    most = std::max(most, used);
  }
  EXPECT_EQ(derivation.result, isOver        ? "over capacity"
                               : most > line ? "above line"
                                             : "fits")
      << derivation.field;
}

void expectBinding(const Derivation &derivation) {
  double highest = 0.0, named = 0.0;
  for (const Derivation::Input &input : derivation.inputs) {
    const double used = figure(input.value);
    highest = std::max(highest, used);
    if (input.name.starts_with("used of " + derivation.result))
      named = std::max(named, used);
  }
  EXPECT_EQ(named, highest) << derivation.field;
}

/// The month before is not above the limit, the month is; one that is just used up counts as full.
void expectMonth(const Derivation &derivation) {
  const double limit = figure(derivation.inputs.front().value);
  const double then = figure(derivation.inputs.back().value);
  EXPECT_GE(then, limit * (1 - 1e-5)) << derivation.field;
  if (derivation.inputs.size() == 3) {
    EXPECT_LE(figure(derivation.inputs[1].value), limit * (1 + 1e-5)) << derivation.field;
  }
}

void expectHolds(const Derivation &derivation) {
  switch (derivation.kind) {
  case Derivation::Kind::arithmetic:
  case Derivation::Kind::said:
    return expectArithmetic(derivation);
  case Derivation::Kind::distribution:
    return expectQuantile(derivation);
  case Derivation::Kind::rule:
    if (derivation.field.ends_with(".verdict"))
      return expectVerdict(derivation);
    if (derivation.field.ends_with(".binding"))
      return expectBinding(derivation);
    if (derivation.field.ends_with("_in_months") && !derivation.field.starts_with("system."))
      return expectMonth(derivation);
  }
}

/// The figure as JSON has it, for one with six digits.
void expectSame(const Json &value, const Derivation &derivation) {
  if (!value.is_number()) {
    std::string words = value;
    std::replace(words.begin(), words.end(), '_', ' ');
    EXPECT_EQ(words, derivation.result) << derivation.field;
    return;
  }
  const double printed = figure(derivation.result);
  EXPECT_NEAR(value.get<double>(), printed, 1e-5 * std::abs(printed) + 1e-12) << derivation.field;
}

void expectAllHold(const Plan &plan) {
  const auto derivations = byField(plan);
  for (const auto &[field, derivation] : derivations)
    expectHolds(*derivation);
  const Figures figures(Json::parse(toJsonText(plan)));
  EXPECT_GT(figures.all().size(), 30u);
  for (const auto &[field, value] : figures.all()) {
    const auto found = derivations.find(field);
    if (found == derivations.end())
      ADD_FAILURE() << field << " = " << value << " has no derivation";
    else
      expectSame(value, *found->second);
  }
}

class Example : public testing::TestWithParam<const char *> {};

} // namespace

TEST_P(Example, EveryNumberHasADerivationThatGivesIt) {
  expectAllHold(derivedExample(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Examples, Example,
                         testing::Values("autoscaling", "bench", "six_services", "shop", "starter",
                                         "tenants", "online_boutique", "social_network",
                                         "feature_flags", "inference", "mesh", "retries", "sizing",
                                         "storefront", "orders", "published_contract"),
                         [](const auto &example) { return std::string(example.param); });

TEST(Derivations,
     OfCallersWithConnectionsAddWhatTheseCarry) { // (3 × 8 + 200 × 1 + 7 clients) / 100
  const Plan plan = derived(
      "loadline: 1\nworkload: [ { to: a, rate: 10/s }, { to: c, rate: 10/s }, { to: b, clients: 7, "
      "think_time: 1s } ]\nservices:\n"
      "  a: { service_time: { mean: 5ms }, deployment: { replicas: 3, max_in_flight: 100 }, calls: "
      "[ "
      "{ to: b, connections: 8 } ] }\n"
      "  c: { service_time: { mean: 5ms }, pool: { size: 200 }, calls: [ { to: b } ] }\n"
      "  b: { service_time: { mean: 5ms }, pool: { size: 100 } }\n",
      "spec.yaml");
  EXPECT_NEAR(plan.find("b")->oversubscription->count(), 2.31, 1e-12);
  expectAllHold(plan);
}

/// Everything that a spec can say about a number, in one system.
constexpr const char *everything = R"(
loadline: 1
policy: { utilization: 65%, spare_replicas: 2, horizon: 18 }
workload:
  - to: edge
    rate: { baseline: 800/s, peak: 2000/s, growth: 4%/month }
    burst: { factor: 3, lasts: 45s }
    day: { "00:00": 20%, "07:30": 100%, "21:00": 55% }
    tenant: gold
  - { to: edge, rate: { baseline: 100/s, peak: 300/s, growth: 60%/year }, class: read }
  - { to: back, clients: 40, think_time: 2s }
services:
  edge:
    team: front
    contract:
      max_rate: 2500/s
      max_in_flight: 900
      on_excess: queue
      classes: { read: { max_rate: 1000/s, max_in_flight: 300 } }
      per_tenant: { gold: { max_rate: 900/s, max_in_flight: 90, count: 3, state: 2Mi } }
    deployment:
      replicas: { min: 3, current: 6, max: 20 }
      max_in_flight: 120
      queue: 40
      cpu: 2
      memory: 2Gi
      base_memory: 300Mi
      descriptors: 4096
      threads: 500
      per_request: { memory: 3Mi, stack: 1Mi, descriptors: 3 }
      surge: 25%
      unavailable: 1
      warm_up: 40s
      price: 90/month
    service_time: { mean: 4ms, p99: 21ms }
    cpu_time: 3ms
    fails: 0.1%
    items: { mean: 4, max: 40 }
    calls:
      - { to: auth, timeout: 20ms, retries: { max: 2, backoff: 5ms, budget: 10% }, cache_hit: 30% }
      - parallel:
          - { to: catalog, per_item: 1, batch: 3, timeout: 100ms }
          - { to: ads, optional: true, timeout: 30ms }
      - { to: back, per_request: 2.3, hedge: 60ms, timeout: 400ms, connections: 30, streams: 2 }
      - { to: log, async: true, new_connection: true, batch: { size: 20, wait: 10ms } }
    slo: { p99: 300ms, success: 99.5%, window: 28d }
  auth: { contract: { max_in_flight: 100, max_rate: 9000/s, per_caller: { edge: { max_rate: 5000/s }, default: { max_rate: 300/s, max_in_flight: 9 } } }, service_time: { mean: 2ms, p99: 9ms }, fails: 1% }
  catalog: { deployment: { replicas: 4, max_in_flight: 60, price: 30/month }, rate_limit: 9000/s, service_time: { mean: 6..9ms, p99: 40ms }, calls: [ { parallel: [ { to: a }, { to: b }, { to: c } ], quorum: 2 } ] }
  ads: { team: front, contract: { max_in_flight: 300 }, service_time: { mean: 8ms, distribution: exponential }, slo: { success: 99% } }
  back:
    team: core
    deployment: { replicas: 3, max_in_flight: 50, price: 70/month }
    max_connections: 200
    max_streams: 4
    service_time: { percentiles: { 50%: 10ms, 90%: 30ms, 99%: 80ms } }
    calls: [ { to: db, timeout: 200ms, cancel: true } ]
  log: { service_time: { mean: 3ms, distribution: erlang, stages: 3 }, pool: { size: 30 } }
  db: { pool: { size: 90 }, managed: true, service_time: { mean: 12ms, p99: 90ms } }
  a: { service_time: { mean: 2ms, distribution: deterministic }, pool: { size: 500 }, fails: 2% }
  b: { service_time: { mean: 3ms, cv: 1.5 }, pool: { size: 400 }, fails: 2% }
  c: { service_time: { p50: 2ms, p99: 20ms }, pool: { size: 300 } }
)";

TEST(Derivations, GiveEveryNumberOfASystemThatSaysEverything) {
  const Plan plan = derived(everything, "spec.yaml");
  EXPECT_FALSE(plan.days.empty() || plan.bursts.empty() || plan.scaling.empty() ||
               plan.boundCosts.empty() || plan.budgets.empty() || plan.oversell.empty() ||
               plan.teams.empty() || plan.ranges.empty());
  expectAllHold(plan);
}

} // namespace loadline::plan
