#pragma once

#include "gui/canvas/canvas.h"
#include "gui/panes/pane.h"
#include "gui/panes/when_seen.h"

#include <QScrollArea>

namespace loadline::panes {

/// Six views of what is in flight, as `loadline diagram --dashboard` draws them, so many beside
/// each other as the pane has room for. What is selected is framed in each.
class DashboardPane : public QScrollArea {
  Q_OBJECT
public:
  explicit DashboardPane(const Context &context);

  canvas::Canvas &picture() { return *picture_; }
  /// The picture in the width of a page.
  diagram::DisplayList wholePicture() const;

protected:
  void resizeEvent(QResizeEvent *event) override;

private:
  void draw();
  void mark();
  diagram::DisplayList drawn(double width) const;

  session::Session &session_;
  session::Selection &selection_;
  WhenSeen fresh_;
  canvas::Canvas *picture_; ///< of the scroll area
};

PaneWidgets dashboardPane(const Context &context);

} // namespace loadline::panes
