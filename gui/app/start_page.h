#pragma once

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWidget>

#include <filesystem>
#include <vector>

namespace loadline::app {

/// What stands in the middle while nothing is open: what can be opened, the examples, what was open
/// lately.
class StartPage : public QWidget {
  Q_OBJECT
public:
  explicit StartPage(QWidget *parent = nullptr);

  /// Newest first; files that are gone are left out.
  void setRecent(const QStringList &files);

signals:
  void openAsked();
  void fileChosen(const std::filesystem::path &file);

private:
  void addFiles(QHBoxLayout &beside, const QString &heading,
                const std::vector<std::filesystem::path> &files);

  QWidget *lists_;
  QVBoxLayout *card_;
};

/// The specs that are shipped, by name.
std::vector<std::filesystem::path> exampleFiles();

} // namespace loadline::app
