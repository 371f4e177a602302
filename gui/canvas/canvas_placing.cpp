#include "gui/canvas/canvas.h"

#include <algorithm>
#include <cmath>

// Where the picture is on the widget, and how large.

namespace loadline::canvas {

using diagram::Box;
using diagram::Group;
using diagram::Target;

namespace {

constexpr double leastZoom = 0.05, mostZoom = 8;
constexpr double mostFitZoom = 1.25;  // a small picture is not blown up
constexpr double leastOpenZoom = 0.7; // at which the smallest text can still be read
constexpr double margin = 12;         // around the fitted picture, pixels
constexpr double reach = 60;          // of the picture that always stays in the window, pixels

} // namespace

diagram::Box Canvas::shownPart() const {
  return {-origin_.x() / zoom_, -origin_.y() / zoom_, width() / zoom_, height() / zoom_};
}

void Canvas::centreOn(diagram::Point point) {
  origin_ = QRectF(rect()).center() - QPointF(point.x, point.y) * zoom_;
  placing_ = Placing::byHand;
  keepInReach();
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
  if (isPage_ || shown_.empty() || group == picture_.groups.end())
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

void Canvas::setAsPage() {
  isPage_ = true;
  setMinimumSize(0, 0);
  minimap_->setWanted(false);
}

double Canvas::wholeZoom() const {
  const double width = std::max(picture_.size.width, 1.0),
               height = std::max(picture_.size.height, 1.0);
  const double zoom = std::min(
      {(this->width() - 2 * margin) / width, (this->height() - 2 * margin) / height, mostFitZoom});
  return std::min(zoom, mostZoom);
}

void Canvas::fit() {
  if (isPage_)
    return open();
  placing_ = Placing::whole;
  placeAt(wholeZoom());
}

/// Where the whole would be too small to read, its upper left; the height of where load enters, if
/// that is far below.
void Canvas::open() {
  placing_ = Placing::readable;
  if (isPage_) {
    setMinimumHeight(static_cast<int>(std::ceil(picture_.size.height)));
    origin_ = {};
    return refresh();
  }
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
  if (isPage_)
    return;
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

void Canvas::resizeEvent(QResizeEvent *event) {
  QWidget::resizeEvent(event);
  placeAgain();
}

} // namespace loadline::canvas
