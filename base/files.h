#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace loadline {

/// The whole file, or a diagnostic that names it. "-" is standard input.
///   limit  a larger file is refused, so that no input can exhaust memory
Result<std::string> readFile(const std::filesystem::path &path,
                             std::size_t limit = std::size_t{1} << 30);

/// Writes beside the target, flushes to disk, then renames over it: a reader or a crash sees the
/// old file or the new one, never half of one. "-" writes to standard output. A symbolic link is
/// followed, permissions of an existing file are kept.
Diagnostics writeFile(const std::filesystem::path &path, std::string_view text);

} // namespace loadline
