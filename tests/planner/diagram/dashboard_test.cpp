#include "planner/diagram/dashboard.h"

#include "tests/planner/diagram/example_plans.h"

#include <gtest/gtest.h>

namespace loadline::diagram {
namespace {

const Group *groupNamed(const DisplayList &list, std::string_view begin) {
  for (const Group &group : list.groups)
    if (group.name.starts_with(begin))
      return &group;
  return nullptr;
}

std::string textsOf(const DisplayList &list) {
  std::string all;
  for (const Group &group : list.groups)
    for (const Item &item : group.items)
      if (const auto *text = std::get_if<Text>(&item))
        all += text->text + "\n";
  return all;
}

/// Of one service that has a bound of 100.
plan::Plan oneService(double inFlight) {
  plan::Plan plan;
  plan.services = {service("app", 0, inFlight)};
  plan.services[0].arrivalRate = plan::Rate(200);
  plan.tiers = {{.members = {"app"}}};
  return plan;
}

bool has(const Group &group, Role water, Hatch hatch) {
  return std::any_of(group.items.begin(), group.items.end(), [&](const Item &item) {
    const auto *shape = std::get_if<Shape>(&item);
    return shape && shape->fill.role == water && shape->fill.hatch == hatch;
  });
}

} // namespace

TEST(Dashboard, HoldsInFlightAgainstTheBoundOfThePlan) {
  EXPECT_NE(groupNamed(dashboard(oneService(42)), "app: 42 / 100"), nullptr);
}

TEST(Dashboard, ShowsByColourAndHatchWhatIsAboveTheLine) {
  const DisplayList below = dashboard(oneService(70)), above = dashboard(oneService(71)),
                    over = dashboard(oneService(101));
  EXPECT_TRUE(has(*groupNamed(below, "app: 70 / 100"), Role::waterBelow, Hatch::none));
  EXPECT_TRUE(has(*groupNamed(above, "app: 71 / 100"), Role::waterAbove, Hatch::diagonal));
  EXPECT_TRUE(has(*groupNamed(over, "app: 101 / 100"), Role::waterOver, Hatch::cross));
}

TEST(Dashboard, DrawsACellForEachReplica) {
  plan::Plan plan = oneService(42);
  plan.services[0].replicasDeclared = 5;
  plan.services[0].utilization = plan::Ratio(0.42);
  const DisplayList list = dashboard(plan);
  const Group *row = groupNamed(list, "app: 5 replicas, each 42% full");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->items.size(), 5 * 3 + 2u); // hull, water and border of each; name and figure
}

TEST(Dashboard, CountsCallsThatLeaveTogetherAndTheLargestOfThoseThatFollowEachOther) {
  plan::Plan plan = oneService(42);
  plan.edges = {call("app", "a"), call("app", "b"), call("app", "c")};
  plan.edges[0].parallelCalls = 3;
  plan.edges[0].parallelGroup = plan.edges[1].parallelGroup = 1;
  plan.edges[1].parallelCalls = 4; // 7 together
  plan.edges[2].parallelCalls = 2; // after them
  EXPECT_NE(groupNamed(dashboard(plan), "5–8 calls at once: 200/s"), nullptr);
}

TEST(Dashboard, ShowsWhatATenantUsesOfItsRate) {
  plan::Plan plan = oneService(42);
  plan.budgets = {{.service = "app", .tenant = "gold", .used = plan::Ratio(0.25)}};
  EXPECT_NE(groupNamed(dashboard(plan), "app: gold: 25%"), nullptr);
}

TEST(Dashboard, PutsAServiceAtItsRateAndItsNumberInFlight) {
  const DisplayList list = dashboard(oneService(42));
  const Group *point = groupNamed(list, "app: 42 in flight at 200/s");
  ASSERT_NE(point, nullptr);
  EXPECT_NE(point->tooltip.find("210 ms"), std::string::npos); // Little: 42 / 200 per second
  EXPECT_EQ(point->target.service, "app");
}

TEST(Dashboard, ShowsThePointsOfALoadTest) {
  const std::vector<curve::Seen> seen{
      {.points = {{.throughput = plan::Rate(100), .inFlight = plan::Concurrency(10)}}}};
  EXPECT_NE(groupNamed(dashboard(oneService(42), seen), "load test: 10 in flight at 100/s"),
            nullptr);
}

TEST(Dashboard, SaysWhatIsNotKnownInEachView) {
  const std::string texts = textsOf(dashboard(plan::Plan()));
  for (const char *words :
       {"It is not known how many are in flight.", "No service says how many replicas it has.",
        "No service says how many it admits.", "No request makes a call.",
        "Neither rates nor what is in flight are known."})
    EXPECT_NE(texts.find(words), std::string::npos) << words;
}

TEST(Dashboard, TellsHowManyRowsAreLeftOut) {
  EXPECT_NE(textsOf(dashboard(hub(100))).find("and 95 less full"), std::string::npos);
}

TEST(Dashboard, StaysInItsPictureAtEveryWidth) {
  for (const double width : {200.0, 290.0, 600.0, 1120.0, 1900.0}) {
    const DisplayList list = dashboard(sixServices(), {}, width);
    const Box whole{0, 0, list.size.width, list.size.height};
    for (const Group &group : list.groups)
      EXPECT_TRUE(whole.contains(group.bounds)) << width << " " << group.name;
  }
}

} // namespace loadline::diagram
