#pragma once

#include "gui/panes/pane.h"
#include "gui/panes/source_text.h"

#include <QFileSystemWatcher>
#include <QLabel>
#include <QToolButton>

namespace loadline::panes {

/// The file that the selection is about, at its line, and the way from step to step of a path.
class SourcePane : public QWidget {
  Q_OBJECT
public:
  explicit SourcePane(const Context &context);

  SourceText &text() { return text_; }
  QWidget *tools() { return tools_; }
  const std::vector<models::CodeStop> &stops() const { return stops_; }
  int stop() const { return stop_; } ///< which of them is shown; -1 for none

  /// So many steps forward, or back.
  void step(int steps);

private:
  void buildTools();
  QToolButton *button(const QString &text, const QString &name, void (SourcePane::*press)());
  void next() { step(1); }
  void previous() { step(-1); }
  void openInEditor();
  void follow();
  void showStop(int stop);
  void load();
  void say(const QString &text);

  session::Session &session_;
  session::Selection &selection_;
  session::Settings &settings_;
  QWidget *tools_;
  QLabel place_, note_;
  SourceText text_;
  QLabel nothing_;
  QToolButton *previous_ = nullptr, *next_ = nullptr, *edit_ = nullptr;
  std::vector<models::CodeStop> stops_;
  int stop_ = -1;
  std::filesystem::path file_; ///< on this machine; empty while none is shown
  QFileSystemWatcher watcher_;
};

PaneWidgets sourcePane(const Context &context);

} // namespace loadline::panes
