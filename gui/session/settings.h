#pragma once

#include <QByteArray>
#include <QSettings>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <optional>

namespace loadline::app {

/// What the program remembers, in one file. Made without a file name it remembers nothing, as tests
/// and screenshots want it.
class Settings {
public:
  Settings() = default;
  explicit Settings(const QString &file);

  /// The user's own file, below the folder for settings.
  static QString userFile();

  QByteArray geometry() const { return value("window/geometry").toByteArray(); }
  QByteArray layout() const { return value("window/layout").toByteArray(); }
  void setWindow(const QByteArray &geometry, const QByteArray &layout);

  QStringList recentFiles() const { return value("files/recent").toStringList(); } ///< newest first
  void addRecent(const std::filesystem::path &file);

  /// Dark, light, or what the desktop has.
  std::optional<bool> isDark() const;
  void setDark(bool isDark);

private:
  QVariant value(const char *key) const;

  std::unique_ptr<QSettings> stored_;
};

} // namespace loadline::app
