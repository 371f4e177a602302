#pragma once

#include "base/result.h"
#include "planner/model/model.h"
#include "planner/simulate/happening.h"
#include "planner/spec/system.h"

#include <string>

namespace loadline::cli {

/// One `--happens`: "60s crash gateway 2", the moment, what, the service, and how much where it
/// needs that: replicas, a factor, a share, or how long. An update takes the rest from the spec.
Result<simulate::Happening> parseHappening(const std::string &text, const spec::System &system);

} // namespace loadline::cli
