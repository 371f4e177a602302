#include "gui/session/settings.h"

#include <QStandardPaths>

namespace loadline::session {

namespace {

constexpr int mostRecent = 10;

} // namespace

Settings::Settings(const QString &file)
    : stored_(std::make_unique<QSettings>(file, QSettings::IniFormat)) {}

QString Settings::userFile() {
  return QStandardPaths::writableLocation(QStandardPaths::ConfigLocation) +
         QStringLiteral("/loadline/loadline-gui.ini");
}

void Settings::reset() {
  if (stored_)
    stored_->clear();
}

QVariant Settings::value(const char *key) const {
  return stored_ ? stored_->value(QLatin1String(key)) : QVariant();
}

void Settings::setWindow(const QByteArray &geometry, const QByteArray &layout) {
  if (!stored_)
    return;
  stored_->setValue(QStringLiteral("window/geometry"), geometry);
  stored_->setValue(QStringLiteral("window/layout"), layout);
}

void Settings::addRecent(const std::filesystem::path &file) {
  if (!stored_)
    return;
  const QString name = QString::fromStdString(file.string());
  QStringList files = recentFiles();
  files.removeAll(name);
  files.prepend(name);
  stored_->setValue(QStringLiteral("files/recent"), QStringList(files.mid(0, mostRecent)));
}

std::optional<bool> Settings::isDark() const {
  const QVariant stored = value("window/dark");
  return stored.isValid() ? std::optional(stored.toBool()) : std::nullopt;
}

void Settings::setDark(std::optional<bool> isDark) {
  if (stored_ && isDark)
    stored_->setValue(QStringLiteral("window/dark"), *isDark);
  else if (stored_)
    stored_->remove(QStringLiteral("window/dark"));
}

bool Settings::hasMinimap() const {
  const QVariant stored = value("window/minimap");
  return !stored.isValid() || stored.toBool();
}

void Settings::setMinimap(bool isWanted) {
  if (stored_)
    stored_->setValue(QStringLiteral("window/minimap"), isWanted);
}

void Settings::setFoldedDetails(const QStringList &headings) {
  if (stored_)
    stored_->setValue(QStringLiteral("details/folded"), headings);
}

std::filesystem::path Settings::resultsFolder() const {
  return (QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
          QStringLiteral("/loadline/audits"))
      .toStdString();
}

QStringList Settings::editor() const {
  const QStringList stored = value("editor/command").toStringList();
  return stored.isEmpty() ? QStringList{QStringLiteral("xdg-open"), QStringLiteral("{file}")}
                          : stored;
}

void Settings::setEditor(const QStringList &command) {
  if (stored_)
    stored_->setValue(QStringLiteral("editor/command"), command);
}

} // namespace loadline::session
