#include "gui/canvas/minimap.h"

#include "gui/canvas/canvas.h"
#include "gui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace loadline::canvas {

namespace {

constexpr double widest = 132, tallest = 84; // of what is drawn
constexpr double leastSide = 56;             // below it columns or rows can't be told apart
constexpr double air = 6;
constexpr int away = 10, step = 12;    // from the borders; between places to try
constexpr double mostInView = 0.75;    // of the boxes' area, from which on nobody needs a map,
constexpr double leastOfOne = 2.0 / 3; // unless one of them shows less of itself than this
constexpr double leastHeight = 1.5;    // of a box, so that one among hundreds is still seen
constexpr double around = 30;          // the boxes, in the picture

double area(const QRectF &rect) {
  return rect.isEmpty() ? 0 : rect.width() * rect.height();
}

/// Drawn later where they stand worse, so that they are not covered.
int order(diagram::Role state) {
  return state == diagram::Role::waterOver ? 2 : state == diagram::Role::waterAbove ? 1 : 0;
}

} // namespace

Minimap::Minimap(Canvas &canvas) : QWidget(&canvas), canvas_(canvas) {
  setAccessibleName(QStringLiteral("Minimap"));
  setAccessibleDescription(QStringLiteral("The whole picture; a press moves the view there"));
  setCursor(Qt::CrossCursor);
  hide();
}

void Minimap::setWanted(bool isWanted) {
  isWanted_ = isWanted;
  follow();
}

/// By the area of the boxes: what counts is what there is to see, not the air around it.
bool Minimap::isUseful() const {
  if (!isWanted_ || canvas_.nodes().empty() || canvas_.width() < 2.5 * widest ||
      canvas_.height() < 2.5 * tallest)
    return false;
  double all = 0, inView = 0;
  for (const std::size_t node : canvas_.nodes()) {
    const QRectF box = canvas_.onWidget(canvas_.picture().groups[node].bounds);
    const double seen = area(box.intersected(QRectF(canvas_.rect())));
    if (seen < leastOfOne * area(box))
      return true;
    all += area(box);
    inView += seen;
  }
  return inView < mostInView * all;
}

void Minimap::measure() {
  const auto &nodes = canvas_.nodes();
  content_ = canvas_.picture().groups[nodes.front()].bounds;
  for (const std::size_t node : nodes)
    content_ = united(content_, canvas_.picture().groups[node].bounds);
  content_ = content_.grownBy(around);
  const double same = std::min(widest / content_.width, tallest / content_.height);
  scaleX_ = std::max(same, leastSide / content_.width);
  scaleY_ = std::max(same, leastSide / content_.height);
}

/// Boxes and heads of tiers that are in view.
std::vector<QRectF> Minimap::inTheWay() const {
  using Kind = diagram::Target::Kind;
  std::vector<QRectF> shown;
  for (const diagram::Group &group : canvas_.picture().groups)
    if (group.target.kind != Kind::none && group.target.kind != Kind::edge)
      if (const QRectF box = canvas_.shownAt(group); box.intersects(QRectF(canvas_.rect())))
        shown.push_back(box);
  return shown;
}

/// Where it is, if it hides nothing there; else the first corner, and after them any place, where
/// it hides least.
QRect Minimap::freestPlace() const {
  const QSize own(static_cast<int>(content_.width * scaleX_ + 2 * air),
                  static_cast<int>(content_.height * scaleY_ + 2 * air));
  const std::vector<QRectF> boxes = inTheWay();
  const auto hidden = [&](const QRect &place) {
    double sum = 0;
    for (const QRectF &box : boxes)
      sum += area(box.intersected(place));
    return sum;
  };
  const int right = canvas_.width() - own.width() - away;
  const int bottom = canvas_.height() - own.height() - away;
  std::vector<QPoint> places{{right, bottom}, {away, bottom}, {right, away}, {away, away}};
  for (int y = bottom; y >= away; y -= step)
    for (int x = right; x >= away; x -= step)
      places.emplace_back(x, y);
  if (isVisible() && canvas_.rect().contains(geometry()) && size() == own)
    places.insert(places.begin(), pos());
  QRect best(places[0], own);
  double least = hidden(best);
  for (std::size_t i = 1; i < places.size() && least > 0; ++i)
    if (const double here = hidden({places[i], own}); here < least) {
      least = here;
      best = {places[i], own};
    }
  return best;
}

void Minimap::follow() {
  const bool useful = isUseful();
  if (useful) {
    measure();
    setGeometry(freestPlace());
  }
  setVisible(useful);
  update();
}

QRectF Minimap::here(const diagram::Box &box) const {
  return {air + (box.x - content_.x) * scaleX_, air + (box.y - content_.y) * scaleY_,
          box.width * scaleX_, std::max(box.height * scaleY_, leastHeight)};
}

void Minimap::paintEvent(QPaintEvent *) {
  const theme::Colors &colors = theme::colorsOf(palette());
  const auto look = theme::isDark(palette()) ? diagram::Palette::dark : diagram::Palette::light;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colors.line);
  painter.setBrush(colors.surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
  painter.setPen(Qt::NoPen);
  for (int pass = 0; pass < 3; ++pass)
    for (const std::size_t node : canvas_.nodes()) {
      const diagram::Group &group = canvas_.picture().groups[node];
      if (order(group.state) != pass)
        continue;
      const bool isSelected = group.target == canvas_.selected();
      QColor color = isSelected ? colors.accent
                     : pass > 0 ? toQColor(colorOf(group.state, look))
                                : colors.mutedText;
      if (canvas_.isFaded() && canvas_.isFaded()(group.target))
        color.setAlphaF(0.25F);
      painter.setBrush(color);
      painter.drawRect(here(group.bounds));
    }
  painter.setPen(QPen(colors.accent, 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(here(canvas_.shownPart()).intersected(QRectF(rect()).adjusted(1, 1, -1, -1)));
}

void Minimap::moveCanvas(QPointF place) {
  canvas_.centreOn(
      {content_.x + (place.x() - air) / scaleX_, content_.y + (place.y() - air) / scaleY_});
}

void Minimap::mousePressEvent(QMouseEvent *event) {
  moveCanvas(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent *event) {
  moveCanvas(event->position());
}

} // namespace loadline::canvas
