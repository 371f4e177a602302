#include "gui/panes/choice_box.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace loadline::panes {

namespace {

constexpr int markRoom = 20; // at the right, pixels

} // namespace

void ChoiceBox::paintEvent(QPaintEvent *event) {
  QComboBox::paintEvent(event);
  QPainter painter(this);
  painter.setPen(theme::colorsOf(palette()).mutedText);
  painter.drawText(rect().adjusted(width() - markRoom, 0, -2, 0), Qt::AlignCenter,
                   QStringLiteral("▾"));
}

} // namespace loadline::panes
