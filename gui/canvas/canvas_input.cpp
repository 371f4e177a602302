#include "gui/canvas/canvas.h"

#include <QAccessible>
#include <QKeyEvent>

#include <cmath>
#include <limits>

// Mouse and keyboard.

namespace loadline::canvas {

using diagram::Group;
using diagram::Target;

namespace {

constexpr double zoomStep = 1.2;

} // namespace

void Canvas::wheelEvent(QWheelEvent *event) {
  if (isPage_)
    return event->ignore();
  zoomAround(event->position(), std::pow(zoomStep, event->angleDelta().y() / 120.0));
  event->accept();
}

void Canvas::mousePressEvent(QMouseEvent *event) {
  pressedAt_ = lastAt_ = event->position();
  isDragging_ = false;
}

void Canvas::mouseMoveEvent(QMouseEvent *event) {
  if (!(event->buttons() & (Qt::LeftButton | Qt::MiddleButton))) {
    setCursor(groupAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    return;
  }
  if (isPage_)
    return;
  isDragging_ = isDragging_ || (event->position() - pressedAt_).manhattanLength() > 4;
  if (!isDragging_)
    return;
  setCursor(Qt::ClosedHandCursor);
  origin_ += event->position() - lastAt_;
  lastAt_ = event->position();
  placing_ = Placing::byHand;
  keepInReach();
  refresh();
}

void Canvas::mouseReleaseEvent(QMouseEvent *event) {
  if (!isDragging_ && event->button() == Qt::LeftButton) {
    const Group *hit = groupAt(event->position());
    emit activated(hit ? hit->target : Target{});
  }
  isDragging_ = false;
  setCursor(Qt::ArrowCursor);
}

void Canvas::keyPressEvent(QKeyEvent *event) {
  switch (event->key()) {
  case Qt::Key_Plus:
  case Qt::Key_Equal:
    return zoomBy(zoomStep);
  case Qt::Key_Minus:
    return zoomBy(1 / zoomStep);
  case Qt::Key_0:
    return fit();
  case Qt::Key_Left:
    return walk({-1, 0});
  case Qt::Key_Right:
    return walk({1, 0});
  case Qt::Key_Up:
    return walk({0, -1});
  case Qt::Key_Down:
    return walk({0, 1});
  case Qt::Key_Escape:
    return emit activated(Target{});
  case Qt::Key_Return:
  case Qt::Key_Enter:
  case Qt::Key_Space:
    if (focused_ >= 0)
      emit activated(picture_.groups[nodes_[static_cast<std::size_t>(focused_)]].target);
    return;
  default:
    QWidget::keyPressEvent(event);
  }
}

void Canvas::focusNode(int node) {
  focused_ = node;
  if (node >= 0) {
    const Group &group = picture_.groups[nodes_[static_cast<std::size_t>(node)]];
    bringIntoView(group.target.service);
    emit nodeFocused(onWidget(group.bounds).toAlignedRect());
    QAccessibleEvent focus(this, QAccessible::Focus);
    focus.setChild(node);
    QAccessible::updateAccessibility(&focus);
  }
  refresh();
}

/// To the nearest node that way; what lies off the way counts double.
void Canvas::walk(QPointF direction) {
  if (nodes_.empty())
    return;
  if (focused_ < 0)
    return focusNode(0);
  const auto centreOf = [&](int node) {
    const diagram::Point p =
        picture_.groups[nodes_[static_cast<std::size_t>(node)]].bounds.centre();
    return QPointF(p.x, p.y);
  };
  int best = -1;
  double least = std::numeric_limits<double>::infinity();
  for (int node = 0; node < static_cast<int>(nodes_.size()); ++node) {
    const QPointF way = centreOf(node) - centreOf(focused_);
    const double along = QPointF::dotProduct(way, direction);
    const double across = std::abs(way.x() * direction.y()) + std::abs(way.y() * direction.x());
    if (along > 1 && along + 2 * across < least) {
      least = along + 2 * across;
      best = node;
    }
  }
  if (best >= 0)
    focusNode(best);
}

bool Canvas::focusNextPrevChild(bool next) {
  const int node = focused_ + (next ? 1 : -1);
  if (node < 0 || node >= static_cast<int>(nodes_.size()))
    return QWidget::focusNextPrevChild(next);
  focusNode(node);
  return true;
}

} // namespace loadline::canvas
