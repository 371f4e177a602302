#pragma once

#include "base/diagnostic.h"
#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace loadline {

/// The folder of shipped data ("rules", "docs", "examples"): `$LOADLINE_DATA/NAME` if the variable
/// is set, else `../share/loadline/NAME` beside the binary that holds this code (executable or
/// plugin), else the source tree that it was built from. Empty where that does not exist: a folder
/// that was chosen is never replaced by another.
std::filesystem::path dataFolder(std::string_view name);

/// What to tell when `dataFolder(name)` is empty.
Diagnostic missingData(std::string_view name);

/// The text of `path` within the shipped data of that name, or why it can't be read.
Result<std::string> readShipped(std::string_view name, const std::filesystem::path &path);

/// The folder of the running executable.
std::filesystem::path executableFolder();

} // namespace loadline
