#include "gui/panes/sort_header.h"

#include "gui/theme/theme.h"

#include <QPainter>

namespace loadline::panes {

SortHeader::SortHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {
  setSectionsClickable(true);
  setSectionsMovable(false);
  setHighlightSections(false);
  setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void SortHeader::paintSection(QPainter *painter, const QRect &rect, int section) const {
  painter->save();
  QHeaderView::paintSection(painter, rect, section);
  painter->restore();
  if (sortIndicatorSection() != section)
    return;
  constexpr double half = 4, height = 4;
  const bool isUp = sortIndicatorOrder() == Qt::AscendingOrder;
  const QPointF centre(rect.center().x(), rect.top() + 2 + height / 2);
  const double tip = isUp ? -height / 2 : height / 2;
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(theme::colorsOf(palette()).accent);
  painter->drawPolygon(QPolygonF{centre + QPointF(-half, -tip), centre + QPointF(half, -tip),
                                 centre + QPointF(0, tip)});
  painter->restore();
}

} // namespace loadline::panes
