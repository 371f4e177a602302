#include "planner/diagram/dot.h"

#include "tests/planner/diagram/example_plans.h"

#include <gtest/gtest.h>

namespace loadline::diagram {
namespace {

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

TEST(Dot, NodesAreNumberedAndNamesAreLabels) {
  const std::string dot = toDot(hub(1));
  EXPECT_TRUE(contains(dot, "digraph \"hub\" {"));
  EXPECT_TRUE(
      contains(dot, "n0 [shape=box, style=rounded, label=\"hub\\n30 / 100 in flight, 30%\"];"));
  EXPECT_TRUE(contains(dot, "n0 -> n1 [label=\"100/s\"];"));
}

TEST(Dot, OversubscribedCallsAreDoubled) {
  EXPECT_TRUE(contains(toDot(sixServices()),
                       "n0 -> n1 [label=\"150/s\\n2.5×\", color=\"#D55E00:#D55E00\"];"));
}

TEST(Dot, QuotesBackslashesAndEntitiesInNamesAreEscaped) {
  plan::Plan plan = hub(0);
  plan.services[0].name = "a\"b\\N&lt;\n";
  EXPECT_TRUE(contains(toDot(plan), "label=\"a\\\"b\\\\N&amp;lt; \\n30"));
}

TEST(Dot, OptionalCallsAreDashed) {
  EXPECT_TRUE(contains(toDot(sixServices()), "style=dashed"));
}

TEST(Dot, TheLoadEntersFromANodeOfItsOwn) {
  EXPECT_TRUE(contains(toDot(sixServices()), "entry0 [shape=cds, label=\"workload\"];"));
}

} // namespace
} // namespace loadline::diagram
