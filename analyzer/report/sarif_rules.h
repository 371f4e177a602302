#pragma once

#include "analyzer/report/check_info.h"

#include <nlohmann/json_fwd.hpp>

namespace loadline::report {

/// A `reportingDescriptor` as GitHub shows it.
nlohmann::json sarifRule(const CheckInfo &check);

/// The word of `result.level` and `defaultConfiguration.level`.
std::string sarifLevel(findings::Severity severity);

} // namespace loadline::report
