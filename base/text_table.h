#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace loadline {

/// A table for a terminal: columns padded with spaces, no frame.
struct TextTable {
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
    bool mayShrink = false;     ///< cut with `…` when the table would not fit
    std::size_t narrowest = 12; ///< of a column that may shrink
    bool isPath = false;        ///< cut as `elidedPath` does
    bool wraps = false;         ///< goes on below instead of being cut, so that names stay apart
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows; ///< each as long as `columns`
};

/// The table as lines, the title line first, then one for each row. Shrinkable columns give way,
/// widest first, until a line fits `width` or each is at its narrowest.
std::string render(const TextTable &table, std::size_t width = 100);

/// The same, but where a line would not fit the columns stand closer, and what then still does not
/// fit goes on in a further block below, with the first column again.
std::string renderWithin(const TextTable &table, std::size_t width = 100);

} // namespace loadline
