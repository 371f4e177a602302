#pragma once

#include <QObject>
#include <QWidget>

#include <functional>

namespace loadline::panes {

/// Does its work at once where somebody sees it, else as soon as somebody does: a value that is
/// tried would otherwise wait for every pane. (A dock behind another tab counts as visible in Qt,
/// so that what is painted tells.)
class WhenSeen : public QObject {
  Q_OBJECT
public:
  WhenSeen(std::function<void()> work, QObject *parent);

  /// Somebody sees it who sees this widget.
  void watch(QWidget *widget);
  void ask();
  /// Does what is still to be done, seen or not.
  void settle();
  bool isWaiting() const { return isWaiting_; }

protected:
  bool eventFilter(QObject *object, QEvent *event) override;

private:
  std::function<void()> work_;
  std::vector<QWidget *> watched_;
  bool isWaiting_ = false;
};

} // namespace loadline::panes
