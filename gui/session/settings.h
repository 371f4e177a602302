#pragma once

#include <QByteArray>
#include <QSettings>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <optional>

namespace loadline::session {

/// What the program remembers, in one file. Made without a file name it remembers nothing, as tests
/// and screenshots want it.
class Settings {
public:
  Settings() = default;
  explicit Settings(const QString &file);

  /// The user's own file, below the folder for settings.
  static QString userFile();

  void reset(); ///< forgets everything

  QByteArray geometry() const { return value("window/geometry").toByteArray(); }
  QByteArray layout() const { return value("window/layout").toByteArray(); }
  void setWindow(const QByteArray &geometry, const QByteArray &layout);

  QStringList recentFiles() const { return value("files/recent").toStringList(); } ///< newest first
  void addRecent(const std::filesystem::path &file);

  /// Dark, light, or what the desktop has.
  std::optional<bool> isDark() const;
  void setDark(std::optional<bool> isDark);

  bool hasMinimap() const;
  void setMinimap(bool isWanted);

  QStringList foldedDetails() const { return value("details/folded").toStringList(); }
  void setFoldedDetails(const QStringList &headings);

  /// Where results of audits are kept between runs: the user's folder for caches.
  std::filesystem::path resultsFolder() const;

  /// The program that opens a source file, and its arguments, in which `{file}`, `{line}` and
  /// `{column}` stand for the place. No shell ever reads them.
  QStringList editor() const;
  void setEditor(const QStringList &command);

private:
  QVariant value(const char *key) const;

  std::unique_ptr<QSettings> stored_;
};

} // namespace loadline::session
