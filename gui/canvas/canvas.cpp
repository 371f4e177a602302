#include "gui/canvas/canvas.h"

#include "gui/theme/theme.h"

#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <limits>

// What the canvas shows. How it is placed is in canvas_placing.cpp, how it is moved by mouse and
// keyboard in canvas_input.cpp.

namespace loadline::canvas {

using diagram::Box;
using diagram::Group;
using diagram::Target;

namespace {

constexpr double chipZoom = 0.45;   // below it words are too small, and boxes become chips
constexpr double headAir = 6;       // above and below heads that stay in view, pixels
constexpr double mostOfHeads = 0.4; // of the height: below them there must be room for boxes

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

/// What every move of the view and every other picture ends with.
void Canvas::refresh() {
  minimap_->follow();
  update();
}

void Canvas::setFaded(IsFaded isFaded) {
  isFaded_ = std::move(isFaded);
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
