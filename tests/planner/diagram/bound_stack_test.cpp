#include "planner/diagram/bound_stack.h"

#include "tests/planner/diagram/example_plans.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace loadline::diagram {
namespace {

struct Placed {
  std::string text;
  Box box;
};

std::vector<Placed> textsOf(const DisplayList &list) {
  std::vector<Placed> out;
  for (const Group &group : list.groups)
    for (const Item &item : group.items)
      if (const Text *text = std::get_if<Text>(&item))
        out.push_back({text->text, boundsOf(item)});
  return out;
}

/// "a over b" for each two texts that overlap.
std::vector<std::string> overlappingTexts(const DisplayList &list) {
  std::vector<Placed> texts = textsOf(list);
  std::sort(texts.begin(), texts.end(),
            [](const Placed &a, const Placed &b) { return a.box.y < b.box.y; });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t k = i + 1; k < texts.size() && texts[k].box.y < texts[i].box.bottom(); ++k)
      if (texts[i].box.overlaps(texts[k].box))
        out.push_back(texts[i].text + " over " + texts[k].text);
  return out;
}

std::vector<std::string> outsideTheCanvas(const DisplayList &list) {
  const Box canvas{0, 0, list.size.width, list.size.height};
  std::vector<std::string> out;
  for (const Group &group : list.groups)
    for (const Item &item : group.items)
      if (!canvas.contains(boundsOf(item)))
        out.push_back(group.name);
  return out;
}

const Group *groupOf(const DisplayList &list, const Target &target) {
  const auto found = std::find_if(list.groups.begin(), list.groups.end(),
                                  [&](const Group &group) { return group.target == target; });
  return found == list.groups.end() ? nullptr : &*found;
}

const Group &serviceGroup(const DisplayList &list, const std::string &name) {
  const Group *group = groupOf(list, {Target::Kind::service, name, -1});
  EXPECT_NE(group, nullptr) << name;
  return *group;
}

const Group &edgeGroup(const DisplayList &list, int index) {
  const Group *group = groupOf(list, {Target::Kind::edge, "", index});
  EXPECT_NE(group, nullptr) << index;
  return *group;
}

bool says(const Group &group, const std::string &text) {
  return std::any_of(group.items.begin(), group.items.end(), [&](const Item &item) {
    const Text *written = std::get_if<Text>(&item);
    return written && written->text == text;
  });
}

/// The first shape filled with the role.
const Shape *shapeOf(const Group &group, Role role) {
  for (const Item &item : group.items)
    if (const Shape *shape = std::get_if<Shape>(&item); shape && shape->fill.role == role)
      return shape;
  return nullptr;
}

/// How much of the hull's height the water of a role covers.
double waterLevel(const Group &group, Role role) {
  const Box water = boundsOf(std::get<Path>(shapeOf(group, role)->outline));
  const Box hull = boundsOf(std::get<Path>(shapeOf(group, Role::hull)->outline));
  EXPECT_DOUBLE_EQ(water.bottom(), hull.bottom());
  return water.height / hull.height;
}

int linesOf(const Group &group, Role role) {
  return static_cast<int>(
      std::count_if(group.items.begin(), group.items.end(), [&](const Item &item) {
        const Shape *shape = std::get_if<Shape>(&item);
        return shape && shape->stroke.role == role && std::holds_alternative<Path>(shape->outline);
      }));
}

/// A knot of everything that is hard to draw.
plan::Plan knot() {
  plan::Plan plan;
  plan.system.name = "knot";
  for (const auto &[name, tier] : {std::pair("a", 0), std::pair("b", 1), std::pair("c", 1),
                                   std::pair("d", 2), std::pair("e", 3), std::pair("alone", -1)})
    plan.services.push_back(service(name, tier, 50));
  for (const auto &[from, to] :
       {std::pair("workload", "a"), std::pair("a", "b"), std::pair("a", "c"), std::pair("b", "c"),
        std::pair("c", "b"), std::pair("d", "d"), std::pair("a", "e"), std::pair("e", "a"),
        std::pair("b", "d"), std::pair("c", "d"), std::pair("d", "e")}) {
    plan.edges.push_back(call(from, to));
    plan.edges.back().oversubscription = plan::Ratio(12.5);
  }
  return plan;
}

