#include "gui/session/audit_run.h"

#include "base/install_paths.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTimer>

namespace loadline::session {

namespace {

constexpr int patience = 3000; // ms that a program has to stop by itself
constexpr int shortPatience = 300;
constexpr qsizetype mostSaid = 4096; // of its complaints, bytes

QString toQString(const std::filesystem::path &path) {
  return QString::fromStdString(path.string());
}

/// Tells the results of one project from those of the next.
std::string keyOf(const std::filesystem::path &database) {
  return QCryptographicHash::hash(QByteArray::fromStdString(database.string()),
                                  QCryptographicHash::Sha256)
      .toHex()
      .left(16)
      .toStdString();
}

} // namespace

std::filesystem::path AuditRun::shippedProgram() {
  return executableFolder() / "loadline-audit";
}

AuditRun::AuditRun(std::filesystem::path program, std::filesystem::path folder, QObject *parent)
    : QObject(parent), program_(std::move(program)), folder_(std::move(folder)) {
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("LOADLINE_PROGRESS"), QStringLiteral("lines"));
  process_.setProcessEnvironment(environment);
  process_.setStandardOutputFile(QProcess::nullDevice());
  connect(&process_, &QProcess::readyReadStandardError, this, &AuditRun::readProgress);
  connect(&process_, &QProcess::finished, this, &AuditRun::end);
  connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error == QProcess::FailedToStart)
      emit failed({{{program_.string(), 0, 0},
                    "the audit can't be started: " + process_.errorString().toStdString(),
                    "it is built where LLVM and Clang are found; 'loadline doctor' shows what is "
                    "there"}});
  });
}

AuditRun::~AuditRun() {
  process_.disconnect(this);
  if (!isRunning())
    return;
  process_.terminate(); // it stops its own workers
  if (!process_.waitForFinished(shortPatience)) {
    process_.kill();
    process_.waitForFinished(shortPatience);
  }
}

void AuditRun::start(const std::filesystem::path &database) {
  if (isRunning())
    return;
  std::error_code error;
  database_ = std::filesystem::absolute(database, error).lexically_normal();
  if (std::filesystem::is_regular_file(database_, error))
    database_ = database_.parent_path();
  const std::filesystem::path own = folder_ / keyOf(database_);
  std::filesystem::create_directories(own, error);
  if (error)
    return emit failed({{{own.string(), 0, 0}, "the folder for results can't be made", ""}});
  result_ = own / "audit.json";
  std::filesystem::remove(result_, error); // an old result is not that of this run
  said_.clear();
  line_.clear();
  isCancelled_ = false;
  emit started();
  process_.start(toQString(program_),
                 {QStringLiteral("-p"), toQString(database_), QStringLiteral("--format"),
                  QStringLiteral("json"), QStringLiteral("-o"), toQString(result_),
                  QStringLiteral("--facts-dir"), toQString(own / "facts")});
}

void AuditRun::cancel() {
  if (!isRunning())
    return;
  isCancelled_ = true;
  process_.terminate();
  QTimer::singleShot(patience, &process_, [this] {
    if (isCancelled_ && isRunning())
      process_.kill();
  });
}

void AuditRun::readProgress() {
  static const QRegularExpression step(QStringLiteral("^\\[(\\d{1,9})/(\\d{1,9})\\] (.*)$"));
  line_ += process_.readAllStandardError();
  for (qsizetype end = line_.indexOf('\n'); end >= 0; end = line_.indexOf('\n')) {
    const QByteArray line = line_.left(end);
    line_.remove(0, end + 1);
    if (const auto match = step.match(QString::fromUtf8(line)); match.hasMatch())
      emit progressed(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3));
    else if (said_.size() < mostSaid)
      said_ += line + '\n';
  }
  if (line_.size() > mostSaid) // a line without an end
    line_.clear();
}

/// Findings (1) and an incomplete run (3) are results as a clean one is.
void AuditRun::end() {
  readProgress();
  if (isCancelled_)
    return emit cancelled();
  std::error_code error;
  const bool isResult = process_.exitStatus() == QProcess::NormalExit && process_.exitCode() != 2 &&
                        std::filesystem::is_regular_file(result_, error);
  if (isResult)
    return emit finished(result_);
  const QString why = QString::fromUtf8(said_ + line_).trimmed();
  emit failed({{{database_.string(), 0, 0},
                "the audit gave no result" + (why.isEmpty() ? "" : ": " + why.toStdString()),
                "choose the folder with compile_commands.json; cmake writes one with "
                "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"}});
}

} // namespace loadline::session
