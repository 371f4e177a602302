#include "planner/diagram/gauge.h"

#include <gtest/gtest.h>

namespace loadline::diagram {
namespace {

constexpr Box hull{10, 100, 100, 40};

const Shape &water(const Group &group) {
  return std::get<Shape>(group.items.at(1));
}

Group gaugeAt(std::optional<plan::Ratio> utilization,
              plan::Verdict standing = plan::Verdict::fits) {
  Group group;
  drawGauge(group, hull, utilization, plan::Ratio(0.7), standing);
  return group;
}

TEST(Gauge, WaterStandsAsHighAsTheUtilization) {
  const Box half = boundsOf(hullBelow(hull, 0.5));
  EXPECT_DOUBLE_EQ(half.y, 120);
  EXPECT_DOUBLE_EQ(half.bottom(), 140);
}

TEST(Gauge, WaterInTheBilgeStandsAsHighToo) {
  const Box shallow = boundsOf(hullBelow(hull, 0.1));
  EXPECT_NEAR(shallow.y, 136, 1e-9);
  EXPECT_NEAR(shallow.bottom(), 140, 1e-9);
}

TEST(Gauge, WaterNeverLeavesTheHull) {
  EXPECT_TRUE(hull.grownBy(1e-9).contains(boundsOf(hullBelow(hull, 0.2))));
  EXPECT_TRUE(hull.grownBy(1e-9).contains(boundsOf(hullBelow(hull, 7))));
}

TEST(Gauge, ShallowWaterIsNarrowerThanTheHull) {
  EXPECT_LT(boundsOf(hullBelow(hull, 0.05)).width, 90);
  EXPECT_DOUBLE_EQ(boundsOf(hullBelow(hull, 0.6)).width, 100);
}

TEST(Gauge, BelowTheLineTheWaterIsCalm) {
  EXPECT_EQ(water(gaugeAt(plan::Ratio(0.7))).fill.role, Role::waterBelow);
  EXPECT_EQ(water(gaugeAt(plan::Ratio(0.7))).fill.hatch, Hatch::none);
}

TEST(Gauge, AboveTheLineItIsHatched) {
  EXPECT_EQ(water(gaugeAt(plan::Ratio(0.71), plan::Verdict::aboveLine)).fill.role,
            Role::waterAbove);
  EXPECT_EQ(water(gaugeAt(plan::Ratio(0.71), plan::Verdict::aboveLine)).fill.hatch,
            Hatch::diagonal);
}

TEST(Gauge, AtCapacityItIsCrossHatched) {
  EXPECT_EQ(water(gaugeAt(plan::Ratio(1), plan::Verdict::overCapacity)).fill.role, Role::waterOver);
  EXPECT_EQ(water(gaugeAt(plan::Ratio(1), plan::Verdict::overCapacity)).fill.hatch, Hatch::cross);
}

TEST(Gauge, UnknownUtilizationIsAnEmptyHullWithADashedSide) {
  const Group group = gaugeAt(std::nullopt);
  EXPECT_EQ(std::get<Shape>(group.items.at(0)).fill.role, Role::hull);
  EXPECT_TRUE(std::get<Shape>(group.items.at(1)).stroke.isDashed);
}

TEST(Gauge, TheLoadLineStandsAtTheLimit) {
  const Group group = gaugeAt(plan::Ratio(0.2));
  const auto &ring = std::get<Circle>(std::get<Shape>(group.items.at(3)).outline);
  EXPECT_DOUBLE_EQ(ring.centre.y, 140 - 0.7 * 40);
  EXPECT_DOUBLE_EQ(ring.centre.x, 60);
}

} // namespace
} // namespace loadline::diagram