TEST(BoundStack, OfNoServicesSaysSo) {
  const DisplayList list = boundStack({});
  EXPECT_EQ(list.description, "no services");
  EXPECT_TRUE(outsideTheCanvas(list).empty());
}

TEST(BoundStack, NoTwoTextsOverlap) {
  EXPECT_EQ(overlappingTexts(boundStack(sixServices())), std::vector<std::string>{});
  EXPECT_EQ(overlappingTexts(boundStack(knot())), std::vector<std::string>{});
  EXPECT_EQ(overlappingTexts(boundStack(hub(40))), std::vector<std::string>{});
}

TEST(BoundStack, NoTwoTextsOverlapWhateverStandsOnTheEdges) {
  for (const EdgeLabel label : {EdgeLabel::inFlight, EdgeLabel::oversubscription, EdgeLabel::p99}) {
    EXPECT_EQ(overlappingTexts(boundStack(sixServices(), {.edgeLabel = label})),
              std::vector<std::string>{});
    EXPECT_EQ(overlappingTexts(boundStack(knot(), {.edgeLabel = label})),
              std::vector<std::string>{});
  }
}

TEST(BoundStack, EverythingLiesOnTheCanvas) {
  EXPECT_EQ(outsideTheCanvas(boundStack(sixServices())), std::vector<std::string>{});
  EXPECT_EQ(outsideTheCanvas(boundStack(knot())), std::vector<std::string>{});
  EXPECT_EQ(
      outsideTheCanvas(boundStack(sixServices(), {.codeFindings = {{"catalog", {99'999, {}}}}})),
      std::vector<std::string>{});
}

TEST(BoundStack, NoTextIsSmallerThanElevenPixels) {
  for (const Group &group : boundStack(sixServices()).groups)
    for (const Item &item : group.items) {
      const Text *text = std::get_if<Text>(&item);
      EXPECT_TRUE(!text || text->size >= 11) << text->text;
    }
}

TEST(BoundStack, AThousandServicesDoNotOverlap) {
  EXPECT_EQ(overlappingTexts(boundStack(hub(1000))), std::vector<std::string>{});
}

TEST(BoundStack, TheWaterStandsAtTheUtilization) {
  const DisplayList list = boundStack(sixServices());
  EXPECT_NEAR(waterLevel(serviceGroup(list, "edge"), Role::waterBelow), 0.18, 1e-9);  // 90 of 500
  EXPECT_NEAR(waterLevel(serviceGroup(list, "auth"), Role::waterBelow), 0.075, 1e-9); // 7.5 of 100
  EXPECT_NEAR(waterLevel(serviceGroup(list, "recommendations"), Role::waterAbove), 0.75,
              1e-9);                                                              // 75 of 100
  EXPECT_NEAR(waterLevel(serviceGroup(list, "model"), Role::waterOver), 1, 1e-9); // 66 of 60
}

TEST(BoundStack, FiguresStandUnderTheGauge) {
  const DisplayList list = boundStack(sixServices());
  EXPECT_TRUE(says(serviceGroup(list, "gateway"), "75 / 200"));
  EXPECT_TRUE(says(serviceGroup(list, "gateway"), "bound by max in-flight"));
  EXPECT_TRUE(says(serviceGroup(list, "gateway"), "37.5%"));
}

TEST(BoundStack, OverCapacityIsSaidInWords) {
  const DisplayList list = boundStack(sixServices());
  EXPECT_TRUE(says(serviceGroup(list, "model"), "OVER CAPACITY"));
  EXPECT_TRUE(says(serviceGroup(list, "recommendations"), "ABOVE LOAD LINE"));
  EXPECT_FALSE(says(serviceGroup(list, "edge"), "ABOVE LOAD LINE"));
}

TEST(BoundStack, ProcessorsThatAreFullAlarmWhateverTheWaterLevel) {
  plan::Plan plan = sixServices();
  plan.services[0].cpuUtilization = plan::Ratio(1.2);
  plan.services[0].verdict = plan::Verdict::overCapacity;
  plan.services[0].binding = plan::Constraint::cpu;
  const DisplayList list = boundStack(plan);
  EXPECT_TRUE(says(serviceGroup(list, "edge"), "bound by CPU: 120%"));
  EXPECT_TRUE(says(serviceGroup(list, "edge"), "OVER CAPACITY"));
  EXPECT_NEAR(waterLevel(serviceGroup(list, "edge"), Role::waterOver), 0.18, 1e-9);
}

TEST(BoundStack, AContractThatIsNearlyUsedUpSaysHowMuchOfIt) {
  plan::Plan plan = sixServices();
  plan::ServicePlan &edge = plan.services[0];
  edge.verdict = plan::Verdict::aboveLine;
  edge.binding = plan::Constraint::contract;
  edge.constraints = {{.constraint = plan::Constraint::contract, .used = plan::Ratio(0.83)},
                      {.constraint = plan::Constraint::inFlight, .used = *edge.utilization}};
  EXPECT_TRUE(says(serviceGroup(boundStack(plan), "edge"), "contract rate: 83%"));
  edge.constraints.front().used = plan::Ratio(0.5); // below the line it is no news
  EXPECT_TRUE(says(serviceGroup(boundStack(plan), "edge"), "bound by contract rate"));
}

TEST(BoundStack, UtilizationAboveTheLineShowsWithoutAVerdict) {
  plan::Plan plan = sixServices();
  plan.services[4].verdict = plan::Verdict::unknown; // 75 of 100
  EXPECT_TRUE(says(serviceGroup(boundStack(plan), "recommendations"), "ABOVE LOAD LINE"));
}

TEST(BoundStack, UnknownUtilizationIsSaid) {
  plan::Plan plan = sixServices();
  plan.services[0].utilization.reset();
  EXPECT_TRUE(says(serviceGroup(boundStack(plan), "edge"), "unknown"));
}

TEST(BoundStack, OversubscribedEdgesAreDoubledAndCarryTheRatio) {
  const DisplayList list = boundStack(sixServices());
  EXPECT_TRUE(says(edgeGroup(list, 1), "2.5×"));
  EXPECT_TRUE(says(edgeGroup(list, 3), "1.3×"));
  EXPECT_EQ(linesOf(edgeGroup(list, 1), Role::alarm), 1);
  EXPECT_EQ(linesOf(edgeGroup(list, 1), Role::canvas), 1);
}

TEST(BoundStack, AnEdgeThatIsAdmittedWholeIsOneQuietLine) {
  plan::Plan plan = sixServices();
  plan.edges[1].oversubscription = plan::Ratio(1);
  const Group group = edgeGroup(boundStack(plan), 1);
  EXPECT_EQ(linesOf(group, Role::alarm), 0);
  EXPECT_EQ(linesOf(group, Role::edge), 1);
}

TEST(BoundStack, EveryEdgeIsLabelledWithItsRate) {
  const DisplayList list = boundStack(sixServices());
  for (int i = 1; i <= 7; ++i)
    EXPECT_TRUE(says(edgeGroup(list, i), "150/s")) << i;
}

TEST(BoundStack, HedgedEdgesSayTheirExtraLoad) {
  plan::Plan plan = sixServices();
  plan.edges[1].hedgeRate = plan::Rate(6);
  const Group edge = edgeGroup(boundStack(plan), 1);
  EXPECT_TRUE(says(edge, "150/s (6/s hedges)"));
  EXPECT_NE(edge.tooltip.find("hedges among them: 6/s"), std::string::npos);
}

TEST(BoundStack, TheLabelIsWhatTheUserSwitchedTo) {
  const plan::Plan plan = sixServices();
  EXPECT_TRUE(
      says(edgeGroup(boundStack(plan, {.edgeLabel = EdgeLabel::inFlight}), 1), "500 in flight"));
  EXPECT_TRUE(
      says(edgeGroup(boundStack(plan, {.edgeLabel = EdgeLabel::oversubscription}), 3), "1.33×"));
  EXPECT_TRUE(says(edgeGroup(boundStack(plan, {.edgeLabel = EdgeLabel::p99}), 1), "p99 1.5 s"));
}

TEST(BoundStack, AnOptionalCallIsDashed) {
  const Group group = edgeGroup(boundStack(sixServices()), 4);
  EXPECT_TRUE(std::get<Shape>(group.items.front()).stroke.isDashed);
}

TEST(BoundStack, ATierSaysBothItsRatios) {
  const DisplayList list = boundStack(sixServices());
  const Group *tier = groupOf(list, {Target::Kind::tier, "", 2});
  ASSERT_NE(tier, nullptr);
  EXPECT_TRUE(says(*tier, "1500 offered / 350 admitted"));
  EXPECT_TRUE(says(*tier, "4.29× oversubscribed"));
  EXPECT_TRUE(says(*tier, "clamped on the way: 600, 1.71×"));
}

TEST(BoundStack, TheLoadEntersThroughAChevronWithItsRate) {
  const DisplayList list = boundStack(sixServices());
  const Group *entry = groupOf(list, {Target::Kind::entry, "", 0});
  ASSERT_NE(entry, nullptr);
  EXPECT_TRUE(says(*entry, "150/s"));
  EXPECT_LT(entry->bounds.right(), serviceGroup(list, "edge").bounds.x);
}

TEST(BoundStack, WhatIsOutsideHasADashedBorder) {
  plan::Plan plan = sixServices();
  plan.services[5].kind = plan::NodeKind::external;
  EXPECT_TRUE(
      std::get<Shape>(serviceGroup(boundStack(plan), "model").items.front()).stroke.isDashed);
}

TEST(BoundStack, APoolIsACylinderAndAServiceABox) {
  const DisplayList list = boundStack(sixServices());
  EXPECT_TRUE(std::holds_alternative<Path>(
      std::get<Shape>(serviceGroup(list, "orders_db").items.front()).outline));
  EXPECT_TRUE(std::holds_alternative<RoundedBox>(
      std::get<Shape>(serviceGroup(list, "model").items.front()).outline));
}

TEST(BoundStack, FindingsFromCodeAreCountedOnTheBox) {
  const DisplayList list =
      boundStack(sixServices(), {.codeFindings = {{"auth", {3, findings::Severity::error}}}});
  EXPECT_TRUE(says(serviceGroup(list, "auth"), "3 in code"));
  EXPECT_NE(shapeOf(serviceGroup(list, "auth"), Role::alarmFill), nullptr);
  EXPECT_EQ(shapeOf(serviceGroup(list, "edge"), Role::alarmFill), nullptr);
}

TEST(BoundStack, TheTrailOfAFindingIsDrawnThroughTheGraph) {
  const DisplayList list =
      boundStack(sixServices(), {.trail = {"gateway", "recommendations", "model"}});
  EXPECT_EQ(linesOf(edgeGroup(list, 4), Role::selection), 1);
  EXPECT_EQ(linesOf(edgeGroup(list, 5), Role::selection), 1);
  EXPECT_EQ(linesOf(edgeGroup(list, 2), Role::selection), 0);
}

TEST(BoundStack, AHostileNameKeepsItsPlace) {
  plan::Plan plan = sixServices();
  plan.services[1].name = std::string(10'000, 'W');
  plan.edges[1].to = plan.services[1].name;
  const DisplayList list = boundStack(plan);
  EXPECT_TRUE(overlappingTexts(list).empty());
  EXPECT_TRUE(outsideTheCanvas(list).empty());
}

TEST(BoundStack, FiguresThatAreNoNumbersDoNotBreakThePicture) {
  plan::Plan plan = sixServices();
  plan.services[0].utilization = plan::Ratio(std::numeric_limits<double>::infinity());
  plan.edges[1].oversubscription = plan::Ratio(std::numeric_limits<double>::infinity());
  plan.edges[2].rate = plan::Rate(std::numeric_limits<double>::quiet_NaN());
  const DisplayList list = boundStack(plan);
  EXPECT_TRUE(outsideTheCanvas(list).empty());
  EXPECT_TRUE(says(edgeGroup(list, 2), "unknown"));
}

TEST(BoundStack, GroupsKnowWhereTheyLie) {
  const DisplayList list = boundStack(sixServices());
  EXPECT_TRUE(serviceGroup(list, "edge").bounds.width > 190);
  EXPECT_NE(serviceGroup(list, "edge").tooltip.find("utilization: 18%"), std::string::npos);
}

} // namespace
} // namespace loadline::diagram
