#include "tests/planner/plan/planned.h"

#include "planner/plan/plan_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <random>

// What must hold for every spec, on generated ones. The seeds are fixed, so a failure comes back.

namespace loadline::plan {

namespace {

/// Two ways to write the same quantities.
enum class Units { small, large };

/// A random layered system; one seed gives one system, whatever the rate and the units.
std::string generated(unsigned seed, double rate, Units units = Units::small) {
  std::mt19937 random(seed);
  const auto upTo = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most)) + 1;
  };
  const bool isSmall = units == Units::small;
  const auto time = [&](int ms) {
    return isSmall ? fmt::format("{}us", ms * 1000) : fmt::format("{}ms", ms);
  };
  const int services = 3 + upTo(12);
  std::string text =
      fmt::format("loadline: 1\nworkload: [ {{ to: s0, rate: {}/s }} ]\nservices:\n", rate);
  for (int i = 0; i < services; ++i) {
    const int mean = upTo(50);
    text += fmt::format("  s{}:\n    service_time: {{ mean: {}, p99: {} }}\n", i, time(mean),
                        time(mean * (1 + upTo(10))));
    text +=
        fmt::format("    deployment: {{ replicas: {}, max_in_flight: {}, cpu: {} }}\n    calls: [",
                    upTo(9), upTo(200), isSmall ? "2000m" : "2");
    for (int call = upTo(3); call > 0 && i + 1 < services; --call)
      text += fmt::format(" {{ to: s{}, per_request: {}, cache_hit: {} }},",
                          i + upTo(services - i - 1), upTo(3), isSmall ? "25%" : "0.25");
    text += " ]\n";
    if (i + 2 < services && upTo(2) == 1)
      text.insert(text.size() - 2,
                  fmt::format("{{ parallel: [ {{ to: s{}, timeout: {}, retries: 1 }}, {{ to: s{}, "
                              "optional: true }} ] }} ",
                              i + 1, time(500), i + 2));
  }
  return text;
}

/// The JSON of a plan without what points into the text of its spec.
std::string withoutPlaces(Plan plan) {
  plan.system.derivations.clear();
  plan.findings.clear();
  for (ServicePlan &service : plan.services) {
    service.derivations.clear();
    service.at = service.maxInFlight.declaredAt = service.contractRateAt = {};
  }
  for (EdgePlan &edge : plan.edges) {
    edge.at = {};
    edge.derivations.clear();
  }
  for (TierPlan &tier : plan.tiers)
    tier.derivations.clear();
  return toJsonText(plan);
}

/// A random system whose services call each other in every way, its times in ms or in s and its
/// rates per s or per min: the same quantities, of which some differ in the last bit when read.
std::string composed(unsigned seed, Units units) {
  std::mt19937 random(seed);
  const auto upTo = [&](unsigned most) { return random() % most + 1; };
  const auto isNow = [&](unsigned inTen) { return random() % 10 < inTen; };
  const auto time = [&](unsigned hundredths) { // of a ms
    return units == Units::small
               ? fmt::format("{}.{:02}ms", hundredths / 100, hundredths % 100)
               : fmt::format("{}.{:05}s", hundredths / 100000, hundredths % 100000);
  };
  const auto rate = [&](unsigned each) {
    return units == Units::small ? fmt::format("{}/s", each) : fmt::format("{}/min", each * 60);
  };
  const auto call = [&](unsigned to) {
    std::string text = fmt::format("{{ to: s{}, per_request: {}", to, isNow(4) ? "2.3" : "1");
    if (isNow(3))
      text += fmt::format(", cache_hit: {}%", upTo(90));
    if (isNow(4))
      text += fmt::format(", timeout: {}, retries: {{ max: 2, backoff: {}, budget: 10% }}",
                          time(5000 + upTo(30000)), time(1000));
    if (isNow(4))
      text += fmt::format(", hedge: {}", time(500 + upTo(4000)));
    return text + " }, ";
  };
  constexpr unsigned services = 5;
  std::string text =
      fmt::format("loadline: 1\nworkload: [ {{ to: s0, rate: {} }} ]\nservices:\n", rate(upTo(90)));
  for (unsigned i = 0; i < services; ++i) {
    const unsigned mean = 100 + upTo(3000);
    text += fmt::format("  s{}: {{ pool: {{ size: {} }}, contract: {{ max_rate: {} }}, "
                        "service_time: {{ mean: {}, p99: {} }}, fails: 1%, calls: [ ",
                        i, upTo(80), rate(upTo(900)), time(mean), time(mean * (2 + upTo(5))));
    for (unsigned step = upTo(3); step > 0 && i + 1 < services; --step) {
      const bool isGroup = isNow(5);
      text += isGroup ? "{ parallel: [ " : "";
      for (unsigned calls = isGroup ? 1 + upTo(3) : 1; calls > 0; --calls)
        text += call(i + upTo(services - i - 1));
      text += isGroup ? "] }, " : "";
    }
    text += "] }\n";
  }
  return text;
}

