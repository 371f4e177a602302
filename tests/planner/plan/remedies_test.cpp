#include "tests/planner/plan/planned.h"

#include "planner/plan/make_plan.h"
#include "planner/plan/plan_text.h"
#include "planner/rules/policy.h"
#include "planner/spec/load_spec.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <random>

// Each remedy by itself ends what it is a remedy for: the number is put into the system, which is
// planned again.

namespace loadline::plan {

namespace {

constexpr double full = 1 + 1e-9;

Plan plannedWith(const spec::System &system) {
  static const policy::Policy policy = policy::loadPolicy(sourceRoot() / "rules").value();
  return makePlan(system, policy, LoadPoint::peak, Detail::figures).value();
}

spec::System systemOf(const std::string &text) {
  auto system = spec::parseSystem(text, "spec.yaml");
  EXPECT_TRUE(system) << text;
  return *system;
}

spec::Service &serviceOf(spec::System &system, const std::string &name) {
  return *std::find_if(system.services.begin(), system.services.end(),
                       [&](const spec::Service &each) { return each.name() == name; });
}

/// Makes `bound` what the service admits, whatever it says elsewhere.
void admit(spec::Service &service, Concurrency bound) {
  service.terms.contract.cap.maxInFlight = {bound, {}};
  service.terms.deployment.maxInFlight.reset();
  service.terms.poolSize.reset();
}

/// The bounds of these services in proportion, so that together they are no more than `sum`.
void scale(spec::System &system, const std::vector<std::string> &names, const Plan &plan,
           Concurrency sum) {
  Concurrency all(0);
  for (const std::string &name : names)
    all += *plan.find(name)->maxInFlight.declared;
  for (const std::string &name : names) {
    const double bound = plan.find(name)->maxInFlight.declared->count() * (sum / all);
    ASSERT_GE(std::floor(bound * full), 1) << name;
    admit(serviceOf(system, name), Concurrency(std::floor(bound * full)));
  }
}

void keepConnections(spec::System &system, const EdgePlan &edge, double count) {
  for (spec::Step &step : serviceOf(system, edge.from).steps)
    for (spec::Call &call : step.calls)
      if (system.services[call.to].name() == edge.to)
        call.terms.connections->value = count;
}

double over(const Plan &plan, const EdgePlan &edge) {
  return edgeOf(plan, edge.from, edge.to).oversubscription->count();
}

/// How far all edges are over when each of their remedies is applied.
void expectEdgesEnd(const std::string &text) {
  const spec::System system = systemOf(text);
  const Plan plan = plannedWith(system);
  for (const EdgePlan &edge : plan.edges) {
    if (edge.from == "workload" || edge.from == edge.to)
      continue;
    EXPECT_EQ(edge.remedies.has_value(),
              edge.oversubscription && edge.oversubscription->count() > full);
    if (!edge.remedies)
      continue;
    const auto with = [&](const std::function<void(spec::System &)> &change) {
      spec::System changed = system;
      change(changed);
      return over(plannedWith(changed), edge);
    };
    if (const auto &less = edge.remedies->admitLess) {
      EXPECT_LE(with([&](auto &now) { admit(serviceOf(now, edge.from), *less); }), full) << text;
    }
    if (const auto &more = edge.remedies->addCapacity) {
      EXPECT_LE(with([&](auto &now) { admit(serviceOf(now, edge.to), *more); }), full) << text;
    }
    if (const auto &fewer = edge.remedies->fewerConnections) {
      EXPECT_LE(with([&](auto &now) { keepConnections(now, edge, *fewer); }), full) << text;
    }
    if (const auto &less = edge.remedies->fanOutLess) {
      EXPECT_LE(*less * plan.find(edge.from)->maxInFlight.declared->count(),
                edge.admittedInFlight->count() * full);
    }
  }
}

std::vector<std::string> callersOf(const Plan &plan, const std::string &to) {
  std::vector<std::string> names;
  for (const EdgePlan &edge : plan.edges)
    if (edge.to == to && edge.from != "workload" && !edge.isAsynchronous)
      names.push_back(edge.from);
  return names;
}

void expectServicesEnd(const std::string &text) {
  const spec::System system = systemOf(text);
  const Plan plan = plannedWith(system);
  for (const ServicePlan &service : plan.services) {
    if (!service.remedies)
      continue;
    if (const auto &less = service.remedies->admitLess) {
      spec::System changed = system;
      scale(changed, callersOf(plan, service.name), plan, *less);
      EXPECT_LE(plannedWith(changed).find(service.name)->oversubscription->count(), full) << text;
    }
    if (const auto &more = service.remedies->addCapacity) {
      spec::System changed = system;
      admit(serviceOf(changed, service.name), *more);
      EXPECT_LE(plannedWith(changed).find(service.name)->oversubscription->count(), full) << text;
    }
  }
}

/// Of a system with one entry.
void expectTiersEnd(const std::string &text, const std::string &entry) {
  const spec::System system = systemOf(text);
  const Plan plan = plannedWith(system);
  for (std::size_t t = 0; t < plan.tiers.size(); ++t) {
    const auto &remedies = plan.tiers[t].remedies;
    if (!remedies || !remedies->admitLess)
      continue;
    spec::System changed = system;
    admit(serviceOf(changed, entry), *remedies->admitLess);
    EXPECT_LE(plannedWith(changed).tiers[t].oversubscription->count(), full) << t << "\n" << text;
  }
}

/// A layered system with connections, calls that nobody waits for, groups and hedges.
std::string generated(unsigned seed) {
  std::mt19937 random(seed);
  const auto upTo = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most)) + 1;
  };
  const int services = 3 + upTo(6);
  std::string text = "loadline: 1\nworkload: [ { to: s0, rate: 100/s } ]\nservices:\n";
  for (int i = 0; i < services; ++i) {
    text += fmt::format("  s{}:\n    service_time: {{ mean: {}ms }}\n    deployment: {{ replicas: "
                        "{}, max_in_flight: {} }}\n    calls: [",
                        i, upTo(40), upTo(9), upTo(60));
    for (int call = upTo(3); call > 0 && i + 1 < services; --call) {
      const int to = i + upTo(services - i - 1);
      const int kind = upTo(6);
      text += kind == 1   ? fmt::format(" {{ to: s{}, connections: {} }},", to, upTo(30))
              : kind == 2 ? fmt::format(" {{ to: s{}, async: true, connections: {}, streams: 2 }},",
                                        to, upTo(9))
              : kind == 3
                  ? fmt::format(" {{ parallel: [ {{ to: s{}, per_request: {} }} ] }},", to, upTo(6))
                  : fmt::format(" {{ to: s{}, cache_hit: 25% }},", to);
    }
    text += " ]\n";
  }
  return text;
}

