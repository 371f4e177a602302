#pragma once

#include "base/diagnostic.h"

#include <QObject>
#include <QProcess>

#include <filesystem>

namespace loadline::session {

/// One audit at a time, as a process of its own that can be stopped at any moment.
class AuditRun : public QObject {
  Q_OBJECT
public:
  /// The program that stands beside this one.
  static std::filesystem::path shippedProgram();

  /// Results and facts are kept below `folder`, so that the next audit of the same code reads only
  /// what changed.
  AuditRun(std::filesystem::path program, std::filesystem::path folder, QObject *parent = nullptr);
  /// Stops what runs; waits a moment for it to go, never longer.
  ~AuditRun() override;

  bool isRunning() const { return process_.state() != QProcess::NotRunning; }
  /// Audits what a compile_commands.json, or the folder with it, names. Not while another runs.
  void start(const std::filesystem::path &database);
  void cancel();

signals:
  void started();
  void progressed(int done, int total, const QString &file);
  void finished(const std::filesystem::path &audit); ///< where the result is
  void failed(const loadline::Diagnostics &why);
  void cancelled();

private:
  void readProgress();
  void end();

  const std::filesystem::path program_, folder_;
  std::filesystem::path database_, result_;
  QProcess process_;
  QByteArray said_; ///< on standard error, but for progress
  QByteArray line_; ///< of standard error, not yet whole
  bool isCancelled_ = false;
};

} // namespace loadline::session
