#include "planner/diagram/around.h"
#include "planner/diagram/bound_stack.h"
#include "planner/plan/plan_file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::diagram {

namespace {

plan::Plan planOf(const std::string &services) {
  return plan::planSpecText("loadline: 1\nworkload: [ { to: a, rate: 100/s } ]\nservices:\n" +
                                services,
                            "around.yaml")
      .value()
      .plan;
}

/// a → b → c → d → e, each with its own bound; d is full.
plan::Plan chain() {
  return planOf("  a: { contract: { max_in_flight: 90 }, calls: [ { to: b } ] }\n"
                "  b: { contract: { max_in_flight: 80 }, calls: [ { to: c } ] }\n"
                "  c: { contract: { max_in_flight: 70 }, calls: [ { to: d } ] }\n"
                "  d: { contract: { max_in_flight: 2 }, service_time: { mean: 30ms }, "
                "calls: [ { to: e } ] }\n"
                "  e: { service_time: { mean: 1ms } }\n");
}

/// A gateway that calls twenty others, the last of them the most often.
plan::Plan hub() {
  std::string calls, others;
  for (int i = 1; i <= 20; ++i) {
    calls += fmt::format(" {{ to: s{}, per_request: {} }},", i, i);
    others += fmt::format("  s{}: {{ service_time: {{ mean: 1ms }} }}\n", i);
  }
  return planOf("  a: { calls: [" + calls + " ] }\n" + others);
}

std::vector<std::string> namesIn(const plan::Plan &plan) {
  std::vector<std::string> names;
  for (const plan::ServicePlan &service : plan.services)
    names.push_back(service.name);
  return names;
}

} // namespace

TEST(Around, HoldsTheCallersTheCalleesAndWhatTheseCall) {
  EXPECT_EQ(namesIn(around(chain(), "b", 10)), (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_EQ(namesIn(around(chain(), "e", 10)), (std::vector<std::string>{"d", "e"}));
}

TEST(Around, KeepsTheEntryOnlyWhereItLeadsIntoThePart) {
  EXPECT_EQ(around(chain(), "b", 10).edges.front().from, "workload");
  EXPECT_EQ(around(chain(), "e", 10).edges.size(), 1u); // d → e; c → d is no entry
}

TEST(Around, TakesTheBusiestCallsFirstAndNoMoreThanItMay) {
  const plan::Plan part = around(hub(), "a", 4);
  EXPECT_EQ(part.services.size(), 4u);
  for (const char *name : {"a", "s18", "s19", "s20"})
    EXPECT_NE(part.find(name), nullptr) << name;
}

TEST(Around, KeepsFiguresAndTheNumbersOfTiers) {
  const plan::Plan whole = chain(), part = around(whole, "e", 10);
  EXPECT_EQ(part.find("e")->arrivalRate, whole.find("e")->arrivalRate);
  EXPECT_EQ(part.tiers.size(), whole.tiers.size());
  EXPECT_EQ(part.tiers[3].members, (std::vector<std::string>{"d"}));
  EXPECT_TRUE(part.tiers[0].members.empty());
  EXPECT_EQ(part.system.maxRate, whole.system.maxRate);
}

TEST(Around, OfNobodyIsTheWhole) {
  EXPECT_EQ(around(chain(), "nobody", 3).services.size(), 5u);
}

TEST(Around, ItsPictureHasNoOtherServices) {
  const DisplayList list = boundStack(around(chain(), "e", 10));
  EXPECT_EQ(std::count_if(list.groups.begin(), list.groups.end(),
                          [](const Group &g) { return g.target.kind == Target::Kind::service; }),
            2);
}

TEST(WorstOf, IsWhatIsOverItsCapacity) {
  EXPECT_EQ(worstOf(chain()), "d");
  EXPECT_EQ(worstOf({}), "");
}

} // namespace loadline::diagram
