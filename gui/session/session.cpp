#include "gui/session/session.h"

#include <QFileInfo>

#include <chrono>
#include <set>

namespace loadline::session {

namespace {

using std::filesystem::path;

QString toQString(const path &file) { return QString::fromStdString(file.string()); }

/// The files that are open or that failed to, without repetition.
std::vector<path> filesOf(const Documents &documents) {
  std::set<path> files;
  for (const path &file : {documents.specPath, documents.auditPath})
    if (!file.empty())
      files.insert(file);
  for (const auto &[file, problems] : documents.problems)
    files.insert(file);
  return {files.begin(), files.end()};
}

} // namespace

Session::Session(QObject *parent) : QObject(parent) {
  settle_.setSingleShot(true);
  settle_.setInterval(std::chrono::milliseconds(200));
  connect(&settle_, &QTimer::timeout, this, &Session::reloadChanged);
  connect(&watcher_, &QFileSystemWatcher::fileChanged, &settle_, qOverload<>(&QTimer::start));
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, &settle_, qOverload<>(&QTimer::start));
}

Session::~Session() {
  if (worker_.joinable())
    worker_.join();
}

void Session::open(const std::vector<path> &files) {
  for (const path &file : files)
    waiting_.push_back(std::filesystem::absolute(file).lexically_normal());
  if (!isLoading() && !waiting_.empty())
    start();
}

void Session::openNow(const std::vector<path> &files) {
  std::vector<path> absolute;
  for (const path &file : files)
    absolute.push_back(std::filesystem::absolute(file).lexically_normal());
  stamp(absolute);
  show(opened(documents_, absolute));
}

void Session::reload() { open(filesOf(documents_)); }

void Session::show(Documents documents) {
  documents_ = std::move(documents);
  watch();
  emit changed(documents_);
}

void Session::close() {
  ++job_;
  waiting_.clear();
  stamps_.clear();
  show({});
}

void Session::start() {
  const int job = ++job_;
  stamp(waiting_);
  worker_ = std::jthread([this, job, before = documents_, files = std::exchange(waiting_, {})] {
    Documents after = opened(before, files);
    QMetaObject::invokeMethod(
        this,
        [this, job, documents = std::move(after)]() mutable {
          worker_.join();
          worker_ = {};
          if (job == job_)
            finish(std::move(documents));
          else if (!waiting_.empty())
            start();
          else
            emit loadingChanged(false);
        },
        Qt::QueuedConnection);
  });
  emit loadingChanged(true);
}

void Session::finish(Documents documents) {
  show(std::move(documents));
  if (!waiting_.empty())
    start();
  else
    emit loadingChanged(false);
}

void Session::watch() {
  const QStringList old = watcher_.files() + watcher_.directories();
  if (!old.isEmpty())
    watcher_.removePaths(old);
  QStringList paths;
  for (const path &file : filesOf(documents_)) {
    // An atomic save replaces the file, and with it the watch: the folder tells of the new one.
    for (const QString &place : {toQString(file), toQString(file.parent_path())})
      if (QFileInfo::exists(place) && !paths.contains(place))
        paths << place;
  }
  if (!paths.isEmpty())
    watcher_.addPaths(paths);
}

void Session::stamp(const std::vector<path> &files) {
  for (const path &file : files) // before they are read: what changes meanwhile differs
    stamps_[file] = stampOf(file);
}

void Session::reloadChanged() {
  std::vector<path> changed;
  for (const auto &[file, stamp] : stamps_)
    if (stampOf(file) != stamp)
      changed.push_back(file);
  watch(); // a replaced file is watched anew, changed or not
  open(changed);
}

Session::Stamp Session::stampOf(const path &file) {
  std::error_code time, size; // a file that is gone is a state of its own
  return {std::filesystem::last_write_time(file, time), std::filesystem::file_size(file, size)};
}

} // namespace loadline::session
