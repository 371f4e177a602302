#include "gui/canvas/legend_card.h"

#include "gui/canvas/painter.h"
#include "gui/theme/theme.h"
#include "planner/diagram/legend.h"

#include <QPainter>

namespace loadline::canvas {

LegendCard::LegendCard(QWidget *parent) : QWidget(parent) {
  const diagram::DisplayList list = diagram::legend();
  setAccessibleName(QStringLiteral("Legend"));
  QStringList told;
  for (const diagram::Group &group : list.groups)
    told << QString::fromStdString(group.name);
  setAccessibleDescription(told.join(QStringLiteral("; ")));
  setFixedSize(static_cast<int>(list.size.width), static_cast<int>(list.size.height));
  move(10, 10);
  hide();
}

void LegendCard::paintEvent(QPaintEvent *) {
  const theme::Colors &colors = theme::colorsOf(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colors.line);
  painter.setBrush(colors.surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
  paint(painter, diagram::legend(),
        theme::isDark(palette()) ? diagram::Palette::dark : diagram::Palette::light,
        QRectF(rect()));
}

void LegendCard::mousePressEvent(QMouseEvent *) {
  hide();
  emit closed();
}

} // namespace loadline::canvas
