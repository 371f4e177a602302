#pragma once

#include "gui/models/table.h"

namespace loadline::models {

/// The table in groups: a heading row with the group's name and how many rows it has, then its rows
/// in the order in which they were. Groups stand in the order of their first rows.
///   column  whose text names the group; of a place its file does. -1 for no groups
Table grouped(const Table &table, int column);

/// The group that a row belongs to by that column.
QString groupOf(const Row &row, int column);

/// The index of the column with that title, or -1.
int columnNamed(const std::vector<Column> &columns, const QString &title);

} // namespace loadline::models
