#pragma once

#include <filesystem>
#include <string_view>

namespace loadline {

/// The folder of shipped data ("rules", "docs", "examples"): `$LOADLINE_DATA/NAME` if set, else
/// `../share/loadline/NAME` beside the binary that holds this code (executable or plugin), else the
/// source tree that it was built from. Empty where none of them exists.
std::filesystem::path dataFolder(std::string_view name);

/// The folder of the running executable.
std::filesystem::path executableFolder();

} // namespace loadline
