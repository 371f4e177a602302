#pragma once

#include "gui/models/table_filter.h"
#include "gui/theme/theme.h"

#include <QSortFilterProxyModel>

#include <optional>
#include <set>
#include <string>

namespace loadline::panes {

/// The rows that a filter lets through, that concern one service where one is asked for, and whose
/// first cell says nothing that is hidden. Headings stay where a row of their group does.
class FilterProxy : public QSortFilterProxyModel {
  Q_OBJECT
public:
  explicit FilterProxy(QObject *parent = nullptr);

  void setSourceModel(QAbstractItemModel *model) override;
  /// What is wrong with the text; then the filter stays as it was.
  Diagnostics setFilter(const QString &text);
  void setService(const std::string &service); ///< "" for all
  const std::string &service() const { return service_; }
  void setHidden(std::set<theme::Emphasis> hidden);
  /// Shows or hides the rows of the group whose heading that row of the source is.
  void toggleGroup(int heading);

protected:
  bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
  /// What is worked out once for a table.
  struct Rows {
    models::FilterRows filter;
    std::vector<int> headings; ///< by row: that of its group, -1 for none
  };
  const Rows &rows() const;
  const models::Table &table() const;
  bool passes(std::size_t row) const;

  filter::Filter filter_;
  std::string service_;
  std::set<theme::Emphasis> hidden_;
  std::set<QString> closed_; ///< names of groups
  mutable std::optional<Rows> rows_;
};

} // namespace loadline::panes
