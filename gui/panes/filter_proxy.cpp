#include "gui/panes/filter_proxy.h"

#include "gui/models/table_model.h"

#include <QRegularExpression>

#include <algorithm>

namespace loadline::panes {

FilterProxy::FilterProxy(QObject *parent) : QSortFilterProxyModel(parent) {
  setSortRole(models::TableModel::sortRole);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void FilterProxy::setWords(const QString &text) {
  words_ = text.split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts);
  invalidateFilter();
}

void FilterProxy::setService(const std::string &service) {
  service_ = service;
  invalidateFilter();
}

bool FilterProxy::filterAcceptsRow(int row, const QModelIndex &) const {
  const auto *model = qobject_cast<const models::TableModel *>(sourceModel());
  if (!model)
    return true;
  const models::Row &shown = model->table().rows[static_cast<std::size_t>(row)];
  if (!service_.empty() && !shown.isOf(service_))
    return false;
  return std::all_of(words_.begin(), words_.end(), [&](const QString &word) {
    return std::any_of(shown.cells.begin(), shown.cells.end(), [&](const models::Cell &cell) {
      return cell.text.contains(word, Qt::CaseInsensitive);
    });
  });
}

} // namespace loadline::panes
