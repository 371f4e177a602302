#include "base/table_formats.h"

#include <gtest/gtest.h>

namespace loadline {

namespace {

TextTable table(std::vector<std::string> row) {
  return {{{"Service"}, {"Rate /s", TextTable::Align::right}}, {std::move(row)}};
}

} // namespace

TEST(TableFormats, CsvQuotesWhatPartsCells) {
  EXPECT_EQ(csvTable(table({"a, \"b\"", "5"})), "Service,Rate /s\r\n\"a, \"\"b\"\"\",5\r\n");
}

TEST(TableFormats, CsvHoldsBackWhatASpreadsheetWouldCompute) {
  EXPECT_EQ(csvTable(table({"=cmd|' /C calc'!A0", "-5.5"})),
            "Service,Rate /s\r\n'=cmd|' /C calc'!A0,-5.5\r\n");
  EXPECT_EQ(csvTable(table({"+spawn()", "-"})), "Service,Rate /s\r\n'+spawn(),-\r\n");
}

TEST(TableFormats, CsvLeavesNumbersAndPercentagesAlone) {
  EXPECT_EQ(csvTable(table({"-6.25%", "+25%"})), "Service,Rate /s\r\n-6.25%,+25%\r\n");
  EXPECT_EQ(csvTable(table({"-A1%", "+1%+A1"})), "Service,Rate /s\r\n'-A1%,'+1%+A1\r\n");
}

TEST(TableFormats, CsvKeepsACellOnItsLine) {
  EXPECT_EQ(csvTable(table({"a\r\nb", "5"})).find("a\r\nb"), std::string::npos);
}

TEST(TableFormats, MarkdownEscapesItsBars) {
  EXPECT_EQ(markdownTable(table({"a|b", "5"})),
            "| Service | Rate /s |\n|---|---:|\n| a\\|b | 5 |\n");
}
TEST(TableFormats, MarkdownTakesNoNameForCode) {
  EXPECT_NE(markdownTable(table({"a`b`", "5"})).find("| a\\`b\\` |"), std::string::npos);
}

TEST(TableFormats, HtmlTakesNothingForMarkup) {
  EXPECT_NE(htmlTable(table({"<script>", "5"})).find("<td>&lt;script&gt;</td><td class=\"n\">5"),
            std::string::npos);
}

} // namespace loadline
