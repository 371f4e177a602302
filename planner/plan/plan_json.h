#pragma once

#include "planner/plan/plan.h"

#include <nlohmann/json.hpp>

#include <string>

namespace loadline::plan {

/// The document of `loadline/plan/v1`.
nlohmann::ordered_json documentOf(const Plan &plan);

/// The JSON of `loadline/plan/v1`, indented, with a final newline: seconds and requests per second
/// as plain numbers, null for what is not known. Equal plans give equal bytes.
std::string toJsonText(const Plan &plan);

} // namespace loadline::plan
