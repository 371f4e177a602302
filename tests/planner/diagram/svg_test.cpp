#include "planner/diagram/svg.h"

#include "planner/diagram/bound_stack.h"
#include "tests/planner/diagram/example_plans.h"
#include "tests/planner/diagram/markup_check.h"

#include <gtest/gtest.h>

namespace loadline::diagram {
namespace {

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

std::string svgOfName(const std::string &name) {
  plan::Plan plan = hub(1);
  plan.system.name = plan.services[0].name = plan.edges[0].from = name;
  return toSvg(boundStack(plan));
}

TEST(Svg, IsWellFormed) {
  EXPECT_EQ(markupError(toSvg(boundStack(sixServices()))), "");
  EXPECT_EQ(markupError(toSvg(boundStack({}))), "");
}

TEST(Svg, StaysWellFormedWhateverTheNames) {
  EXPECT_EQ(markupError(svgOfName("<script>alert(1)</script>")), "");
  EXPECT_EQ(markupError(svgOfName("\"' onload='x' ]]> & --> <!--")), "");
  EXPECT_EQ(markupError(svgOfName(std::string("\0\x01\x1b\x7f\xff\xc2\x85\xef\xbf\xbf", 10))), "");
  EXPECT_EQ(markupError(svgOfName(std::string(10'000, '<'))), "");
}

TEST(Svg, NamesBecomeTextAndNeverElements) {
  const std::string svg = svgOfName("<script>");
  EXPECT_FALSE(contains(svg, "<script"));
  EXPECT_TRUE(contains(svg, "&lt;script&gt;"));
}

TEST(Svg, IsAnImageWithTitleAndDescription) {
  const std::string svg = toSvg(boundStack(sixServices()));
  EXPECT_TRUE(contains(svg, "role=\"img\""));
  EXPECT_TRUE(contains(svg, "<title id=\"loadline-title\">bound stack of six services</title>"));
  EXPECT_TRUE(contains(svg, "<title>gateway\nkind: service\n"));
}

TEST(Svg, FetchesAndRunsNothing) {
  const std::string svg = toSvg(boundStack(sixServices()));
  EXPECT_FALSE(contains(svg, "href"));
  EXPECT_FALSE(contains(svg, "@import"));
  EXPECT_FALSE(contains(svg, "<script"));
}

TEST(Svg, LightAndDarkDifferOnlyInColours) {
  const DisplayList list = boundStack(sixServices());
  EXPECT_TRUE(contains(toSvg(list), ".loadline-f-surface{fill:#ffffff}"));
  EXPECT_TRUE(contains(toSvg(list, {.theme = Theme::dark}), ".loadline-f-surface{fill:#1c242d}"));
  EXPECT_EQ(toSvg(list).size(), toSvg(list, {.theme = Theme::dark}).size());
}

TEST(Svg, TheAutomaticThemeIsDarkOnlyOnADarkScreen) {
  const std::string svg = toSvg(boundStack(sixServices()), {.theme = Theme::automatic});
  EXPECT_TRUE(contains(svg, "@media screen and (prefers-color-scheme:dark){"));
  EXPECT_EQ(markupError(svg), "");
}

TEST(Svg, AServiceMayLink) {
  const std::string svg =
      toSvg(boundStack(sixServices()), {.isInline = true, .serviceLinks = {{"auth", "#a&b"}}});
  EXPECT_TRUE(contains(svg, "<a href=\"#a&amp;b\">"));
  EXPECT_FALSE(contains(svg, "role=\"img\""));
  EXPECT_EQ(markupError(svg), "");
}

TEST(Svg, NumbersHaveOneDecimalAtMost) {
  DisplayList list{{100, 50}, "t", "d", {}};
  Group group;
  group.items.push_back(Shape{Circle{{1.0 / 3, 2}, 0.04}, {Role::text, Hatch::none}, {}});
  list.groups.push_back(group);
  EXPECT_TRUE(contains(toSvg(list), "<circle cx=\"0.3\" cy=\"2\" r=\"0\""));
}

TEST(Svg, IsTheSameEveryTime) {
  EXPECT_EQ(toSvg(boundStack(sixServices())), toSvg(boundStack(sixServices())));
}

TEST(Svg, StaysBelowFourKilobytesAService) {
  EXPECT_LT(toSvg(boundStack(hub(1000))).size(), 4'000u * 1'001u);
}

} // namespace
} // namespace loadline::diagram
