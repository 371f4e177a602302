#include "planner/diagram/legend.h"

#include <gtest/gtest.h>

#include <set>

namespace loadline::diagram {

namespace {

const Group *rowOf(const DisplayList &list, const std::string &words) {
  for (const Group &group : list.groups)
    if (group.name.find(words) != std::string::npos)
      return &group;
  return nullptr;
}

std::set<Hatch> hatchesIn(const Group &group) {
  std::set<Hatch> hatches;
  for (const Item &item : group.items)
    if (const auto *shape = std::get_if<Shape>(&item); shape && shape->fill.hatch != Hatch::none)
      hatches.insert(shape->fill.hatch);
  return hatches;
}

} // namespace

TEST(Legend, ShowsTheHatchesThatTellWithoutColour) {
  const DisplayList list = legend();
  ASSERT_NE(rowOf(list, "over capacity"), nullptr);
  EXPECT_EQ(hatchesIn(*rowOf(list, "below the load line")), std::set<Hatch>{});
  EXPECT_EQ(hatchesIn(*rowOf(list, "above the load line")), std::set<Hatch>{Hatch::diagonal});
  EXPECT_EQ(hatchesIn(*rowOf(list, "over capacity")), std::set<Hatch>{Hatch::cross});
}

TEST(Legend, SaysEachMarkInWordsBesideIt) {
  for (const Group &group : legend().groups) {
    bool isSaid = false;
    for (const Item &item : group.items)
      if (const auto *text = std::get_if<Text>(&item))
        isSaid = isSaid || text->text == group.name;
    EXPECT_TRUE(isSaid) << group.name;
  }
}

TEST(Legend, StaysInsideItselfAndItsRowsApart) {
  const DisplayList list = legend();
  const Box whole{0, 0, list.size.width, list.size.height};
  for (std::size_t i = 0; i < list.groups.size(); ++i) {
    EXPECT_TRUE(whole.contains(list.groups[i].bounds)) << list.groups[i].name;
    EXPECT_TRUE(i == 0 || !list.groups[i].bounds.overlaps(list.groups[i - 1].bounds))
        << list.groups[i].name;
  }
}

} // namespace loadline::diagram
