#pragma once

#include "gui/canvas/canvas.h"
#include "gui/panes/pane.h"
#include "gui/panes/when_seen.h"
#include "gui/session/sweeper.h"

#include <QLabel>
#include <QToolButton>

namespace loadline::panes {

/// How the selected service answers as the load grows; the bottleneck where none is selected.
/// Levels are drawn as they are solved, and only while the pane is seen. Over them stand the points
/// of load tests that are open, and where that is wanted those of simulations.
class CurvePane : public QWidget {
  Q_OBJECT
public:
  explicit CurvePane(const Context &context);

  canvas::Canvas &picture() { return picture_; }
  QWidget *tools() { return tools_; }
  bool isWorking() const { return sweeper_.isRunning(); }
  void setSimulating(bool wanted) { simulates_->setChecked(wanted); }
  const curve::LoadCurve &curve() const { return curve_; }
  /// The picture with all its levels, solved here and now where they are not there yet.
  diagram::DisplayList wholePicture() const;

protected:
  void resizeEvent(QResizeEvent *event) override;

private:
  void refresh();
  void draw();
  std::string service() const;
  QString state() const;
  void addSeen(curve::LoadCurve &curve) const;

  session::Session &session_;
  session::Selection &selection_;
  session::Sweeper sweeper_;
  WhenSeen fresh_;
  canvas::Canvas picture_;
  QWidget *tools_;
  QLabel *state_;
  QToolButton *simulates_;
  curve::LoadCurve curve_;
  std::shared_ptr<const spec::System> swept_; ///< whose levels these are
};

PaneWidgets curvePane(const Context &context);

} // namespace loadline::panes
