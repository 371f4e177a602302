#include "planner/diagram/mermaid.h"

#include "tests/planner/diagram/example_plans.h"

#include <gtest/gtest.h>

namespace loadline::diagram {
namespace {

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

TEST(Mermaid, NodesAreNumberedAndNamesAreLabels) {
  const std::string chart = toMermaid(hub(1));
  EXPECT_TRUE(chart.starts_with("flowchart LR\n"));
  EXPECT_TRUE(contains(chart, "  n0(\"hub<br/>30 / 100 in flight, 30%\")\n"));
  EXPECT_TRUE(contains(chart, "  n0 -->|\"100/s\"| n1\n"));
}

TEST(Mermaid, PoolsAreCylindersAndTheLoadEntersFromANodeOfItsOwn) {
  plan::Plan plan = sixServices();
  plan.services[2].kind = plan::NodeKind::pool;
  const std::string chart = toMermaid(plan);
  EXPECT_TRUE(contains(chart, "  n2[(\"" + plan.services[2].name));
  EXPECT_TRUE(contains(chart, "entry0>\"workload\"]"));
}

TEST(Mermaid, OversubscribedCallsAreThickAndColoured) {
  const std::string chart = toMermaid(sixServices());
  EXPECT_TRUE(contains(chart, "n0 ==>|\"150/s<br/>2.5×\"| n1"));
  EXPECT_TRUE(contains(chart, "linkStyle 1,"));
}

TEST(Mermaid, OptionalCallsAreDotted) {
  plan::Plan plan = hub(1);
  for (plan::EdgePlan &edge : plan.edges)
    edge.isOptional = true;
  EXPECT_TRUE(contains(toMermaid(plan), "n0 -.->|"));
}

TEST(Mermaid, NothingInANameIsReadAsMermaidMarkdownOrHtml) {
  plan::Plan plan = hub(0);
  plan.services[0].name = "a\"]\n%%{init: 1}%%<b>`x`#quot;|";
  EXPECT_TRUE(contains(toMermaid(plan),
                       "(\"a#34;] %%#123;init: 1#125;%%#60;b#62;#96;x#96;#35;quot#59;#124;<br/>"));
}

TEST(Mermaid, WhatIsFullIsMarked) {
  plan::Plan plan = hub(0);
  plan.services[0].verdict = plan::Verdict::overCapacity;
  EXPECT_TRUE(contains(toMermaid(plan), "OVER CAPACITY\"):::over\n"));
}

} // namespace
} // namespace loadline::diagram
