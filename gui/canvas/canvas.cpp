#include "gui/canvas/canvas.h"

#include "gui/canvas/painter.h"
#include "gui/theme/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace loadline::canvas {

using diagram::Box;
using diagram::Group;
using diagram::Target;

namespace {

constexpr double leastZoom = 0.05, mostZoom = 8, zoomStep = 1.2;
constexpr double mostFitZoom = 1.25;  // a small picture is not blown up
constexpr double leastOpenZoom = 0.7; // at which the smallest text can still be read
constexpr double chipZoom = 0.45;     // below it words are too small, and boxes become chips
constexpr double margin = 12;         // around the fitted picture, pixels
constexpr double reach = 60;          // of the picture that always stays in the window, pixels
constexpr double headAir = 6;         // above and below heads that stay in view, pixels
constexpr double mostOfHeads = 0.4;   // of the height: below them there must be room for boxes

bool isNode(const Group &group) {
  return group.target.kind == Target::Kind::service || group.target.kind == Target::Kind::entry;
}

} // namespace

Canvas::Canvas(QWidget *parent) : QWidget(parent) {
  setAccessibleName(QStringLiteral("Bound stack"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setMinimumSize(200, 150); // else the words above it are squeezed in a small window
  minimap_ = new Minimap(*this);
}

void Canvas::setPicture(diagram::DisplayList picture) {
  picture_ = std::move(picture);
  nodes_.clear();
  heads_.groups.clear();
  for (const Group &group : picture_.groups)
    if (group.target.kind == Target::Kind::tier)
      heads_.groups.push_back(group);
  for (std::size_t i = 0; i < picture_.groups.size(); ++i)
    if (isNode(picture_.groups[i]))
      nodes_.push_back(i);
  focused_ = std::min(focused_, static_cast<int>(nodes_.size()) - 1);
  setAccessibleDescription(QString::fromStdString(picture_.title + ". " + picture_.description));
  if (placing_ != Placing::byHand)
    placeAgain();
  refresh();
}

void Canvas::setSelected(const Target &target) {
  selected_ = target;
  for (int node = 0; node < static_cast<int>(nodes_.size()); ++node)
    if (picture_.groups[nodes_[static_cast<std::size_t>(node)]].target == target)
      focused_ = node;
  refresh();
}

diagram::Box Canvas::shownPart() const {
  return {-origin_.x() / zoom_, -origin_.y() / zoom_, width() / zoom_, height() / zoom_};
}

void Canvas::centreOn(diagram::Point point) {
  origin_ = QRectF(rect()).center() - QPointF(point.x, point.y) * zoom_;
  placing_ = Placing::byHand;
  keepInReach();
  refresh();
}

/// What every move of the view and every other picture ends with.
void Canvas::refresh() {
  minimap_->follow();
  update();
}

void Canvas::setFaded(IsFaded isFaded) {
  isFaded_ = std::move(isFaded);
  refresh();
}

void Canvas::bringIntoView(const std::string &service) {
  shown_ = service;
  showWhole();
}

/// Moves no further than it must, so that what one looked at stays in view.
void Canvas::showWhole() {
  const auto group =
      std::find_if(picture_.groups.begin(), picture_.groups.end(), [&](const Group &g) {
        return g.target.kind == Target::Kind::service && g.target.service == shown_;
      });
  if (shown_.empty() || group == picture_.groups.end())
    return;
  const QRectF box = onWidget(group->bounds).adjusted(-margin, -margin, margin, margin);
  const auto shift = [](double low, double high, double from, double to) {
    if (high - low > to - from)
      return (from + to - high - low) / 2;
    return low < from ? from - low : high > to ? to - high : 0.0;
  };
  const QPointF by(shift(box.left(), box.right(), 0, width()),
                   shift(box.top(), box.bottom(), headsHeight(), height()));
  if (by.isNull())
    return;
  origin_ += by;
  refresh();
}

double Canvas::headsHeight() const {
  double bottom = 0;
  for (const Group &head : heads_.groups)
    bottom = std::max(bottom, head.bounds.y + head.bounds.height);
  const double height = (bottom - headsTop()) * zoom_ + 2 * headAir;
  const bool isWorthIt = zoom_ >= chipZoom && height <= mostOfHeads * this->height();
  return heads_.groups.empty() || !isWorthIt ? 0 : height;
}

double Canvas::headsTop() const {
  double top = std::numeric_limits<double>::infinity();
  for (const Group &head : heads_.groups)
    top = std::min(top, head.bounds.y);
  return top;
}

double Canvas::headsMoved() const {
  return headsHeight() > 0 ? std::max(0.0, headAir - origin_.y() - headsTop() * zoom_) : 0;
}

QRectF Canvas::shownAt(const Group &group) const {
  return onWidget(group.bounds)
      .translated(0, group.target.kind == Target::Kind::tier ? headsMoved() : 0);
}

void Canvas::setMinimapWanted(bool isWanted) {
  minimap_->setWanted(isWanted);
}

double Canvas::wholeZoom() const {
  const double width = std::max(picture_.size.width, 1.0),
               height = std::max(picture_.size.height, 1.0);
  const double zoom = std::min(
      {(this->width() - 2 * margin) / width, (this->height() - 2 * margin) / height, mostFitZoom});
  return std::min(zoom, mostZoom);
}

void Canvas::fit() {
  placing_ = Placing::whole;
  placeAt(wholeZoom());
}

/// Where the whole would be too small to read, its upper left; the height of where load enters, if
/// that is far below.
void Canvas::open() {
  placing_ = Placing::readable;
  placeAt(std::max(wholeZoom(), leastOpenZoom));
  const auto entry = std::find_if(nodes_.begin(), nodes_.end(), [this](std::size_t node) {
    return picture_.groups[node].target.kind == Target::Kind::entry;
  });
  if (entry == nodes_.end())
    return;
  const QRectF box = onWidget(picture_.groups[*entry].bounds);
  const QRectF first = besideEntry(box);
  const double top = headsHeight() + margin;
  if (box.bottom() > height())
    origin_ += QPointF(0, (top + height()) / 2.0 - box.center().y());
  else if (const double below = first.bottom() + margin - height(); below > 0)
    origin_ -= QPointF(0, std::clamp(first.top() - top, 0.0, below));
  refresh();
}

/// The box where load enters, united with the nearest one at its right.
QRectF Canvas::besideEntry(const QRectF &entry) const {
  QRectF nearest;
  for (const std::size_t node : nodes_) {
    const QRectF box = onWidget(picture_.groups[node].bounds);
    const bool isBeside =
        box.left() >= entry.right() && box.top() < entry.bottom() && box.bottom() > entry.top();
    if (isBeside && (nearest.isNull() || box.left() < nearest.left()))
      nearest = box;
  }
  return entry.united(nearest);
}

void Canvas::placeAt(double zoom) {
  zoom_ = zoom;
  const QSizeF shown = QSizeF(picture_.size.width, picture_.size.height) * zoom_;
  const auto start = [](double room, double length) {
    return length + 2 * margin > room ? margin : (room - length) / 2;
  };
  origin_ = {start(width(), shown.width()), start(height(), shown.height())};
  if (zoom_ <= wholeZoom())
    origin_ = QPointF(width() - shown.width(), height() - shown.height()) / 2;
  if (isAtTop_)
    origin_.setY(0);
  emit zoomChanged(zoom_);
  refresh();
}

void Canvas::placeAgain() {
  if (placing_ == Placing::whole)
    fit();
  else if (placing_ == Placing::readable)
    open();
  else
    keepInReach();
  if (placing_ == Placing::readable)
    showWhole();
}

void Canvas::zoomBy(double factor) {
  zoomAround(QRectF(rect()).center(), factor);
}

void Canvas::zoomTo(double zoom) {
  zoomBy(zoom / zoom_);
}

void Canvas::zoomAround(QPointF place, double factor) {
  const double before = zoom_;
  zoom_ = std::clamp(zoom_ * factor, std::min(leastZoom, wholeZoom()), mostZoom);
  origin_ = place - (place - origin_) * (zoom_ / before);
  placing_ = Placing::byHand;
  keepInReach();
  emit zoomChanged(zoom_);
  refresh();
}

void Canvas::keepInReach() {
  const QSizeF shown(picture_.size.width * zoom_, picture_.size.height * zoom_);
  origin_.setX(std::clamp(origin_.x(), std::min(reach - shown.width(), 0.0),
                          std::max(width() - reach, 0.0)));
  origin_.setY(std::clamp(origin_.y(), std::min(reach - shown.height(), 0.0),
                          std::max(height() - reach, 0.0)));
}

QRectF Canvas::onWidget(const Box &box) const {
  return {origin_.x() + box.x * zoom_, origin_.y() + box.y * zoom_, box.width * zoom_,
          box.height * zoom_};
}

diagram::Point Canvas::toPicture(QPointF place) const {
  const QPointF p = (place - origin_) / zoom_;
  return {p.x(), p.y()};
}

const Group *Canvas::groupAt(QPointF place) const {
  const diagram::Point p = toPicture(place);
  const Group *hit = nullptr; // the topmost node, else the topmost of what else can be pointed at
  for (const Group &head : heads_.groups)
    if (headsMoved() > 0 && shownAt(head).contains(place))
      return &head;
  for (const Group &group : picture_.groups)
    if (group.target.kind != Target::Kind::none && group.bounds.contains(p))
      if (!hit || isNode(group) || !isNode(*hit))
        hit = &group;
  return hit;
}

void Canvas::paintFrame(QPainter &painter, const Box &box, const QColor &color,
                        double width) const {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(color, width));
  painter.drawRoundedRect(onWidget(box.grownBy(5)), 10, 10);
}

/// On the ground of the picture, which goes on below them.
void Canvas::paintHeads(QPainter &painter, diagram::Palette look) const {
  const double moved = headsMoved();
  if (moved <= 0)
    return;
  const QRectF ground(0, 0, width(), headsHeight());
  painter.fillRect(ground, toQColor(colorOf(diagram::Role::canvas, look)));
  painter.fillRect(QRectF(0, ground.bottom() - 1, width(), 1),
                   toQColor(colorOf(diagram::Role::rule, look)));
  painter.translate(origin_ + QPointF(0, moved));
  painter.scale(zoom_, zoom_);
  paint(painter, heads_, look, painter.transform().inverted().mapRect(QRectF(rect())), isFaded_);
}

void Canvas::paintEvent(QPaintEvent *event) {
  const bool dark = theme::isDark(palette());
  const theme::Colors &colors = theme::colors(dark);
  const auto look = dark ? diagram::Palette::dark : diagram::Palette::light;
  QPainter painter(this);
  painter.fillRect(event->rect(), toQColor(colorOf(diagram::Role::canvas, look)));
  painter.save();
  painter.translate(origin_);
  painter.scale(zoom_, zoom_);
  for (const Group &group : picture_.groups) // a line is lit from below, a box framed from above
    if (selected_.kind == Target::Kind::edge && group.target == selected_)
      paintGlow(painter, group, colors.accent);
  paint(painter, picture_, look, painter.transform().inverted().mapRect(QRectF(event->rect())),
        isFaded_, zoom_ < chipZoom ? Grain::chips : Grain::whole);
  painter.restore();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const Group &group : picture_.groups)
    if (selected_.kind != Target::Kind::none && isNode(group) && group.target == selected_)
      paintFrame(painter, group.bounds, colors.accent, 2);
  if (hasFocus() && focused_ >= 0) {
    const Group &group = picture_.groups[nodes_[static_cast<std::size_t>(focused_)]];
    if (group.target != selected_)
      paintFrame(painter, group.bounds, colors.mutedText, 1);
  }
  paintHeads(painter, look);
}

void Canvas::resizeEvent(QResizeEvent *event) {
  QWidget::resizeEvent(event);
  placeAgain();
}

void Canvas::wheelEvent(QWheelEvent *event) {
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

bool Canvas::event(QEvent *event) {
  if (event->type() == QEvent::ToolTip) {
    const auto *help = static_cast<QHelpEvent *>(event);
    const Group *hit = groupAt(help->pos());
    if (hit && !hit->tooltip.empty())
      QToolTip::showText(help->globalPos(), theme::cardTip(QString::fromStdString(hit->tooltip)),
                         this, shownAt(*hit).toRect());
    else
      QToolTip::hideText();
    return true;
  }
  return QWidget::event(event);
}

} // namespace loadline::canvas
