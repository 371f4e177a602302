#pragma once

#include "planner/review/ledger.h"

#include <optional>
#include <string>
#include <vector>

namespace loadline::review {

/// What a unit of a site does, in the terms of the spec: a whole request of a service, or one of
/// the calls that a request makes at once.
struct UnitOfSite {
  std::size_t service = 0;          ///< index in Plan::services: whose request starts it
  std::vector<std::string> callees; ///< that it calls; empty for a whole request
  double perRequest = 1.0;          ///< units of a mean request
  double ofLargest = 1.0;           ///< units of the largest request
};

/// A spawn expression, and whether it starts a unit for each datum.
struct SpawnOf {
  std::size_t site = 0; ///< in Audit::sites
  bool isOfData = false;
};

/// By the bound that the ledger holds the site against, else by where its code belongs: units for
/// each datum are taken for the calls that the spec makes for each item.
std::optional<UnitOfSite> unitOfSite(const SpawnOf &spawn, const spec::System &system,
                                     const plan::Plan &plan, const Review &review,
                                     const Ledger &ledger);

} // namespace loadline::review