/// Where two plans differ by more than rounding, as "name: one, other". In what is left of a time
/// that is cut, the last bits of its moments are some orders of magnitude larger.
std::vector<std::string> differences(const Plan &one, const Plan &other) {
  const auto figures = [](const Plan &plan) {
    return nlohmann::json::parse(withoutPlaces(plan)).flatten();
  };
  const auto isNear = [](double x, double y) {
    return std::abs(x - y) <= 1e-6 * std::max(std::abs(x), std::abs(y));
  };
  const nlohmann::json a = figures(one), b = figures(other);
  std::vector<std::string> out;
  for (const auto &[name, value] : a.items()) {
    const nlohmann::json &same = b.value(name, nlohmann::json());
    const bool areNumbers = value.is_number() && same.is_number();
    if (areNumbers ? !isNear(value.get<double>(), same.get<double>()) : value != same)
      out.push_back(fmt::format("{}: {}, {}", name, value.dump(), same.dump()));
  }
  return out;
}

/// The same system with its services in another order.
std::string shuffled(const std::string &text, unsigned seed) {
  const std::size_t from = text.find("  s0:\n");
  std::vector<std::string> blocks;
  for (std::size_t at = from; at != std::string::npos;) {
    const std::size_t next = text.find("\n  s", at);
    blocks.push_back(text.substr(at, next == std::string::npos ? next : next + 1 - at));
    at = next == std::string::npos ? next : next + 1;
  }
  std::mt19937 random(seed);
  std::string out = text.substr(0, from);
  for (; !blocks.empty();) {
    const std::size_t chosen = random() % blocks.size();
    out += blocks[chosen];
    blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(chosen));
  }
  return out;
}

class EverySpec : public testing::TestWithParam<unsigned> {};

} // namespace

TEST_P(EverySpec, InFlightIsRateTimesResidence) {
  for (const ServicePlan &service : planned(generated(GetParam(), 100)).services)
    EXPECT_DOUBLE_EQ(service.inFlightMean->count(),
                     service.arrivalRate->count() * service.residenceTime.mean->count());
}

TEST_P(EverySpec, MoreLoadNeverNeedsFewerReplicas) {
  const Plan less = planned(generated(GetParam(), 100));
  const Plan more = planned(generated(GetParam(), 137));
  for (const ServicePlan &service : less.services)
    EXPECT_LE(service.replicasNeeded, more.find(service.name)->replicasNeeded) << service.name;
}

TEST_P(EverySpec, UnitsDoNotChangeTheResult) {
  EXPECT_EQ(withoutPlaces(planned(generated(GetParam(), 100, Units::small))),
            withoutPlaces(planned(generated(GetParam(), 100, Units::large))));
}

TEST_P(EverySpec, UnitsThatMoveTheLastBitsDoNotChangeTheResult) {
  for (const unsigned seed : {GetParam(), GetParam() + 100, GetParam() + 200})
    EXPECT_EQ(
        differences(planned(composed(seed, Units::small)), planned(composed(seed, Units::large))),
        std::vector<std::string>{})
        << seed;
}

