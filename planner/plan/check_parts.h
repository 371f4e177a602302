#pragma once

#include "planner/plan/all_checks.h"

#include <string>

namespace loadline::plan {

/// A finding whose fingerprint is its check and the names of what it is about, so that it stays the
/// same wherever the spec lies and whatever else it says.
Finding finding(std::string_view check, findings::Severity severity, std::string message,
                SourcePosition at, const std::vector<std::string> &about);

} // namespace loadline::plan
