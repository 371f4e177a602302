#include "gui/canvas/minimap.h"

#include "gui/canvas/canvas.h"
#include "gui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace loadline::canvas {

namespace {

constexpr double widest = 170, tallest = 110, air = 6, away = 10;

} // namespace

Minimap::Minimap(Canvas &canvas) : QWidget(&canvas), canvas_(canvas) {
  setAccessibleName(QStringLiteral("Minimap"));
  setAccessibleDescription(QStringLiteral("The whole picture; a press moves the view there"));
  setCursor(Qt::CrossCursor);
  hide();
}

double Minimap::scale() const {
  const diagram::Size &size = canvas_.picture().size;
  return std::min((widest - 2 * air) / std::max(size.width, 1.0),
                  (tallest - 2 * air) / std::max(size.height, 1.0));
}

void Minimap::follow() {
  const diagram::Size &size = canvas_.picture().size;
  const QRectF whole = canvas_.onWidget({0, 0, size.width, size.height});
  const bool isUseful = !canvas_.nodes().empty() && canvas_.width() > 2 * widest &&
                        canvas_.height() > 1.5 * tallest &&
                        !QRectF(canvas_.rect()).adjusted(-1, -1, 1, 1).contains(whole);
  const QSize own(static_cast<int>(size.width * scale() + 2 * air),
                  static_cast<int>(size.height * scale() + 2 * air));
  setGeometry(QRect(QPoint(canvas_.width() - own.width() - static_cast<int>(away),
                           canvas_.height() - own.height() - static_cast<int>(away)),
                    own));
  setVisible(isUseful);
  update();
}

void Minimap::paintEvent(QPaintEvent *) {
  const theme::Colors &colors = theme::colorsOf(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colors.line);
  painter.setBrush(colors.surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
  const auto here = [&](const diagram::Box &box) {
    return QRectF(air + box.x * scale(), air + box.y * scale(), box.width * scale(),
                  box.height * scale());
  };
  painter.setPen(Qt::NoPen);
  for (const std::size_t node : canvas_.nodes()) {
    const diagram::Group &group = canvas_.picture().groups[node];
    const bool isSelected = group.target == canvas_.selected();
    QColor color = isSelected ? colors.accent : colors.mutedText;
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
  canvas_.centreOn({(place.x() - air) / scale(), (place.y() - air) / scale()});
}

void Minimap::mousePressEvent(QMouseEvent *event) {
  moveCanvas(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent *event) {
  moveCanvas(event->position());
}

} // namespace loadline::canvas