TEST_P(EverySpec, AtItsMaximumTheBottleneckIsFullAndBelowItNoneIs) {
  const double most = planned(generated(GetParam(), 1)).system.maxRate->count();
  const Plan full = planned(generated(GetParam(), most));
  EXPECT_EQ(full.find(full.system.bottleneck)->verdict, Verdict::overCapacity);
  for (const ServicePlan &service : planned(generated(GetParam(), most * 0.999)).services)
    EXPECT_NE(service.verdict, Verdict::overCapacity) << service.name;
}

TEST_P(EverySpec, WhatArrivesComesOverTheEdges) {
  const Plan plan = planned(generated(GetParam(), 100));
  for (const ServicePlan &service : plan.services) {
    double arriving = 0;
    for (const EdgePlan &edge : plan.edges)
      arriving += edge.to == service.name ? edge.rate->count() : 0.0;
    EXPECT_NEAR(arriving, service.arrivalRate->count(), 1e-9 * arriving) << service.name;
  }
}

TEST_P(EverySpec, RaisingABoundNeverRaisesWhatItsCallersOversubscribe) {
  const std::string text = generated(GetParam(), 100), key = "max_in_flight: ";
  const Plan before = planned(text);
  int service = 0;
  for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
    std::string raised = text;
    raised.insert(at + key.size(), "9");
    const Plan after = planned(raised);
    const std::string callee = fmt::format("s{}", service++);
    for (std::size_t e = 0; e < before.edges.size(); ++e)
      if (before.edges[e].to == callee) {
        EXPECT_LE(after.edges[e].oversubscription, before.edges[e].oversubscription) << callee;
      }
  }
}

TEST_P(EverySpec, MoreHeadroomNeverLowersARecommendation) {
  const std::string text = generated(GetParam(), 100);
  const Plan little = planned(text + "policy: { utilization: 90% }\n");
  const Plan much = planned(text + "policy: { utilization: 50% }\n");
  for (const ServicePlan &service : little.services) {
    const ServicePlan &other = *much.find(service.name);
    EXPECT_LE(service.maxInFlight.recommended, other.maxInFlight.recommended) << service.name;
    EXPECT_LE(service.replicasNeeded, other.replicasNeeded) << service.name;
    EXPECT_EQ(service.replicas.bare, other.replicas.bare) << service.name;
  }
}

TEST_P(EverySpec, TheOrderOfItsServicesChangesNothing) {
  const std::string text = generated(GetParam(), 100);
  const Plan plan = planned(text), other = planned(shuffled(text, GetParam()));
  for (const ServicePlan &service : plan.services) {
    const ServicePlan &same = *other.find(service.name);
    EXPECT_NEAR(service.arrivalRate->count(), same.arrivalRate->count(),
                1e-9 * service.arrivalRate->count());
    EXPECT_NEAR(service.residenceTime.p99->count(), same.residenceTime.p99->count(),
                1e-9 * service.residenceTime.p99->count());
    EXPECT_EQ(service.verdict, same.verdict);
    EXPECT_EQ(service.tier, same.tier);
    EXPECT_EQ(service.replicasNeeded, same.replicasNeeded);
    EXPECT_EQ(service.binding, same.binding);
  }
  for (const EdgePlan &edge : plan.edges)
    EXPECT_EQ(edge.oversubscription, edgeOf(other, edge.from, edge.to).oversubscription);
  EXPECT_EQ(plan.findings.size(), other.findings.size());
}

TEST_P(EverySpec, ReplicasAreOrderedAsTheirNamesSay) {
  for (const ServicePlan &service : planned(generated(GetParam(), 100)).services) {
    EXPECT_LE(service.replicas.bare, service.replicasNeeded) << service.name;
    EXPECT_LT(service.replicasNeeded, service.replicas.withSpare) << service.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, EverySpec, testing::Range(1u, 26u));

} // namespace loadline::plan