class EveryRemedy : public testing::TestWithParam<unsigned> {};

} // namespace

TEST_P(EveryRemedy, OfAnEdgeEndsIt) {
  expectEdgesEnd(generated(GetParam()));
}
TEST_P(EveryRemedy, OfAllCallersEndsIt) {
  expectServicesEnd(generated(GetParam()));
}
TEST_P(EveryRemedy, OfATierEndsIt) {
  expectTiersEnd(generated(GetParam()), "s0");
}
INSTANTIATE_TEST_SUITE_P(Seeds, EveryRemedy, testing::Range(1u, 41u));

TEST(Remedies, OfConnectionsAreABoundBelowThemOrFewer) { // 4 replicas × 10 against 20
  const Plan plan =
      plannedServices("  a: { deployment: { replicas: 4, max_in_flight: 100 }, calls: [ "
                      "{ to: b, connections: 10 } ] }\n  b: { pool: { size: 20 } }\n");
  const Remedies &remedies = *edgeOf(plan, "a", "b").remedies;
  EXPECT_EQ(remedies.admitLess, Concurrency(20));
  EXPECT_EQ(remedies.addCapacity, Concurrency(40));
  EXPECT_EQ(remedies.fewerConnections, 5); // × 4
}
TEST(Remedies,
     OfCallsThatNobodyWaitsForAreNoBound) { // 10 replicas × 4 against 8: one each is too many
  const Plan plan =
      plannedServices("  a: { deployment: { replicas: 10, max_in_flight: 25 }, calls: [ { to: b, "
                      "async: true, connections: 4 } ] }\n  b: { pool: { size: 8 } }\n");
  const Remedies &remedies = *edgeOf(plan, "a", "b").remedies;
  EXPECT_FALSE(remedies.admitLess);
  EXPECT_FALSE(remedies.fewerConnections);
  EXPECT_EQ(remedies.addCapacity, Concurrency(40));
}
TEST(Remedies, OfATierLeaveWhatTheEntryDoesNotSet) { // (368 − 40 by connections) / 4 calls at once
  const Plan plan = plannedServices(
      "  a: { pool: { size: 250 }, calls: [ { to: b }, { parallel: [ { to: c, per_request: 2 }, { "
      "to: d } ] }, { to: e, async: true, connections: 40 } ] }\n"
      "  b: { pool: { size: 100 } }\n  c: { pool: { size: 200 } }\n  d: { pool: { size: 60 } }\n"
      "  e: { pool: { size: 8 } }\n");
  EXPECT_EQ(plan.tiers.at(1).remedies->admitLess, Concurrency(82));
}
TEST(Remedies, OfAChainAreThoseOfItsLastCaller) { // 64 against 40, though no more than 60 get there
  const Plan plan = plannedServices(
      "  a: { pool: { size: 60 }, calls: [ { to: m } ] }\n"
      "  m: { pool: { size: 64 }, calls: [ { to: b } ] }\n  b: { pool: { size: 40 } }\n");
  EXPECT_EQ(plan.find("b")->remedies->admitLess, Concurrency(40));
  EXPECT_EQ(plan.find("b")->remedies->addCapacity, Concurrency(64));
}

TEST(Remedies, OfOneCallerStandInItsRowAlone) {
  const auto rowsOf = [](const std::string &steps) {
    return toText(plannedServices("  a: { pool: { size: 60 }, calls: [ " + steps +
                                  " ] }\n  m: { pool: { size: 64 }, calls: [ { to: b } ] }\n"
                                  "  b: { pool: { size: 40 } }\n"));
  };
  EXPECT_EQ(rowsOf("{ to: m }").find("all callers -> b"), std::string::npos);
  EXPECT_NE(rowsOf("{ to: m }").find("m -> b"), std::string::npos);
  EXPECT_NE(rowsOf("{ to: m }, { to: b }").find("all callers -> b"), std::string::npos);
}
TEST(Remedies, OfATierThatOthersRunAddNoCapacity) {
  const auto tierOf = [](const std::string &managed) {
    return plannedServices("  a: { pool: { size: 60 }, calls: [ { to: b } ] }\n"
                           "  b: { " +
                           managed + "pool: { size: 40 } }\n")
        .tiers.at(1);
  };
  EXPECT_FALSE(tierOf("managed: true, ").remedies->addCapacity);
  EXPECT_EQ(tierOf("").remedies->addCapacity, Concurrency(60));
}

} // namespace loadline::plan
