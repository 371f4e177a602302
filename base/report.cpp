#include "base/report.h"

#include "base/markup.h"
#include "base/text.h"

namespace loadline {

namespace {

constexpr std::size_t width = 100;

std::string markdownTable(const TextTable &table) {
  std::string text = "|", rule = "|";
  for (const TextTable::Column &column : table.columns) {
    text += " " + escapedMarkdown(column.title) + " |";
    rule += column.align == TextTable::Align::right ? " ---: |" : " --- |";
  }
  text += "\n" + rule + "\n";
  for (const std::vector<std::string> &row : table.rows) {
    text += "|";
    for (const std::string &cell : row)
      text += " " + escapedMarkdown(cell) + " |";
    text += "\n";
  }
  return text;
}

} // namespace

std::string reportText(const std::vector<ReportSection> &sections) {
  std::string text;
  for (const ReportSection &section : sections) {
    text += text.empty() ? "" : "\n";
    if (!section.title.empty())
      text += oneLine(section.title) + "\n";
    for (const std::string &paragraph : section.paragraphs)
      text += wrapped(oneLine(paragraph), width, 0);
    if (!section.table.rows.empty())
      text += render(section.table, width);
    for (const std::string &item : section.items)
      text += wrapped(oneLine("  " + item), width, 4);
  }
  return text;
}

std::string reportMarkdown(const std::string &heading, const std::vector<ReportSection> &sections) {
  std::string text = "# " + escapedMarkdown(heading) + "\n";
  for (const ReportSection &section : sections) {
    if (!section.title.empty())
      text += "\n## " + escapedMarkdown(section.title) + "\n";
    for (const std::string &paragraph : section.paragraphs)
      text += "\n" + escapedMarkdown(paragraph) + "\n";
    if (!section.table.rows.empty())
      text += "\n" + markdownTable(section.table);
    if (!section.items.empty())
      text += "\n";
    for (const std::string &item : section.items)
      text += "- " + escapedMarkdown(item) + "\n";
  }
  return text;
}

} // namespace loadline
