#include "gui/models/table_model.h"

#include <QApplication>
#include <QFont>

#include <algorithm>
#include <cmath>

namespace loadline::models {

namespace {

QVariant sortKey(const Cell &cell, Column::Kind kind) {
  if (!std::isnan(cell.number))
    return cell.number;
  return kind == Column::Kind::number ? QVariant() : QVariant(cell.text);
}

/// What a screen reader says: the column gives the figure its meaning and unit.
QString spoken(const Cell &cell, const Column &column) {
  const QString unit =
      column.unit.isEmpty() || std::isnan(cell.number) ? QString() : u' ' + column.unit;
  return column.title + QStringLiteral(": ") + cell.text + unit;
}

} // namespace

bool Row::isOf(const std::string &service) const {
  return std::find(services.begin(), services.end(), service) != services.end();
}

QString toText(const Table &table) {
  QStringList titles;
  for (const Column &column : table.columns)
    titles << (column.unit.isEmpty() ? column.title : column.title + u' ' + column.unit);
  QString text = titles.join(QStringLiteral(" | ")) + u'\n';
  for (const Row &row : table.rows) {
    QStringList cells;
    for (const Cell &cell : row.cells)
      cells << cell.text;
    text += cells.join(QStringLiteral(" | ")) + u'\n';
  }
  return text;
}

void TableModel::setTable(Table table) {
  beginResetModel();
  table_ = std::move(table);
  endResetModel();
}

void TableModel::setHighlighted(const std::string &service) {
  if (service == highlighted_)
    return;
  highlighted_ = service;
  if (!table_.rows.empty() && !table_.columns.empty())
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::BackgroundRole});
}

int TableModel::rowOf(const session::Subject &subject) const {
  for (std::size_t row = 0; row < table_.rows.size(); ++row)
    if (table_.rows[row].subject == subject)
      return static_cast<int>(row);
  return -1;
}

int TableModel::rowCount(const QModelIndex &parent) const {
  return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const {
  return parent.isValid() ? 0 : static_cast<int>(table_.columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid))
    return {};
  const Row &row = table_.rows[static_cast<std::size_t>(index.row())];
  const Cell &cell = row.cells[static_cast<std::size_t>(index.column())];
  const Column &column = table_.columns[static_cast<std::size_t>(index.column())];
  const theme::Colors &colors = theme::colorsOf(QApplication::palette());
  switch (role) {
  case Qt::DisplayRole:
    return cell.text;
  case Qt::ToolTipRole:
    return cell.tip.isEmpty() ? QVariant() : QVariant(theme::plainTip(cell.tip));
  case Qt::AccessibleTextRole:
    return spoken(cell, column);
  case Qt::ForegroundRole:
    return QVariant::fromValue(theme::colorOf(cell.emphasis, colors));
  case Qt::FontRole:
    return row.isHeading ? QVariant(theme::font(0, true)) : QVariant();
  case Qt::BackgroundRole:
    if (row.isHeading)
      return QVariant::fromValue(colors.window);
    return row.isOf(highlighted_) ? QVariant::fromValue(colors.window) : QVariant();
  case Qt::TextAlignmentRole:
    return QVariant::fromValue(Qt::Alignment(
        Qt::AlignVCenter | (column.kind == Column::Kind::number ? Qt::AlignRight : Qt::AlignLeft)));
  case sortRole:
    return sortKey(cell, column.kind);
  default:
    return {};
  }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
    return role == Qt::DisplayRole && orientation == Qt::Vertical ? QVariant(section + 1)
                                                                  : QVariant();
  const Column &column = table_.columns[static_cast<std::size_t>(section)];
  switch (role) {
  case Qt::DisplayRole:
    return column.unit.isEmpty() ? column.title : column.title + u'\n' + column.unit;
  case Qt::ToolTipRole:
    return column.meaning.isEmpty() ? QVariant() : QVariant(column.meaning);
  case Qt::TextAlignmentRole:
    return QVariant::fromValue(Qt::Alignment(
        Qt::AlignVCenter | (column.kind == Column::Kind::number ? Qt::AlignRight : Qt::AlignLeft)));
  default:
    return {};
  }
}

} // namespace loadline::models
