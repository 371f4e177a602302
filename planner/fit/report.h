#pragma once

#include "base/report.h"
#include "planner/fit/comparison.h"
#include "planner/fit/fit.h"

#include <string>
#include <vector>

namespace loadline::fit {

/// A fit for people: the levels beside the law, where to run it, overload, recovery, warnings.
std::vector<ReportSection> sectionsOf(const Fit &fit);

/// A run against an earlier one.
ReportSection sectionOf(const RunComparison &comparison);

/// JSON of loadline/fit/v1; seconds, requests per second, shares, null for unknown.
///   comparison  null where there is none
std::string toJsonText(const Fit &fit, const RunComparison *comparison);

} // namespace loadline::fit
