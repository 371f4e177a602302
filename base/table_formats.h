#pragma once

#include "base/text_table.h"

#include <string>
#include <string_view>

// A table for other programs. Whatever its cells hold, the format holds.

namespace loadline {

/// RFC 4180, the title line first. A text that a spreadsheet would take for a formula gets an
/// apostrophe before it.
std::string csvTable(const TextTable &table);
/// A line of it with one cell, for a title above a table.
std::string csvLine(const std::string &cell);

/// A table of GitHub's Markdown.
std::string markdownTable(const TextTable &table);

/// A text as a cell of a Markdown table: one line in which nothing is mark-up or ends the cell.
std::string markdownCell(std::string_view text);

/// A table element; figures have the class "n".
std::string htmlTable(const TextTable &table);

/// A page that works offline and prints well.
///   body  HTML
std::string htmlPage(const std::string &title, const std::string &body);

} // namespace loadline
