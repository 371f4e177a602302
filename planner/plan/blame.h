#pragma once

#include "planner/plan/workings.h"

#include <optional>

namespace loadline::plan {

/// What makes requests fail: the own failures of a service or, where a caller is named, calls to
/// the service that are given up before they are answered.
struct Cause {
  spec::ServiceIndex service = 0;
  std::optional<spec::ServiceIndex> caller;
  double share = 0.0; ///< of the requests to the entry that fail
};

struct Causes {
  std::optional<Cause> largest; ///< the first by name among equals; empty where nothing fails
  bool isAnyFailing = false;    ///< own failures of some service reach the entry
};

/// What the failures of requests to a service come from. A request that several things would fail
/// counts for them in proportion to how often each does; what is optional or not waited for fails
/// none. Calls back within a circle are left out. Precondition: the time of the entry is known.
Causes causesOf(const Workings &workings, spec::ServiceIndex entry);

} // namespace loadline::plan
