#pragma once

#include "planner/plan/plan.h"
#include "planner/rules/limits.h"
#include "planner/rules/policy.h"
#include "planner/spec/document.h"

#include <string>
#include <vector>

namespace loadline::plan {

/// How far the figures of a plan go when every range of its spec is drawn, each value alike likely
/// and on its own: the plan of 200 draws with a fixed seed, of all low ends and of all high ones.
/// Figures that no range moves by a millionth are left out; empty for a spec without ranges. A
/// large system is drawn less often.
///   ranges  of the document, which is left as the last draw has it
std::vector<RangePlan> rangePlans(const yaml::Node &document,
                                  const std::vector<spec::Range> &ranges, const std::string &file,
                                  const policy::Policy &policy, const limits::Catalogue &limits,
                                  LoadPoint at);

} // namespace loadline::plan
