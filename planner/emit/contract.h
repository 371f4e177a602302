#pragma once

#include "base/result.h"
#include "planner/plan/plan_file.h"

#include <string>

namespace loadline::emit {

/// The contract of a service as a document in Markdown: what it promises, to whom, what happens on
/// excess, what the plan says about each promise, and as YAML to put into the spec. A field that
/// the spec does not give is proposed from the plan and marked so.
Result<std::string> contractText(const plan::PlannedSpec &planned, const std::string &service);

} // namespace loadline::emit
