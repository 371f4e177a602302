#pragma once

#include "planner/plan/plan.h"
#include "planner/spec/system.h"

#include <string>
#include <string_view>
#include <vector>

namespace loadline::plan {

/// One question that is asked before a system goes to production.
struct ReadinessItem {
  enum class State {
    yes,
    no,
    unsaid, ///< the spec does not say enough to tell
    ask,    ///< no spec can tell: somebody has to look
  };
  std::string_view question;
  State state = State::ask;
  std::vector<std::string> because; ///< messages of findings, or what the spec leaves out
};
std::string_view toString(ReadinessItem::State state);

/// The list, what the plan can tell first.
std::vector<ReadinessItem> readinessOf(const spec::System &system, const Plan &plan);

/// As lines of at most 100 columns, with a count at the end.
std::string toText(const std::vector<ReadinessItem> &items);

/// The JSON of `loadline/readiness/v1`.
std::string toJsonText(const std::vector<ReadinessItem> &items);

} // namespace loadline::plan
