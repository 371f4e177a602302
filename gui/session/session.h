#pragma once

#include "gui/session/documents.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <thread>

namespace loadline::session {

/// What is open, read on a thread of its own and handed out whole. Files that change on disk are
/// read again.
class Session : public QObject {
  Q_OBJECT
public:
  explicit Session(QObject *parent = nullptr);
  /// Waits for a read that is under way.
  ~Session() override;

  const Documents &documents() const { return documents_; }
  bool isLoading() const { return worker_.joinable(); }

  /// Reads the files in the background; `changed` follows. Calls while a read is under way are done
  /// next.
  void open(const std::vector<std::filesystem::path> &files);
  /// Reads the files before it returns.
  void openNow(const std::vector<std::filesystem::path> &files);
  /// Reads again what is open.
  void reload();
  /// Shows documents that are there already.
  void show(Documents documents);
  void close();

signals:
  void changed(const loadline::session::Documents &documents);
  void loadingChanged(bool isLoading);

private:
  /// Tells one state of a file from the next.
  struct Stamp {
    std::filesystem::file_time_type time;
    std::uintmax_t size = 0;
    friend bool operator==(const Stamp &, const Stamp &) = default;
  };

  static Stamp stampOf(const std::filesystem::path &file);
  void read(const std::vector<std::filesystem::path> &files);
  void forgetFailures();
  void start();
  void finish(Documents documents);
  void stamp(const std::vector<std::filesystem::path> &files);
  void watch();
  void reloadChanged();

  Documents documents_;
  std::vector<std::filesystem::path> waiting_; ///< asked for while a read is under way
  std::jthread worker_;
  int job_ = 0; ///< number of the read under way; what an older one brings is dropped
  QFileSystemWatcher watcher_;
  QTimer settle_; ///< a save is several changes; they are read once it is quiet
  std::map<std::filesystem::path, Stamp> stamps_; ///< of what was opened
};

} // namespace loadline::session
