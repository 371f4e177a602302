#pragma once

#include "analyzer/findings/inventory.h"
#include "base/result.h"

#include <filesystem>

namespace loadline::review {

/// Reads an audit that `loadline audit --format json` wrote. "-" is standard input.
Result<findings::Audit> auditFile(const std::filesystem::path &path);

} // namespace loadline::review
