#pragma once

#include "base/diagnostic.h"
#include "gui/models/table.h"

#include <filesystem>

namespace loadline::models {

/// The endings that writeTable knows: "csv", "md", "html".
std::vector<std::string> tableEndings();

/// Writes the table as the ending of the name says: the cells as they are shown, their units in the
/// titles.
Diagnostics writeTable(const Table &table, const QString &title, const std::filesystem::path &file);

} // namespace loadline::models
