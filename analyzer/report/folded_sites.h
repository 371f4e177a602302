#pragma once

#include "analyzer/findings/inventory.h"

#include <vector>

namespace loadline::report {

/// A spawn expression and the calls in loops, handlers and constructors that reach it.
struct FoldedSite {
  const findings::Site *site;
  std::vector<const findings::Site *> reachedBy;
  findings::SiteClass worst;
};

/// The rows of the inventory, folded and worst first; equally bad ones in the order of the audit. A
/// row whose `via` names no site stands alone. The rows belong to `audit`.
std::vector<FoldedSite> foldedSites(const findings::Audit &audit);

} // namespace loadline::report
