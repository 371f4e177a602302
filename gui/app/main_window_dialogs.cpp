#include "gui/app/export.h"
#include "gui/app/main_window.h"

#include "gui/canvas/picture_file.h"
#include "gui/models/table_file.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QProcess>

// What asks the user for something. No dialog keeps the window from being used or closed.

namespace loadline::app {

namespace {

QString endings(const std::vector<std::string> &all) {
  QStringList patterns;
  for (const std::string &ending : all)
    patterns << QStringLiteral("*.") + QString::fromStdString(ending);
  return patterns.join(u' ');
}

/// "a b" 'c' as a shell would part it, though none ever sees it.
QString asText(const QStringList &command) {
  QStringList words;
  for (const QString &word : command)
    words << (word.contains(u' ') || word.contains(u'"')
                  ? u'"' + QString(word).replace(u'"', QStringLiteral("\"\"\"")) + u'"'
                  : word);
  return words.join(u' ');
}

} // namespace

void MainWindow::askForFiles() {
  auto *dialog = new QFileDialog(this, QStringLiteral("Open a spec or an audit"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilters(
      {QStringLiteral("Specs and audits (*.yaml *.yml *.json)"), QStringLiteral("All files (*)")});
  connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &names) {
    std::vector<std::filesystem::path> files;
    for (const QString &name : names)
      files.push_back(name.toStdString());
    session_.open(files);
  });
  dialog->open();
}

/// A folder with a compile database, whose code is then audited.
void MainWindow::askForCode() {
  auto *dialog = new QFileDialog(this, QStringLiteral("Audit code: choose a compile database"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({QStringLiteral("Compile databases (compile_commands.json)"),
                          QStringLiteral("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString &name) { audit_.start(name.toStdString()); });
  dialog->open();
}

void MainWindow::tell(const Diagnostics &why) {
  session::Documents documents = session_.documents();
  documents.problems[why.front().at.file.str()] = why;
  banner_->display(documents);
}

/// The table that is in front of the others, or the services.
QString MainWindow::frontTable() const {
  for (const auto &[id, dock] : docks_)
    if (tableOf(id) && !dock->visibleRegion().isEmpty())
      return id;
  return QStringLiteral("services");
}

void MainWindow::askForExport(bool isPicture) {
  const QString what = isPicture ? QStringLiteral("picture") : frontTable();
  auto *dialog = new QFileDialog(this, QStringLiteral("Export the ") +
                                           (isPicture ? what : QStringLiteral("table ") + what));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(
      QStringLiteral("By the ending of the name (%1)")
          .arg(endings(isPicture ? canvas::pictureEndings() : models::tableEndings())));
  dialog->setDefaultSuffix(isPicture ? QStringLiteral("svg") : QStringLiteral("csv"));
  connect(dialog, &QFileDialog::fileSelected, this, [this, what](const QString &name) {
    const Diagnostics problems =
        exportFrom(*this, {what.toStdString(), std::filesystem::path(name.toStdString())});
    if (!problems.empty())
      tell(problems);
  });
  dialog->open();
}

void MainWindow::askForEditor() {
  auto *dialog = new QInputDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(QStringLiteral("Editor"));
  dialog->setLabelText(
      QStringLiteral("The program that opens a source, and its arguments. {file}, {line} and "
                     "{column} stand for the place, as in: code --goto {file}:{line}:{column}"));
  dialog->setTextValue(asText(settings_.editor()));
  connect(dialog, &QInputDialog::textValueSelected, this,
          [this](const QString &text) { settings_.setEditor(QProcess::splitCommand(text)); });
  dialog->open();
}

} // namespace loadline::app
