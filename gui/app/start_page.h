#pragma once

#include "gui/app/questions.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

#include <filesystem>
#include <vector>

namespace loadline::app {

/// What stands in the middle while nothing is open: what can be opened, what was open lately, what
/// a review asks, the examples.
class StartPage : public QWidget {
  Q_OBJECT
public:
  explicit StartPage(QWidget *parent = nullptr);

  /// Newest first; files that are gone are left out.
  void setRecent(const QStringList &files);

signals:
  void openAsked();
  void fileChosen(const std::filesystem::path &file);
  void asked(const Question &question);

private:
  QGridLayout *addList(const QString &heading);
  QPushButton *rowButton(const QString &text);
  void addFiles(const QString &heading, std::vector<std::filesystem::path> files);
  void addQuestions();

  QWidget *lists_;
  QVBoxLayout *card_;
};

/// The specs that are shipped, by name.
std::vector<std::filesystem::path> exampleFiles();

} // namespace loadline::app
