#pragma once

#include "analyzer/findings/inventory.h"

#include <cstddef>
#include <vector>

namespace loadline::findings {

/// A spawn expression and the calls in loops, handlers and constructors that reach it.
struct FoldedSite {
  const Site *site;
  std::vector<const Site *> reachedBy;
  SiteClass worst;
};

/// The rows of the inventory, folded and worst first; equally bad ones in the order of the audit. A
/// row whose `via` names no site stands alone. The rows belong to `audit`.
std::vector<FoldedSite> foldedSites(const Audit &audit);

/// How many spawn sites there are, each once and by its worst row: the counts that every surface
/// tells.
struct SiteCounts {
  std::size_t all = 0;
  std::size_t dangerous = 0;
  std::size_t risky = 0;
  std::size_t safe = 0;

  friend bool operator==(const SiteCounts &, const SiteCounts &) = default;
};
SiteCounts siteCounts(const Audit &audit);

} // namespace loadline::findings
