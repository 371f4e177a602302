#include "gui/app/audit_bar.h"

#include "gui/theme/theme.h"

#include <QHBoxLayout>

namespace loadline::app {

AuditBar::AuditBar(session::AuditRun &run, QWidget *parent) : QWidget(parent) {
  auto *row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 10, 0);
  what_.setTextFormat(Qt::PlainText);
  progress_.setAccessibleName(QStringLiteral("Progress of the audit"));
  progress_.setFixedWidth(140);
  progress_.setTextVisible(false);
  cancel_.setText(QStringLiteral("Cancel"));
  cancel_.setAccessibleName(QStringLiteral("Cancel the audit"));
  cancel_.setProperty("bare", true);
  cancel_.setStyleSheet(QStringLiteral("padding: 0px 6px"));
  row->addWidget(&what_);
  row->addWidget(&progress_);
  row->addWidget(&cancel_);
  connect(&cancel_, &QToolButton::clicked, &run, &session::AuditRun::cancel);
  connect(&cancel_, &QToolButton::clicked, this, [this] {
    what_.setText(QStringLiteral("Stopping the audit…"));
    cancel_.setEnabled(false);
  });
  connect(&run, &session::AuditRun::started, this, &AuditBar::begin);
  connect(&run, &session::AuditRun::progressed, this, &AuditBar::show);
  connect(&run, &session::AuditRun::finished, this, &QWidget::hide);
  connect(&run, &session::AuditRun::failed, this, &QWidget::hide);
  connect(&run, &session::AuditRun::cancelled, this, &QWidget::hide);
  setMaximumHeight(fontMetrics().height() + 2); // the status bar stays as low as without it
  hide();
}

void AuditBar::begin() {
  what_.setText(QStringLiteral("Audit begins…"));
  what_.setToolTip({});
  progress_.setRange(0, 0);
  cancel_.setEnabled(true);
  QWidget::show();
}

void AuditBar::show(int done, int total, const QString &file) {
  what_.setText(QStringLiteral("Audit: %1 of %2 files").arg(done).arg(total));
  what_.setToolTip(theme::plainTip(file));
  progress_.setRange(0, total);
  progress_.setValue(done);
}

} // namespace loadline::app
