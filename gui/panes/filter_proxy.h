#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

#include <string>

namespace loadline::panes {

/// The rows that hold every word in some cell, and that concern one service where one is asked for.
class FilterProxy : public QSortFilterProxyModel {
  Q_OBJECT
public:
  explicit FilterProxy(QObject *parent = nullptr);

  void setWords(const QString &text);
  void setService(const std::string &service); ///< "" for all
  const std::string &service() const { return service_; }

protected:
  bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
  QStringList words_;
  std::string service_;
};

} // namespace loadline::panes
