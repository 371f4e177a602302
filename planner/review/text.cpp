#include "base/text.h"
#include "base/text_table.h"
#include "planner/review/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace loadline::review {

namespace {

std::string heading(const std::string &title, char line) {
  const std::string shown = oneLine(title);
  return shown + "\n" + std::string(columns(shown), line) + "\n";
}

std::size_t widest(const Table &table, std::size_t column) {
  std::size_t width = 0;
  for (const Table::Row &row : table.rows)
    width = std::max(width, columns(oneLine(row.cells[column].text)));
  return width;
}

/// The rendered table with each row's details under it.
std::string tableText(const Table &table, std::size_t width) {
  constexpr std::size_t alwaysWhole = 16; // words such as a verdict's must not be cut
  TextTable out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Table::Column &column = table.columns[i];
    out.columns.push_back({column.title,
                           column.isNumber ? TextTable::Align::right : TextTable::Align::left,
                           !column.isNumber && widest(table, i) > alwaysWhole});
  }
  for (const Table::Row &row : table.rows) {
    std::vector<std::string> cells;
    for (const Cell &cell : row.cells)
      cells.push_back(cell.text);
    out.rows.push_back(std::move(cells));
  }
  const std::vector<std::string> lines = split(render(out, width), '\n');
  std::string text = lines.front() + "\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    text += lines[i + 1] + "\n";
    for (const Cell &detail : table.rows[i].details)
      text += "    " + oneLine(detail.text) + "\n";
  }
  return text;
}

std::string noticeText(const Notice &notice) {
  std::string text = fmt::format("{}: {}: {} [{}]\n", oneLine(notice.place), notice.label,
                                 oneLine(notice.message), oneLine(notice.check));
  for (const std::string &step : notice.steps)
    text += "    " + oneLine(step) + "\n";
  for (const std::string &sentence : notice.meaning)
    text += "    means: " + oneLine(sentence) + "\n";
  std::vector<std::string> names;
  for (const Cell &cell : notice.related)
    names.push_back(oneLine(cell.text));
  if (!notice.relation.empty())
    text += "    " + notice.relation + (names.empty() ? "" : " " + inWords(names)) + "\n";
  return text;
}

bool isEmpty(const Section &section) {
  for (const Table &table : section.tables)
    if (!table.rows.empty())
      return false;
  return section.notices.empty();
}

} // namespace

std::string toText(const Page &page, std::size_t width) {
  std::string text = heading(page.title, '=') + page.verdict + "\n\n";
  TextTable facts{{{""}, {"", TextTable::Align::right}, {""}}, {}};
  for (const Fact &fact : page.facts)
    facts.rows.push_back({fact.name, fact.value, fact.note});
  const std::string rendered = render(facts, width);
  text += rendered.substr(rendered.find('\n') + 1); // a table of facts needs no titles
  for (const Section &section : page.sections) {
    text += "\n" + heading(section.title, '-');
    if (isEmpty(section)) {
      text += section.ifEmpty + "\n";
      continue;
    }
    if (!section.introduction.empty())
      text += section.introduction + "\n";
    for (const Table &table : section.tables)
      if (!table.rows.empty())
        text += tableText(table, width);
    for (const Notice &notice : section.notices)
      text += noticeText(notice);
  }
  return text;
}

} // namespace loadline::review
