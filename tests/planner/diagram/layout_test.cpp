#include "planner/diagram/layout.h"

#include "planner/diagram/ordering.h"

#include <gtest/gtest.h>

namespace loadline::diagram {
namespace {

constexpr LabelSize label{60, 18, 4};

LayoutGraph nodesOfRanks(const std::vector<int> &ranks) {
  LayoutGraph graph;
  for (const int rank : ranks)
    graph.nodes.push_back({rank, {100, 50}});
  return graph;
}

void connect(LayoutGraph &graph, std::initializer_list<std::pair<int, int>> edges) {
  for (const auto &[from, to] : edges)
    graph.edges.push_back({from, to, label});
}

int overlapsOf(const std::vector<Box> &boxes) {
  int count = 0;
  for (std::size_t i = 0; i < boxes.size(); ++i)
    for (std::size_t k = i + 1; k < boxes.size(); ++k)
      count += boxes[i].overlaps(boxes[k]);
  return count;
}

TEST(Layout, OfNothingIsEmpty) {
  const Layout layout = layOut({});
  EXPECT_EQ(layout.size, (Size{0, 0}));
  EXPECT_TRUE(layout.columns.empty());
}

TEST(Layout, RanksAreColumnsFromLeftToRight) {
  LayoutGraph graph = nodesOfRanks({7, 0, 3});
  const Layout layout = layOut(graph);
  EXPECT_LT(layout.nodes[1].right(), layout.nodes[2].x);
  EXPECT_LT(layout.nodes[2].right(), layout.nodes[0].x);
  EXPECT_EQ(layout.columns.size(), 3u);
}

TEST(Layout, AChainIsAStraightLine) {
  LayoutGraph graph = nodesOfRanks({0, 1, 2});
  connect(graph, {{0, 1}, {1, 2}});
  const Layout layout = layOut(graph);
  EXPECT_DOUBLE_EQ(layout.nodes[0].y, layout.nodes[1].y);
  EXPECT_DOUBLE_EQ(layout.nodes[1].y, layout.nodes[2].y);
}

TEST(Layout, AParentStandsInTheMiddleOfItsChildren) {
  LayoutGraph graph = nodesOfRanks({0, 1, 1, 1});
  connect(graph, {{0, 1}, {0, 2}, {0, 3}});
  const Layout layout = layOut(graph);
  EXPECT_NEAR(layout.nodes[0].centre().y, layout.nodes[2].centre().y, 1);
}

TEST(Layout, SwapsChildrenRatherThanCrossTheirCalls) {
  LayoutGraph graph = nodesOfRanks({0, 0, 1, 1});
  connect(graph, {{0, 3}, {1, 2}});
  LayeredGraph layers = layered(graph);
  orderLayers(layers);
  EXPECT_EQ(crossings(layers), 0);
}

TEST(Layout, FindsTheOrderThatMeansAloneCannotTell) {
  // Two parents, the second with both children: the means of the children are equal.
  LayoutGraph graph = nodesOfRanks({0, 0, 1, 1});
  connect(graph, {{0, 3}, {1, 2}, {1, 3}});
  LayeredGraph layers = layered(graph);
  orderLayers(layers);
  EXPECT_EQ(crossings(layers), 0);
}

TEST(Layout, ThreeByThreeCrossesNineTimesInAnyOrder) {
  LayoutGraph graph = nodesOfRanks({0, 0, 0, 1, 1, 1});
  connect(graph, {{0, 3}, {0, 4}, {0, 5}, {1, 3}, {1, 4}, {1, 5}, {2, 3}, {2, 4}, {2, 5}});
  LayeredGraph layers = layered(graph);
  orderLayers(layers);
  EXPECT_EQ(crossings(layers), 9);
}

TEST(Layout, NodesNeverOverlap) {
  LayoutGraph graph = nodesOfRanks({0, 1, 1, 2, 2, 2, 3, 0, 3});
  connect(graph, {{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 5}, {4, 4}, {6, 0}, {0, 6}, {5, 6}, {5, 6}});
  EXPECT_EQ(overlapsOf(layOut(graph).nodes), 0);
}

TEST(Layout, ALongCallPassesBesideTheBoxesOnItsWay) {
  LayoutGraph graph = nodesOfRanks({0, 1, 2});
  connect(graph, {{0, 1}, {1, 2}, {0, 2}});
  const Layout layout = layOut(graph);
  for (const Path::Step &step : layout.routes[2].path.steps)
    EXPECT_FALSE(layout.nodes[1].contains(step.to));
}

TEST(Layout, ACallBackwardsEntersFromTheRight) {
  LayoutGraph graph = nodesOfRanks({0, 1});
  connect(graph, {{0, 1}, {1, 0}});
  const Layout layout = layOut(graph);
  EXPECT_TRUE(layout.routes[1].entersLeftwards);
  EXPECT_DOUBLE_EQ(layout.routes[1].end.x, layout.nodes[0].right());
  EXPECT_DOUBLE_EQ(layout.routes[1].path.steps.front().to.x, layout.nodes[1].x);
}

TEST(Layout, ACallWithinAColumnTurnsOnItsRight) {
  LayoutGraph graph = nodesOfRanks({0, 0});
  connect(graph, {{0, 1}, {1, 1}});
  const Layout layout = layOut(graph);
  EXPECT_TRUE(layout.routes[0].isTurning);
  EXPECT_TRUE(layout.routes[1].isTurning);
  EXPECT_GT(layout.routes[0].label.x, layout.nodes[0].right());
  EXPECT_LE(layout.routes[0].label.x + label.width, layout.size.width);
}

TEST(Layout, ParallelCallsLeaveFromOneBracket) {
  LayoutGraph graph = nodesOfRanks({0, 1, 1, 1});
  connect(graph, {{0, 1}, {0, 2}, {0, 3}});
  graph.edges[0].bracket = graph.edges[2].bracket = 1;
  const Layout layout = layOut(graph);
  ASSERT_EQ(layout.brackets.size(), 1u);
  EXPECT_EQ(layout.brackets[0].node, 0);
  const double bar = layout.routes[0].path.steps.front().to.x;
  EXPECT_GT(bar, layout.nodes[0].right());
  EXPECT_DOUBLE_EQ(layout.routes[2].path.steps.front().to.x, bar);
  EXPECT_DOUBLE_EQ(layout.routes[1].path.steps.front().to.x, layout.nodes[0].right());
}

TEST(Layout, IsTheSameEveryTime) {
  LayoutGraph graph = nodesOfRanks({0, 1, 1, 2, 2});
  connect(graph, {{0, 1}, {0, 2}, {1, 4}, {2, 3}, {4, 0}});
  EXPECT_EQ(layOut(graph).nodes, layOut(graph).nodes);
}

TEST(Layout, AnOrderThatIsKeptIsTheOneOfEachGraphThatComes) {
  const auto tops = [](const Layout &layout) {
    std::vector<double> out;
    for (const Box &box : layout.nodes)
      out.push_back(box.y);
    return out;
  };
  LayoutGraph crossed;
  for (const int rank : {0, 0, 1, 1})
    crossed.nodes.push_back({rank, {60, 40}});
  crossed.edges = {{0, 3}, {1, 2}};
  LayoutGraph straight = crossed, grown = crossed;
  straight.edges = {{0, 2}, {1, 3}};
  grown.nodes[3].size.height = 90;
  LayerOrder order;
  for (const LayoutGraph &graph : {crossed, straight, crossed, grown, straight, LayoutGraph()})
    EXPECT_EQ(tops(layOut(graph, &order)), tops(layOut(graph)));
}

TEST(Layout, AHubOfTenThousandKeepsItsLeavesApart) {
  LayoutGraph graph = nodesOfRanks({0});
  for (int i = 1; i <= 10'000; ++i) {
    graph.nodes.push_back({1, {100, 50}});
    graph.edges.push_back({0, i, label});
  }
  const Layout layout = layOut(graph);
  EXPECT_GE(layout.size.height, 10'000 * 50);
  EXPECT_EQ(overlapsOf({layout.nodes.begin(), layout.nodes.begin() + 500}), 0);
}

TEST(Layout, ManyCallsAcrossManyColumnsCostNoMoreThanTheirSlots) {
  // 2,000 calls back over 200 columns would pass 800,000 layers one by one.
  LayoutGraph graph;
  for (int i = 0; i < 200; ++i)
    graph.nodes.push_back({i, {100, 50}});
  for (int i = 0; i < 2'000; ++i)
    graph.edges.push_back({199, i % 2, label});
  EXPECT_EQ(layered(graph).vertices.size(), 200u + 2'000u);
}

} // namespace
} // namespace loadline::diagram
