#pragma once

#include "gui/app/main_window.h"

namespace loadline::app {

/// What is written where: "picture" or the id of a pane with a table, and a file whose ending says
/// the format.
struct Export {
  std::string what;
  std::filesystem::path file;
};

/// "services:out.csv" → the export; nothing where there is no name before a colon or no file after.
std::optional<Export> parseExport(std::string_view text);

/// Writes what the window shows: the picture in its colours, a table in its order and filter.
Diagnostics exportFrom(MainWindow &window, const Export &wanted);

} // namespace loadline::app
