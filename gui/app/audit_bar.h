#pragma once

#include "gui/session/audit_run.h"

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace loadline::app {

/// How far an audit is, and the button that stops it; hidden while none runs.
class AuditBar : public QWidget {
  Q_OBJECT
public:
  AuditBar(session::AuditRun &run, QWidget *parent = nullptr);

private:
  void begin();
  void show(int done, int total, const QString &file);

  QLabel what_;
  QProgressBar progress_;
  QToolButton cancel_;
};

} // namespace loadline::app
