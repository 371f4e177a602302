#include "base/text_table.h"

#include "base/text.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace loadline {

namespace {

constexpr std::size_t gap = 2;

std::vector<std::size_t> naturalWidths(const TextTable &table) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    widths.push_back(columns(table.columns[c].title));
    for (const auto &row : table.rows)
      widths.back() = std::max(widths.back(), columns(oneLine(row[c])));
  }
  return widths;
}

void shrink(const TextTable &table, std::vector<std::size_t> &widths, std::size_t width) {
  std::size_t total = std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
  while (total > width) {
    std::size_t widest = widths.size();
    for (std::size_t c = 0; c < widths.size(); ++c)
      if (table.columns[c].mayShrink && widths[c] > table.columns[c].narrowest &&
          (widest == widths.size() || widths[c] > widths[widest]))
        widest = c;
    if (widest == widths.size())
      return;
    --widths[widest];
    --total;
  }
}

std::string line(const TextTable &table, const std::vector<std::string> &cells,
                 const std::vector<std::size_t> &widths) {
  std::string out;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const std::string cell = elided(oneLine(cells[c]), widths[c]);
    const std::string padding(widths[c] - std::min(widths[c], columns(cell)), ' ');
    out += table.columns[c].align == TextTable::Align::right ? padding + cell : cell + padding;
    out += std::string(gap, ' ');
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

/// The row with the cells cut whose columns keep their end.
std::vector<std::string> cutAtTheFront(const TextTable &table, std::vector<std::string> row,
                                       const std::vector<std::size_t> &widths) {
  for (std::size_t c = 0; c < row.size(); ++c)
    if (table.columns[c].isPath)
      row[c] = elidedPath(oneLine(row[c]), widths[c]);
  return row;
}

} // namespace

std::string render(const TextTable &table, std::size_t width) {
  if (table.columns.empty())
    return "";
  std::vector<std::size_t> widths = naturalWidths(table);
  shrink(table, widths, width);
  std::vector<std::string> titles;
  for (const TextTable::Column &column : table.columns)
    titles.push_back(column.title);
  std::string out = line(table, titles, widths);
  for (const auto &row : table.rows) {
    assert(row.size() == table.columns.size());
    out += line(table, cutAtTheFront(table, row, widths), widths);
  }
  return out;
}

} // namespace loadline
