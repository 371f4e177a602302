#pragma once

#include "gui/panes/pane.h"
#include "gui/panes/when_seen.h"

#include <QTextBrowser>

namespace loadline::panes {

/// What is selected, in full: figures and how they came about, the way to a finding, links to what
/// belongs to it. A press on a heading folds what is below it, there and on every other page.
class DetailsPane : public QTextBrowser {
  Q_OBJECT
public:
  explicit DetailsPane(const Context &context);

protected:
  void changeEvent(QEvent *event) override;

private:
  void render();
  void fold(const QString &heading);
  void follow(const QUrl &link);
  void showCheck(const std::string &check);

  session::Session &session_;
  session::Selection &selection_;
  session::Settings &settings_;
  QStringList folded_; ///< headings of which nothing but themselves is shown
  WhenSeen fresh_;
  QTextDocument *page_ = nullptr; ///< the last that was put together
};

PaneWidgets detailsPane(const Context &context);

} // namespace loadline::panes
