#include "planner/diagram/bound_stack.h"
#include "planner/diagram/by_team.h"
#include "planner/plan/plan_file.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::diagram {

namespace {

/// web → { cart, pay } → db; cart and pay are one team's, and pay calls cart too.
plan::Plan shop() {
  return plan::planSpecText(
             "loadline: 1\nworkload: [ { to: web, rate: 100/s } ]\nservices:\n"
             "  web: { contract: { max_in_flight: 10 }, service_time: { mean: 1ms }, calls: [ { "
             "to: "
             "cart }, { to: pay } ] }\n"
             "  cart: { team: money, contract: { max_in_flight: 10 }, service_time: { mean: 10ms "
             "}, "
             "calls: [ { to: db } ] }\n"
             "  pay: { team: money, contract: { max_in_flight: 4 }, service_time: { mean: 30ms }, "
             "calls: [ { to: cart }, { to: db } ] }\n"
             "  db: { pool: { size: 20 }, service_time: { mean: 1ms } }\n",
             "shop.yaml")
      .value()
      .plan;
}

const plan::EdgePlan *edge(const plan::Plan &plan, const char *from, const char *to) {
  const auto found = std::find_if(plan.edges.begin(), plan.edges.end(),
                                  [&](const auto &e) { return e.from == from && e.to == to; });
  return found == plan.edges.end() ? nullptr : &*found;
}

} // namespace

TEST(ByTeam, MakesOneBoxOfATeam) {
  const plan::Plan plan = byTeam(shop(), {"money"});
  EXPECT_EQ(plan.services.size(), 3u);
  ASSERT_NE(plan.find("team money"), nullptr);
  EXPECT_EQ(plan.find("cart"), nullptr);
}

TEST(ByTeam, AddsTheCallsFromOutsideAndLeavesOutThoseWithin) {
  const plan::Plan plan = byTeam(shop(), {"money"});
  EXPECT_NEAR(edge(plan, "web", "team money")->rate->count(), 200, 1e-6);
  EXPECT_NEAR(edge(plan, "team money", "db")->rate->count(), 300, 1e-6); // cart is called twice
  EXPECT_EQ(edge(plan, "team money", "team money"), nullptr);
  EXPECT_NEAR(plan.find("team money")->arrivalRate->count(), 200, 1e-6);
}

TEST(ByTeam, ShowsTheWorstOfItsMembers) {
  const plan::Plan before = shop(), after = byTeam(before, {"money"});
  EXPECT_EQ(after.find("team money")->verdict,
            std::max(before.find("pay")->verdict, before.find("cart")->verdict));
  EXPECT_EQ(*after.find("team money")->utilization,
            std::max(*before.find("pay")->utilization, *before.find("cart")->utilization));
}

TEST(ByTeam, LeavesOtherTeamsAsTheyAre) {
  EXPECT_EQ(byTeam(shop(), {"nobody"}).services.size(), 4u);
  EXPECT_EQ(teamsOf(shop()), std::vector<std::string>{"money"});
}

TEST(ByTeam, CanBeDrawn) {
  int boxes = 0;
  for (const Group &group : boundStack(byTeam(shop(), {"money"})).groups)
    boxes += group.target.kind == Target::Kind::service;
  EXPECT_EQ(boxes, 3);
}

} // namespace loadline::diagram
