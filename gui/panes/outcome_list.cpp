#include "gui/panes/outcome_list.h"

#include "gui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace loadline::panes {

namespace {

constexpr int air = 12;             // between the columns
constexpr double mostOfName = 0.42; // of the width

QString inWords(const OutcomeList::Row &row) {
  return row.name + QStringLiteral(": ") + row.value +
         (row.note.isEmpty() ? QString() : QStringLiteral(", ") + row.note);
}

} // namespace

OutcomeList::OutcomeList(QWidget *parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

int OutcomeList::lineHeight() const {
  return fontMetrics().height() + 3;
}

void OutcomeList::setRows(std::vector<Row> rows) {
  if (rows == rows_)
    return;
  rows_ = std::move(rows);
  QStringList lines;
  for (const Row &row : rows_)
    lines << inWords(row);
  setAccessibleDescription(lines.join(u'\n'));
  setFixedHeight(lineHeight() * static_cast<int>(rows_.size()));
  update();
}

void OutcomeList::paintEvent(QPaintEvent *) {
  QPainter painter(this);
  const QFontMetrics metrics = fontMetrics();
  const theme::Colors &colors = theme::colorsOf(palette());
  int names = 0;
  for (const Row &row : rows_)
    names = std::max(names, metrics.horizontalAdvance(row.name) + 1); // it rounds down
  names = std::min(names, static_cast<int>(width() * mostOfName));
  int baseline = metrics.ascent() + 1;
  const auto write = [&](int left, int room, const QString &text, const QColor &color) {
    painter.setPen(color);
    painter.drawText(left, baseline, metrics.elidedText(text, Qt::ElideRight, room));
  };
  for (const Row &row : rows_) {
    const int left = names + air, value = metrics.horizontalAdvance(row.value);
    write(0, names, row.name, colors.mutedText);
    write(left, width() - left, row.value, colors.text);
    if (const int after = left + value + air; after < width() && !row.note.isEmpty())
      write(after, width() - after, row.note, colors.mutedText);
    baseline += lineHeight();
  }
}

bool OutcomeList::event(QEvent *event) {
  if (event->type() != QEvent::ToolTip)
    return QWidget::event(event);
  const auto *help = static_cast<QHelpEvent *>(event);
  const auto at = static_cast<std::size_t>(std::max(0, help->pos().y()) / lineHeight());
  QToolTip::showText(help->globalPos(),
                     at < rows_.size() ? theme::plainTip(inWords(rows_[at])) : "", this);
  return true;
}

} // namespace loadline::panes
