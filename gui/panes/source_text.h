#pragma once

#include "gui/models/code_path.h"
#include "gui/panes/highlighter.h"

#include <QPlainTextEdit>

#include <map>

namespace loadline::panes {

/// A file to read, with line numbers and marks beside the lines that something is said of.
class SourceText : public QPlainTextEdit {
  Q_OBJECT
public:
  explicit SourceText(QWidget *parent = nullptr);

  void setSource(const QString &text, Language language);
  /// Marks of this file, the worst of a line last.
  void setMarks(const std::vector<models::CodeStop> &marks);
  /// Brings the line to the middle and shows it as the one that is meant; 0 for none.
  void showLine(int line);
  int shownLine() const { return shown_; }
  /// What is said of the line, a sentence a line; empty for nothing.
  QString told(int line) const;

  int gutterWidth() const;
  void paintGutter(QPaintEvent *event);
  int lineAt(int y) const; ///< of the gutter; 0 below the last

protected:
  void resizeEvent(QResizeEvent *event) override;
  void changeEvent(QEvent *event) override;

private:
  struct Mark {
    QString text;
    theme::Emphasis emphasis = theme::Emphasis::none;
  };
  void placeGutter();
  void frameShownLine();

  Highlighter highlighter_;
  QWidget *gutter_;
  std::map<int, Mark> marks_;
  int shown_ = 0;
};

} // namespace loadline::panes
