#include "base/report.h"

#include <gtest/gtest.h>

namespace loadline {

namespace {

const std::vector<ReportSection> sections = {
    {.paragraphs = {"All is well."}},
    {.title = "Levels",
     .table = {{{"name"}, {"rate", TextTable::Align::right}}, {{"a|b", "7"}, {"c", "12"}}},
     .items = {"first", "*second*"}}};

} // namespace

TEST(Report, IsTextForATerminal) {
  EXPECT_EQ(reportText(sections), "All is well.\n\nLevels\nname  rate\na|b      7\nc       12\n"
                                  "  first\n  *second*\n");
}
TEST(Report, IsMarkdownInWhichNothingIsTakenForMarkUp) {
  EXPECT_EQ(reportMarkdown("Test", sections),
            "# Test\n\nAll is well.\n\n## Levels\n\n| name | rate |\n| --- | ---: |\n"
            "| a\\|b | 7 |\n| c | 12 |\n\n- first\n- \\*second\\*\n");
}

} // namespace loadline
