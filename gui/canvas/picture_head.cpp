#include "gui/canvas/picture_head.h"

#include "gui/theme/theme.h"

#include <QEvent>

#include <algorithm>

namespace loadline::canvas {

namespace {

constexpr int leastToFind = 110, mostToFind = 190; // width of the field
constexpr int gap = 12;

} // namespace

PictureHead::PictureHead(QWidget *parent) : QWidget(parent) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  name_.setFont(theme::font(1, true));
  summary_.setProperty("muted", true);
  find_.setPlaceholderText(QStringLiteral("Find, or util > 80%"));
  find_.setAccessibleName(QStringLiteral("Find services"));
  find_.setClearButtonEnabled(true);
  auto *lines = new QVBoxLayout(this);
  lines->setContentsMargins(16, 5, 10, 6);
  lines->setSpacing(1);
  first_ = new QHBoxLayout;
  second_ = new QHBoxLayout;
  buttons_ = new QHBoxLayout;
  for (QHBoxLayout *line : {first_, second_, buttons_})
    line->setSpacing(2);
  second_->setSpacing(gap);
  lines->addLayout(first_);
  lines->addLayout(second_);
  first_->addWidget(&name_, 1);
  first_->addWidget(&find_);
  first_->addSpacing(gap);
  first_->addLayout(buttons_);
  second_->addWidget(&summary_, 1);
}

void PictureHead::tell(const QString &name, const QString &summary) {
  name_.setText(name);
  name_.setToolTip(theme::plainTip(name));
  summary_.setText(summary);
  summary_.setToolTip(theme::plainTip(summary));
  arrange();
}

void PictureHead::addButton(QWidget *button) {
  buttons_->addWidget(button);
}

void PictureHead::addGap() {
  buttons_->addSpacing(gap);
}

/// The name comes before the field where there is no room for both.
void PictureHead::arrange() {
  const QMargins around = layout()->contentsMargins();
  const int room = width() - around.left() - around.right() - buttons_->sizeHint().width() -
                   2 * gap - name_.fontMetrics().horizontalAdvance(name_.text());
  const bool isBeside = room >= leastToFind;
  if (isBeside != (first_->indexOf(&find_) >= 0)) {
    (isBeside ? second_ : first_)->removeWidget(&find_);
    isBeside ? first_->insertWidget(1, &find_) : second_->addWidget(&find_);
  }
  find_.setFixedWidth(isBeside ? std::clamp(room, leastToFind, mostToFind) : leastToFind);
}

void PictureHead::resizeEvent(QResizeEvent *event) {
  QWidget::resizeEvent(event);
  arrange();
}

bool PictureHead::event(QEvent *event) {
  if (event->type() == QEvent::LayoutRequest) // a button came, went, or says more
    arrange();
  return QWidget::event(event);
}

} // namespace loadline::canvas
