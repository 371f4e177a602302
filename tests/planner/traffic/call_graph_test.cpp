#include "planner/traffic/call_graph.h"

#include "planner/spec/load_spec.h"
#include "planner/traffic/cycles.h"
#include "planner/traffic/entry_rates.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace loadline::traffic {

namespace {

spec::System system(const std::string &services) {
  const auto parsed = spec::parseSystem(
      "loadline: 1\nworkload: [ { to: a, rate: { baseline: 100/s, peak: 200/s } } ]\nservices:\n" +
          services,
      "spec.yaml");
  EXPECT_TRUE(parsed) << toString(parsed.error());
  return *parsed;
}

/// Arrivals per second at the baseline, in the order of the spec.
std::vector<double> arrivals(const std::string &services) {
  const spec::System parsed = system(services);
  const auto graph = CallGraph::of(parsed);
  EXPECT_TRUE(graph) << toString(graph.error());
  std::vector<double> out;
  for (const units::Rate rate : graph->arrivals(openRates(parsed, LoadPoint::baseline)))
    out.push_back(std::round(rate.count() * 1e6) / 1e6);
  return out;
}

} // namespace

TEST(Traffic, CallsMultiplyOnTheWay) {
  EXPECT_EQ(arrivals("  a: { calls: [ { to: b, per_request: 2 } ] }\n  b: { calls: [ { to: c, "
                     "per_request: 0.1 } ] }\n  c: {}\n"),
            (std::vector<double>{100, 200, 20}));
}
TEST(Traffic, CacheHitsTakeCallsAway) {
  EXPECT_EQ(arrivals("  a: { calls: [ { to: b, per_request: 2, cache_hit: 90% } ] }\n  b: {}\n"),
            (std::vector<double>{100, 20}));
}
TEST(Traffic, RetriesAddNothingAtTheMean) {
  EXPECT_EQ(arrivals("  a: { calls: [ { to: b, retries: 3 } ] }\n  b: {}\n"),
            (std::vector<double>{100, 100}));
}
TEST(Traffic, CallersOfASharedServiceAddUp) {
  EXPECT_EQ(arrivals("  a: { calls: [ { to: b }, { to: c } ] }\n  b: { calls: [ { to: d } ] }\n  "
                     "c: { calls: [ { to: d } ] }\n  d: {}\n"),
            (std::vector<double>{100, 100, 100, 200}));
}
TEST(Traffic, ACircleThatDiesOutIsAGeometricSum) {
  // a -> b -> a with one half: 1 + 1/2 + 1/4 + … = 2 visits
  EXPECT_EQ(
      arrivals("  a: { calls: [ { to: b } ] }\n  b: { calls: [ { to: a, per_request: 0.5 } ] }\n"),
      (std::vector<double>{200, 200}));
}
TEST(Traffic, ThePeakIsTakenWhereItIsAskedFor) {
  EXPECT_EQ(openRates(system("  a: {}\n"), LoadPoint::peak).front(), units::Rate(200));
}
TEST(Traffic, ACircleThatFeedsItselfIsNamedWithItsAmplification) {
  const auto graph = CallGraph::of(system("  a: { calls: [ { to: b, per_request: 3 } ] }\n  b: { "
                                          "calls: [ { to: a, per_request: 0.5 } ] }\n"));
  ASSERT_FALSE(graph);
  EXPECT_EQ(
      toString(graph.error()),
      "spec.yaml:4:23: error: the calls a -> b -> a never end: each round makes 1.5 times as many "
      "calls as the one before "
      "(lower 'per_request' or raise 'cache_hit' on it until a round makes less than one call)\n");
}
TEST(Traffic, ACircleOfExactlyOneNeverEnds) {
  EXPECT_FALSE(CallGraph::of(system("  a: { calls: [ { to: b, per_request: 4 } ] }\n  b: { calls: "
                                    "[ { to: a, per_request: 0.25 } ] }\n")));
}
TEST(Traffic, ACircleThatACacheCutsIsNone) {
  EXPECT_EQ(
      arrivals("  a: { calls: [ { to: b, cache_hit: 100% } ] }\n  b: { calls: [ { to: a } ] }\n"),
      (std::vector<double>{100, 0}));
}

TEST(Traffic, OfOneCircleFeedsTheNext) { // b = 100 / (1 − 1/2); c = b + d, d = c / 2
  EXPECT_EQ(arrivals("  a: { calls: [ { to: b } ] }\n"
                     "  b: { calls: [ { to: b, per_request: 0.5 }, { to: c } ] }\n"
                     "  c: { calls: [ { to: d, per_request: 0.5 } ] }\n"
                     "  d: { calls: [ { to: c } ] }\n"),
            (std::vector<double>{100, 200, 400, 200}));
}

TEST(Components, CalleesComeBeforeCallers) {
  const auto found = components(system("  a: { calls: [ { to: b } ] }\n  b: { calls: [ { to: c } ] "
                                       "}\n  c: { calls: [ { to: b, per_request: 0.5 } ] }\n"));
  EXPECT_EQ(found.members, (std::vector<spec::ServiceIndex>{1, 2, 0}));
  EXPECT_EQ(found.ends, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(found.isCircle, (std::vector<bool>{true, false}));
}
TEST(Components, OneThatCallsItselfIsACircle) {
  EXPECT_TRUE(components(system("  a: { calls: [ { to: a, per_request: 0.5 } ] }\n")).isCircle[0]);
}

TEST(Traffic, AThousandServicesTakeMilliseconds) {
  std::string services;
  for (int i = 0; i < 1000; ++i) {
    services += fmt::format("  {}: {{ calls: [", i == 0 ? "a" : fmt::format("s{}", i));
    for (int k = 1; k <= 5 && i + k * 7 < 1000; ++k)
      services += fmt::format("{} {{ to: s{}, per_request: 0.5 }}", k == 1 ? "" : ",", i + k * 7);
    services += " ] }\n";
  }
  const spec::System large = system(services);
  const auto start = std::chrono::steady_clock::now();
  const auto graph = CallGraph::of(large);
  ASSERT_TRUE(graph);
  EXPECT_GT(graph->arrivals(openRates(large, LoadPoint::peak))[994], units::Rate(0));
  EXPECT_LT(std::chrono::steady_clock::now() - start,
            std::chrono::seconds(1)); // generous: debug, sanitizers, busy machines
}

} // namespace loadline::traffic
