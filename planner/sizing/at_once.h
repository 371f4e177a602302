#pragma once

#include "planner/sizing/stack.h"

#include <optional>
#include <utility>
#include <vector>

namespace loadline::sizing {

/// What is known of a stack, by index of the service.
struct StackView {
  const spec::System &system;
  const std::vector<Edge> &edges;
  const std::vector<std::vector<std::size_t>> &incoming; ///< the edges that lead to a service
  const std::vector<int> &tierOf;
  const std::vector<MaybeConcurrency> &bounds;
  const std::vector<bool> &isEntry;
};

/// How many requests can be inside all of `members` together at the most, whatever their own
/// bounds: entry bounds times the calls that one request has on its way there at once. Calls that
/// follow each other are never made together, so this can be less than what all callers of the
/// members could offer them one by one. Empty where a member is an entry or an entry has no bound,
/// where a call on the way is not waited for, or where too many services lie on the way to look at
/// all of them.
MaybeConcurrency mostAtOnce(const StackView &view, const std::vector<spec::ServiceIndex> &members);

/// What it is the sum of: by entry, the calls that one request of it has inside the members at
/// once.
std::optional<std::vector<std::pair<spec::ServiceIndex, double>>>
waysAtOnce(const StackView &view, const std::vector<spec::ServiceIndex> &members);

} // namespace loadline::sizing
