#pragma once

#include "gui/session/subject.h"
#include "gui/theme/theme.h"

#include <QString>

#include <limits>
#include <vector>

namespace loadline::models {

/// One field of a table, ready to be shown and sorted.
struct Cell {
  QString text;
  double number =
      std::numeric_limits<double>::quiet_NaN(); ///< what a number column sorts by; NaN sorts last
  theme::Emphasis emphasis = theme::Emphasis::none;
  QString tip; ///< shown on hovering; may be empty
};

struct Column {
  enum class Kind { text, number };
  QString title;
  QString unit; ///< under the title; "" for text and plain counts
  Kind kind = Kind::text;
  bool stretches = false;  ///< takes the room that is left; one column a table
  QString meaning;         ///< one sentence for whom the title is not enough
  int givesWay = 0;        ///< where not all have room the highest goes first; 0 stays
  bool isCutFirst = false; ///< its texts begin with what matters, so they are cut before others are
};

struct Row {
  std::vector<Cell> cells; ///< one for each column
  session::Subject subject;
  std::vector<std::string> services; ///< those that it concerns: what a filter by service keeps

  bool isHeading = false; ///< of a group of rows: its first cell is the group's name

  bool isOf(const std::string &service) const;
};

/// What one table shows: made by a free function out of the plan or the audit, one for each pane.
struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// Titles and cells as lines, fields parted by " | ": what tests and the clipboard of people read.
QString toText(const Table &table);

} // namespace loadline::models
