#include "base/text_table.h"

#include "base/text.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace loadline {

namespace {

std::vector<std::size_t> naturalWidths(const TextTable &table) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    widths.push_back(columns(table.columns[c].title));
    for (const auto &row : table.rows)
      widths.back() = std::max(widths.back(), columns(oneLine(row[c])));
  }
  return widths;
}

/// The widths of some columns, and the blanks between two.
struct Layout {
  std::vector<std::size_t> shown; ///< columns of the table, from the left
  std::vector<std::size_t> widths;
  std::size_t gap = 2;

  std::size_t total() const {
    return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
  }
};

/// Makes the widest column that may give way narrower until all fit; false where they don't.
bool shrink(const TextTable &table, Layout &layout, std::size_t width) {
  for (std::size_t total = layout.total(); total > width; --total) {
    std::size_t *widest = nullptr;
    for (std::size_t i = 0; i < layout.shown.size(); ++i) {
      const TextTable::Column &column = table.columns[layout.shown[i]];
      std::size_t &own = layout.widths[i];
      if (column.mayShrink && own > column.narrowest && (!widest || own > *widest))
        widest = &own;
    }
    if (!widest)
      return false;
    --*widest;
  }
  return true;
}

Layout layoutOf(const std::vector<std::size_t> &shown, const std::vector<std::size_t> &natural,
                std::size_t gap) {
  Layout layout{shown, {}, gap};
  for (const std::size_t column : shown)
    layout.widths.push_back(natural[column]);
  return layout;
}

/// All columns side by side, closer together where that is enough; else in several blocks below
/// each other, each with the first column.
std::vector<Layout> layouts(const TextTable &table, std::size_t width) {
  const std::vector<std::size_t> natural = naturalWidths(table);
  std::vector<std::size_t> all(natural.size());
  std::iota(all.begin(), all.end(), 0);
  for (const std::size_t gap : {2, 1})
    if (Layout layout = layoutOf(all, natural, gap); shrink(table, layout, width))
      return {layout};
  std::vector<Layout> blocks;
  for (std::size_t next = 1; next < natural.size();) {
    std::vector<std::size_t> shown = {0, next++};
    for (; next < natural.size(); ++next) {
      std::vector<std::size_t> more = shown;
      more.push_back(next);
      if (Layout layout = layoutOf(more, natural, 2); !shrink(table, layout, width))
        break;
      shown = std::move(more);
    }
    blocks.push_back(layoutOf(shown, natural, 2));
    shrink(table, blocks.back(), width);
  }
  if (blocks.empty()) { // one column, wider than it may be
    blocks.push_back(layoutOf(all, natural, 2));
    shrink(table, blocks.back(), width);
  }
  return blocks;
}

/// The text in pieces of at most `width` columns, broken at blanks where there are any.
std::vector<std::string> piecesOf(std::string_view text, std::size_t width) {
  std::vector<std::string> pieces;
  while (columns(text) > width) {
    const std::size_t most = bytesWithin(text, std::max<std::size_t>(width, 2)); // a wide one fits
    const std::size_t blank = text.substr(0, most + 1).rfind(' ');
    const bool isWord = blank != std::string_view::npos && blank > 0;
    pieces.emplace_back(text.substr(0, isWord ? blank : most));
    text.remove_prefix(isWord ? blank + 1 : most);
  }
  pieces.emplace_back(text);
  return pieces;
}

std::vector<std::string> cellOf(const TextTable::Column &column, const std::string &text,
                                std::size_t width) {
  const std::string whole = oneLine(text);
  if (column.wraps && columns(whole) > width)
    return piecesOf(whole, width);
  return {column.isPath ? elidedPath(whole, width) : elided(whole, width)};
}

/// One row: as many lines as its longest cell goes on for.
std::string line(const TextTable &table, const std::vector<std::string> &cells,
                 const Layout &layout) {
  std::vector<std::vector<std::string>> parts;
  std::size_t height = 1;
  for (std::size_t i = 0; i < layout.shown.size(); ++i) {
    const std::size_t column = layout.shown[i];
    parts.push_back(cellOf(table.columns[column], cells[column], layout.widths[i]));
    height = std::max(height, parts.back().size());
  }
  std::string text;
  for (std::size_t row = 0; row < height; ++row) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string cell = row < parts[i].size() ? parts[i][row] : "";
      const std::string padding(layout.widths[i] - std::min(layout.widths[i], columns(cell)), ' ');
      const bool isRight = table.columns[layout.shown[i]].align == TextTable::Align::right;
      out += isRight ? padding + cell : cell + padding;
      out += std::string(layout.gap, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    text += out + "\n";
  }
  return text;
}

std::vector<std::string> titlesOf(const TextTable &table) {
  std::vector<std::string> titles;
  for (const TextTable::Column &column : table.columns)
    titles.push_back(column.title);
  return titles;
}

std::string block(const TextTable &table, const Layout &layout) {
  std::string out = line(table, titlesOf(table), layout);
  for (const auto &row : table.rows) {
    assert(row.size() == table.columns.size());
    out += line(table, row, layout);
  }
  return out;
}

} // namespace

std::string render(const TextTable &table, std::size_t width) {
  if (table.columns.empty())
    return "";
  const std::vector<std::size_t> natural = naturalWidths(table);
  std::vector<std::size_t> all(natural.size());
  std::iota(all.begin(), all.end(), 0);
  Layout layout = layoutOf(all, natural, 2);
  shrink(table, layout, width);
  return block(table, layout);
}

std::string renderWithin(const TextTable &table, std::size_t width) {
  if (table.columns.empty())
    return "";
  std::string out;
  for (const Layout &layout : layouts(table, width))
    out += (out.empty() ? "" : "\n") + block(table, layout);
  return out;
}

} // namespace loadline
