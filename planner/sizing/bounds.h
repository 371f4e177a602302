#pragma once

#include "planner/sizing/excess.h"
#include "planner/spec/system.h"

#include <string_view>
#include <vector>

namespace loadline::sizing {

/// One place where a service says how many requests it admits, fleet-wide.
struct DeclaredBound {
  units::Concurrency admits;
  std::string_view in; ///< "contract.max_in_flight", "deployment" or "pool.size"
  SourcePosition at;
  const spec::Rationale *rationale; ///< of the service that says so
};

/// All of them, in that order.
std::vector<DeclaredBound> declaredBounds(const spec::ServiceTerms &service);

/// The one that holds: the least, the first among equals. Empty where there is none.
std::optional<DeclaredBound> effectiveBound(const spec::ServiceTerms &service);

/// Whether requests over the bound wait in a queue of no declared size: `on_excess: queue`, or no
/// word about it.
bool queuesWithoutLimit(const spec::ServiceTerms &service);

/// What becomes of the first request over the bound.
Excess excessOf(const spec::ServiceTerms &service);

} // namespace loadline::sizing
