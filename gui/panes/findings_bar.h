#pragma once

#include "gui/models/table.h"

#include <QToolButton>
#include <QWidget>

#include <set>

namespace loadline::panes {

/// Chips that show or hide findings of one severity, and what they are grouped by.
class FindingsBar : public QWidget {
  Q_OBJECT
public:
  explicit FindingsBar(QWidget *parent = nullptr);

  /// Counts of each severity on its chip.
  void tell(const models::Table &findings);

signals:
  void hiddenChosen(const std::set<loadline::theme::Emphasis> &hidden);
  void groupChosen(const QString &column); ///< title of a column; "" for none

private:
  QToolButton *groupButton();

  std::vector<std::pair<theme::Emphasis, QToolButton *>> chips_;
};

} // namespace loadline::panes
