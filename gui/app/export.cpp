#include "gui/app/export.h"

#include "base/text.h"
#include "gui/canvas/picture_file.h"
#include "gui/models/table_file.h"
#include "gui/panes/curve_pane.h"
#include "gui/panes/dashboard_pane.h"
#include "gui/panes/table_pane.h"
#include "gui/theme/theme.h"

namespace loadline::app {

namespace {

std::vector<std::string> exportable(MainWindow &window) {
  std::vector<std::string> names{"picture", "curve", "dashboard"};
  for (const panes::Pane &pane : panes::allPanes())
    if (window.tableOf(QString::fromUtf8(pane.id)))
      names.emplace_back(pane.id);
  return names;
}

diagram::Palette paletteOf(const QWidget &window) {
  return theme::isDark(window.palette()) ? diagram::Palette::dark : diagram::Palette::light;
}

} // namespace

std::optional<Export> parseExport(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size())
    return {};
  return Export{std::string(text.substr(0, colon)), text.substr(colon + 1)};
}

Diagnostics exportFrom(MainWindow &window, const Export &wanted) {
  if (wanted.what == "picture")
    return canvas::writePicture(window.titledPicture(), paletteOf(window), wanted.file);
  const QString id = QString::fromStdString(wanted.what);
  const PaneDock *dock = window.dock(id);
  if (auto *curve = dock ? qobject_cast<panes::CurvePane *>(dock->widget()) : nullptr)
    return canvas::writePicture(curve->wholePicture(), paletteOf(window), wanted.file);
  if (auto *views = dock ? qobject_cast<panes::DashboardPane *>(dock->widget()) : nullptr)
    return canvas::writePicture(views->wholePicture(), paletteOf(window), wanted.file);
  if (panes::TablePane *pane = window.tableOf(id))
    return models::writeTable(pane->shownTable(), window.dock(id)->windowTitle(), wanted.file);
  return {{{}, "nothing to export is called '" + wanted.what + "'", inWords(exportable(window))}};
}

} // namespace loadline::app
