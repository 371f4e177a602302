#pragma once

#include "planner/review/ledger.h"
#include "planner/review/live_units.h"

namespace loadline::review {

/// What the bounds of a service are held against.
struct CodeOfService {
  const findings::Audit &audit;
  const LiveUnitsOfSites &units;
  std::vector<std::size_t> sites; ///< in Audit::sites: the service's own
  bool hasPatterns = false;       ///< it says which files are its code
};

/// An entry for each bound, in their order. A site that `kept_by` names wins, wherever its file is;
/// then one that keeps the same number; then, of the sites that are left, the one that the kind of
/// bound suggests. The bounds in flight of a service may share a site, no others do.
std::vector<LedgerEntry> matched(const std::vector<SpecBound> &bounds, const CodeOfService &code);

} // namespace loadline::review
