#include "analyzer/checks/all_checks.h"

#include <fmt/format.h>

namespace loadline::checks {

std::vector<findings::Finding> unresolvedBound(const Subject &subject) {
  std::vector<findings::Finding> out;
  for (const findings::Site &site : subject.sites) {
    if (site.bound.kind() != bound::Kind::unknown || isToldElsewhere(site, subject.sites))
      continue;
    out.push_back(findingAbout(
        site, "unresolved-bound", findings::Severity::note,
        fmt::format("{} starts units, and what limits them could not be worked out: {}", site.api,
                    toString(site.bound))));
  }
  return out;
}

} // namespace loadline::checks
