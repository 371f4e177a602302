#pragma once

#include "analyzer/findings/inventory.h"
#include "planner/review/code_bound.h"
#include "planner/review/review.h"
#include "planner/review/spec_bounds.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace loadline::review {

/// A bound of a spawn expression, and the row of the audit that decides it: its own, or that of a
/// call that reaches it.
struct LiveUnits {
  CodeBound bound;
  std::size_t row = 0; ///< in Audit::sites
};

/// The part of a row that a bound of that kind speaks of, or null: of a pool its queue; for what
/// one request fans out to one run of the function, as workers that run it at once serve a request
/// each; else all that live at once.
const bound::Bound *partFor(const findings::Site &site, SpecBound::Kind kind);

/// How many units the spawn expressions of an audit can have alive, the calls that reach them
/// counted in: a row of its own tells what one run of its function starts, and each call in a loop
/// or handler has a row that says what it makes of that.
class LiveUnitsOfSites {
public:
  /// `audit` outlives this.
  LiveUnitsOfSites(const findings::Audit &audit, const Review &review);

  /// Of all callers, the one that lets most live.
  ///   site  index in Audit::sites
  LiveUnits inAll(std::size_t site) const;

  /// Of one request of a service: calls in its own code multiply what the request starts. An
  /// endless loop or a handler comes to a site once a request, and calls in other code are other
  /// requests.
  ///   service  index in Plan::services
  LiveUnits ofRequest(std::size_t site, std::size_t service) const;

private:
  const findings::Audit &audit_;
  std::vector<std::vector<std::size_t>> reaching_;  ///< by site: the rows whose `via` names it
  std::vector<std::optional<std::size_t>> service_; ///< by row: in Plan::services
};

} // namespace loadline::review
