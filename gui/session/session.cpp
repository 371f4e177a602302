#include "gui/session/session.h"

#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <set>

namespace loadline::session {

namespace {

using std::filesystem::path;

QString toQString(const path &file) {
  return QString::fromStdString(file.string());
}

/// The files that are open or that failed to, without repetition.
std::vector<path> filesOf(const Documents &documents) {
  std::set<path> files;
  for (const path &file : {documents.specPath, documents.auditPath})
    if (!file.empty())
      files.insert(file);
  for (const LoadTestFile &file : documents.loadTests)
    files.insert(file.path);
  for (const auto &[file, problems] : documents.problems)
    files.insert(file);
  files.erase(changes::changeSetsFile(documents.specPath)); // it is read with the spec
  return {files.begin(), files.end()};
}

std::vector<path> absolute(const std::vector<path> &files) {
  std::vector<path> out;
  for (const path &file : files) {
    std::error_code error; // the current folder may be gone
    const path whole = std::filesystem::absolute(file, error);
    out.push_back(error ? file : whole.lexically_normal());
  }
  return out;
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
  forgetFailures();
  read(files);
}

void Session::openNow(const std::vector<path> &files) {
  forgetFailures();
  const std::vector<path> wanted = absolute(files);
  stamp(wanted);
  show(opened(documents_, wanted));
}

void Session::reload() {
  read(filesOf(documents_));
}

void Session::read(const std::vector<path> &files) {
  for (const path &file : absolute(files))
    waiting_.push_back(file);
  if (!isLoading() && !waiting_.empty())
    start();
}

/// What is opened now takes the place of what failed before.
void Session::forgetFailures() {
  std::erase_if(documents_.problems, [this](const auto &entry) {
    return entry.first != documents_.specPath && entry.first != documents_.auditPath;
  });
}

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
  const std::vector<path> files = filesOf(documents_);
  if (!isLoading()) // what is being read is stamped already and not yet open
    std::erase_if(stamps_, [&](const auto &entry) {
      return std::find(files.begin(), files.end(), entry.first) == files.end();
    });
  for (const path &file : files) {
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
  read(changed);
}

Session::Stamp Session::stampOf(const path &file) {
  std::error_code time, size; // a file that is gone is a state of its own
  return {std::filesystem::last_write_time(file, time), std::filesystem::file_size(file, size)};
}

} // namespace loadline::session
