#include "planner/review/formats.h"

#include "tests/planner/review/example_audit.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

std::string markdownOf(const Table::Row &row, std::vector<Table::Column> columns) {
  Page page;
  page.title = "t";
  page.sections = {{"s", "S", "", {{std::move(columns), {row}}}, {}, ""}};
  return toMarkdown(page);
}

TEST(Markdown, ATableIsATable) {
  const std::string text = markdownOf({"", {{"edge"}, {"500"}}}, {{"Service"}, {"Bound", true}});
  EXPECT_NE(text.find("| Service | Bound |\n| --- | ---: |\n| edge | 500 |\n"), std::string::npos)
      << text;
}

TEST(Markdown, NoTextBecomesMarkup) {
  const std::string text = markdownOf({"", {{"a|b*c_`[x](y)<b>&\nd"}}}, {{"Name"}});
  EXPECT_NE(text.find("| a\\|b\\*c\\_\\`\\[x\\](y)&lt;b>&amp; d |"), std::string::npos) << text;
}

TEST(Markdown, NoTextBeginsAListOrAHeading) {
  const std::string text =
      markdownOf({"", {{"1. one"}, {"- two"}, {"# three"}}}, {{"A"}, {"B"}, {"C"}});
  EXPECT_NE(text.find("| 1\\. one | \\- two | \\# three |"), std::string::npos) << text;
}

TEST(Markdown, TheBoundStackIsAFlowchart) {
  const std::string text = toMarkdown({.title = "t"}, "flowchart LR\n");
  EXPECT_NE(text.find("## Bound stack\n\n```mermaid\nflowchart LR\n```\n"), std::string::npos);
  EXPECT_EQ(toMarkdown({.title = "t"}).find("mermaid"), std::string::npos);
}

TEST(Markdown, OfManyServicesThoseAroundTheWorstAreDrawn) {
  plan::Plan plan;
  for (int i = 0; i < 100; ++i)
    plan.services.push_back({.name = "s" + std::to_string(i)});
  plan.services[70].verdict = plan::Verdict::overCapacity;
  const std::string text = reviewMarkdown(plan, {}, *joined(plan, {}), {});
  EXPECT_NE(text.find("s70<br/>"), std::string::npos);
  EXPECT_EQ(text.find("s71<br/>"), std::string::npos);
}

TEST(Markdown, AlarmsAreBold) {
  const std::string text = markdownOf({"", {{"dangerous", Tone::alarm}}}, {{"Class"}});
  EXPECT_NE(text.find("| **dangerous** |"), std::string::npos) << text;
}

TEST(Markdown, OfAThousandServicesWhatFitsIntoACommentIsToldTheWorstFirst) {
  plan::Plan plan;
  for (int i = 0; i < 1000; ++i) {
    plan.services.push_back({.name = "service_" + std::to_string(i)});
    plan.services.back().verdict = plan::Verdict::fits;
  }
  plan.services[998].verdict = plan::Verdict::overCapacity;
  const std::string text = toMarkdown(pageOf(plan, {}, *joined(plan, {}), {}));
  EXPECT_LE(text.size(), 65'536u);
  EXPECT_GT(text.size(), 60'000u); // the room is used
  EXPECT_NE(text.find("rows are left out**"), std::string::npos);
  EXPECT_NE(text.find("more, none of them worse*"), std::string::npos);
  EXPECT_LT(text.find("service\\_998"), text.find("service\\_0 "));
}

TEST(Markdown, AlarmsOfEachListComeBeforeTheRestOfAny) {
  Page page;
  const std::string filler(1000, 'x');
  for (const char *name : {"first", "second"}) {
    Table table{{{"Name"}}, {}};
    for (int i = 0; i < 100; ++i)
      table.rows.push_back({"", {{filler}}});
    table.rows.push_back({"", {{std::string(name) + " alarm", Tone::alarm}}});
    page.sections.push_back({name, name, "", {table}, {}, ""});
  }
  const std::string text = toMarkdown(page);
  EXPECT_LE(text.size(), 65'536u);
  for (const char *alarm : {"| **first alarm** |", "| **second alarm** |"})
    EXPECT_NE(text.find(alarm), std::string::npos) << alarm;
}

TEST(Markdown, TellsWhatAFindingThreatens) {
  const std::string text =
      toMarkdown(pageOf(planWithCode(), audit(), *joined(planWithCode(), audit()), {}));
  EXPECT_NE(
      text.find("- **error** a thread per connection (src/edge/server.cpp:20:5, unbounded-spawn)\n"
                "    - src/edge/server.cpp:19: the accept loop\n    - threatens edge\n"),
      std::string::npos)
      << text;
}

} // namespace
} // namespace loadline::review
