#include "gui/app/banner.h"

#include "gui/models/figures.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace loadline::app {

namespace {

QLabel *plainLabel(QWidget *parent) {
  auto *label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText); // a file's text is never markup
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

/// Place, cause and, where the files have more to tell, whose it is.
QString told(const Diagnostic &problem) {
  const QString place = models::toQString(toString(problem.at));
  return place.isEmpty() ? models::toQString(problem.message)
                         : place + QStringLiteral(": ") + models::toQString(problem.message);
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent), what_(plainLabel(this)), next_(plainLabel(this)),
      all_(new QPushButton(this)) {
  setProperty("banner", true);
  setAccessibleName(QStringLiteral("Problems with the files"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  auto *row = new QHBoxLayout(this);
  row->setContentsMargins(14, 8, 8, 8);
  auto *texts = new QVBoxLayout;
  texts->setSpacing(2);
  next_->setProperty("muted", true);
  texts->addWidget(what_);
  texts->addWidget(next_);
  row->addLayout(texts, 1);
  all_->setAccessibleName(QStringLiteral("Show all problems"));
  auto *dismiss = new QToolButton(this);
  dismiss->setText(QStringLiteral("×"));
  dismiss->setAccessibleName(QStringLiteral("Dismiss"));
  dismiss->setToolTip(QStringLiteral("Dismiss"));
  dismiss->setProperty("bare", true);
  row->addWidget(all_);
  row->addWidget(dismiss);
  connect(all_, &QPushButton::clicked, this, &Banner::allAsked);
  connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
  hide();
}

void Banner::display(const session::Documents &documents) {
  const Diagnostic *first = nullptr; // the first error, else the first of what there is
  int count = 0;
  for (const auto &[file, problems] : documents.problems)
    for (const Diagnostic &problem : problems) {
      ++count;
      if (!first || (first->severity != Diagnostic::Severity::error &&
                     problem.severity == Diagnostic::Severity::error))
        first = &problem;
    }
  setVisible(first);
  if (!first)
    return;
  what_->setText(told(*first));
  next_->setText(models::toQString(first->hint));
  next_->setVisible(!first->hint.empty());
  all_->setVisible(count > 1);
  all_->setText(QStringLiteral("Show all %1").arg(count));
}

} // namespace loadline::app
