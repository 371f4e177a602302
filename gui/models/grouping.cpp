#include "gui/models/grouping.h"

#include <map>

namespace loadline::models {

namespace {

/// "a.cpp:12" → "a.cpp".
QString withoutLine(const QString &place) {
  const qsizetype colon = place.lastIndexOf(u':');
  bool isNumber = false;
  place.mid(colon + 1).toInt(&isNumber);
  return colon > 0 && isNumber ? place.left(colon) : place;
}

Row headingOf(const QString &name, std::size_t rows, std::size_t columns) {
  Row heading;
  heading.isHeading = true;
  heading.cells.resize(columns);
  heading.cells.front().text = QStringLiteral("%1  (%2)").arg(name).arg(rows);
  heading.cells.front().tip = name;
  return heading;
}

} // namespace

QString groupOf(const Row &row, int column) {
  const Cell &cell = row.cells[static_cast<std::size_t>(column)];
  return withoutLine(cell.text);
}

int columnNamed(const std::vector<Column> &columns, const QString &title) {
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (columns[c].title == title)
      return static_cast<int>(c);
  return -1;
}

Table grouped(const Table &table, int column) {
  if (column < 0)
    return table;
  std::vector<QString> order;
  std::map<QString, std::vector<const Row *>> groups;
  for (const Row &row : table.rows) {
    std::vector<const Row *> &rows = groups[groupOf(row, column)];
    if (rows.empty())
      order.push_back(groupOf(row, column));
    rows.push_back(&row);
  }
  Table out{table.columns, {}};
  for (const QString &name : order) {
    out.rows.push_back(headingOf(name, groups[name].size(), table.columns.size()));
    for (const Row *row : groups[name])
      out.rows.push_back(*row);
  }
  return out;
}

} // namespace loadline::models
