#include "gui/panes/filter_proxy.h"

#include "gui/models/table_model.h"

namespace loadline::panes {

FilterProxy::FilterProxy(QObject *parent) : QSortFilterProxyModel(parent) {
  setSortRole(models::TableModel::sortRole);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void FilterProxy::setSourceModel(QAbstractItemModel *model) {
  QSortFilterProxyModel::setSourceModel(model);
  connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { rows_.reset(); });
}

const models::Table &FilterProxy::table() const {
  return static_cast<const models::TableModel *>(sourceModel())->table();
}

const FilterProxy::Rows &FilterProxy::rows() const {
  if (rows_)
    return *rows_;
  rows_.emplace(Rows{models::FilterRows(table()), {}});
  int heading = -1;
  for (std::size_t row = 0; row < table().rows.size(); ++row) {
    if (table().rows[row].isHeading)
      heading = static_cast<int>(row);
    rows_->headings.push_back(heading);
  }
  return *rows_;
}

Diagnostics FilterProxy::setFilter(const QString &text) {
  Result<filter::Filter> filter =
      filter::parseFilter(text.toStdString(), models::filterFields(table().columns));
  if (!filter)
    return filter.error();
  filter_ = *std::move(filter);
  invalidateFilter();
  return {};
}

void FilterProxy::setService(const std::string &service) {
  service_ = service;
  invalidateFilter();
}

void FilterProxy::setHidden(std::set<theme::Emphasis> hidden) {
  hidden_ = std::move(hidden);
  invalidateFilter();
}

void FilterProxy::toggleGroup(int heading) {
  const QString name = table().rows[static_cast<std::size_t>(heading)].cells.front().tip;
  if (!closed_.erase(name))
    closed_.insert(name);
  invalidateFilter();
}

bool FilterProxy::passes(std::size_t row) const {
  const models::Row &shown = table().rows[row];
  return (service_.empty() || shown.isOf(service_)) &&
         hidden_.count(shown.cells.front().emphasis) == 0 && rows().filter.pass(filter_, row);
}

bool FilterProxy::filterAcceptsRow(int row, const QModelIndex &) const {
  const auto &all = table().rows;
  const auto index = static_cast<std::size_t>(row);
  if (all[index].isHeading) {
    for (std::size_t next = index + 1; next < all.size() && !all[next].isHeading; ++next)
      if (passes(next))
        return true;
    return false;
  }
  const int heading = rows().headings[index];
  const bool isClosed =
      heading >= 0 && closed_.count(all[static_cast<std::size_t>(heading)].cells.front().tip) > 0;
  return !isClosed && passes(index);
}

} // namespace loadline::panes
