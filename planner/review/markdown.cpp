#include "base/text.h"
#include "planner/review/formats.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace loadline::review {

namespace {

/// What Markdown, or the HTML and the formulas in it, could take for mark-up, escaped; and what
/// would begin a list or a heading where it begins a line.
std::string escaped(std::string_view text) {
  std::string out;
  const std::string line = oneLine(text);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool begins = line.find_first_not_of("0123456789") == i; // "1." is an item too
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else if (std::string_view("\\`*_[]|~$#@").find(c) != std::string_view::npos ||
             (begins && std::string_view("+-=>.)").find(c) != std::string_view::npos))
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

std::string cellText(const Cell &cell) {
  const bool alarms = cell.tone == Tone::alarm || cell.tone == Tone::warning;
  return alarms && !cell.text.empty() ? "**" + escaped(cell.text) + "**" : escaped(cell.text);
}

std::string tableText(const Table &table) {
  std::string text = "|", rule = "|";
  for (const Table::Column &column : table.columns) {
    text += " " + escaped(column.title) + " |";
    rule += column.isNumber ? " ---: |" : " --- |";
  }
  text += "\n" + rule + "\n";
  for (const Table::Row &row : table.rows) {
    text += "|";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      text += " " + cellText(row.cells[i]);
      if (i == 0)
        for (const Cell &detail : row.details)
          text += "<br>" + escaped(detail.text);
      text += " |";
    }
    text += "\n";
  }
  return text + "\n";
}

std::string noticeText(const Notice &notice) {
  std::string text = fmt::format("- **{}** {} ({}, {})\n", notice.label, escaped(notice.message),
                                 escaped(notice.place), escaped(notice.check));
  for (const std::string &step : notice.steps)
    text += "    - " + escaped(step) + "\n";
  std::vector<std::string> names;
  for (const Cell &cell : notice.related)
    names.push_back(escaped(cell.text));
  if (!notice.relation.empty())
    text += "    - " + notice.relation + (names.empty() ? "" : " " + inWords(names)) + "\n";
  return text;
}

bool isEmpty(const Section &section) {
  for (const Table &table : section.tables)
    if (!table.rows.empty())
      return false;
  return section.notices.empty();
}

} // namespace

std::string toMarkdown(const Page &page) {
  std::string text = fmt::format("# {}\n\n{}\n\n", escaped(page.title), page.verdict);
  for (const Fact &fact : page.facts)
    text += fmt::format("- {}: **{}** ({})\n", fact.name, escaped(fact.value), escaped(fact.note));
  for (const Section &section : page.sections) {
    text += fmt::format("\n## {}\n\n", section.title);
    if (isEmpty(section)) {
      text += section.ifEmpty + "\n";
      continue;
    }
    if (!section.introduction.empty())
      text += section.introduction + "\n\n";
    for (const Table &table : section.tables)
      if (!table.rows.empty())
        text += tableText(table);
    for (const Notice &notice : section.notices)
      text += noticeText(notice);
  }
  return text;
}

} // namespace loadline::review
