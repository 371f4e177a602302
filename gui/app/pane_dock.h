#pragma once

#include "gui/panes/pane.h"

#include <QDockWidget>
#include <QLabel>

namespace loadline::app {

/// A pane as a dock. Its title bar holds the pane's own tools, so that nothing takes a row of its
/// own; the title itself stands there only where no tab says it.
class PaneDock : public QDockWidget {
  Q_OBJECT
public:
  PaneDock(const panes::Pane &pane, const panes::Context &context, QWidget *parent);

  /// Shows the dock, in front of those that share its place, and gives it the keyboard.
  void bringForward();

private:
  QWidget *titleBar(QWidget *tools);
  void showTitleWhereNeeded();

  QLabel *title_ = nullptr;
};

} // namespace loadline::app
