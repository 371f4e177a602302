#pragma once

#include "analyzer/findings/finding.h"

#include <filesystem>
#include <string>
#include <vector>

namespace loadline::report {

/// What a report says about a check beside its findings.
struct CheckInfo {
  std::string id;
  std::string shortDescription; ///< one line, no full stop
  findings::Severity severity = findings::Severity::warning;
  std::string page = {}; ///< Markdown of docs/checks/<id>.md; may be empty
};

/// The checks with their pages, read from `folder`/<id>.md where there is one.
std::vector<CheckInfo> withPages(std::vector<CheckInfo> checks,
                                 const std::filesystem::path &folder);

} // namespace loadline::report
