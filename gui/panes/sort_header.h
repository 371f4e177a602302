#pragma once

#include <QHeaderView>

namespace loadline::panes {

/// Titles of a table; a small triangle above the one that it is sorted by, which takes no room from
/// the text.
class SortHeader : public QHeaderView {
  Q_OBJECT
public:
  explicit SortHeader(QWidget *parent);

protected:
  void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};

} // namespace loadline::panes
