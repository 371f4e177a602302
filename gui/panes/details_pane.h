#pragma once

#include "gui/panes/pane.h"
#include "gui/panes/when_seen.h"

#include <QTextBrowser>

namespace loadline::panes {

/// What is selected, in full: figures and how they came about, the way to a finding, links to what
/// belongs to it.
class DetailsPane : public QTextBrowser {
  Q_OBJECT
public:
  explicit DetailsPane(const Context &context);

protected:
  void changeEvent(QEvent *event) override;

private:
  void render();
  void follow(const QUrl &link);
  void showCheck(const std::string &check);

  session::Session &session_;
  session::Selection &selection_;
  WhenSeen fresh_;
  QTextDocument *page_ = nullptr; ///< the last that was put together
};

PaneWidgets detailsPane(const Context &context);

} // namespace loadline::panes
