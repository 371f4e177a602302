#include "gui/panes/when_seen.h"

#include <QEvent>

#include <algorithm>

namespace loadline::panes {

WhenSeen::WhenSeen(std::function<void()> work, QObject *parent)
    : QObject(parent), work_(std::move(work)) {}

void WhenSeen::watch(QWidget *widget) {
  watched_.push_back(widget);
  widget->installEventFilter(this);
}

void WhenSeen::ask() {
  isWaiting_ = true;
  const bool isSeen = std::any_of(watched_.begin(), watched_.end(), [](const QWidget *widget) {
    return !widget->visibleRegion().isEmpty();
  });
  if (isSeen)
    settle();
}

void WhenSeen::settle() {
  if (!isWaiting_)
    return;
  isWaiting_ = false;
  work_();
}

bool WhenSeen::eventFilter(QObject *, QEvent *event) {
  if (isWaiting_ && event->type() == QEvent::Paint) // not while it is painted
    QMetaObject::invokeMethod(this, &WhenSeen::settle, Qt::QueuedConnection);
  return false;
}

} // namespace loadline::panes
