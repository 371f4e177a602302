#pragma once

#include "gui/models/table.h"

#include <QAbstractTableModel>

namespace loadline::models {

/// Shows one Table. Every pane that is a table uses this model; what differs is the value.
class TableModel : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Role { sortRole = Qt::UserRole };

  using QAbstractTableModel::QAbstractTableModel;

  void setTable(Table table);
  const Table &table() const { return table_; }
  /// Rows that concern the service are shown as belonging to what is selected; "" for none.
  void setHighlighted(const std::string &service);
  /// The first row that stands for the subject, or -1.
  int rowOf(const session::Subject &subject) const;

  int rowCount(const QModelIndex &parent = {}) const override;
  int columnCount(const QModelIndex &parent = {}) const override;
  QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

private:
  Table table_;
  std::string highlighted_;
};

} // namespace loadline::models
