#include "analyzer/checks/all_checks.h"

#include <fmt/format.h>

namespace loadline::checks {

std::vector<findings::Finding> dataSizedSpawn(const Subject &subject) {
  std::vector<findings::Finding> out;
  for (const findings::Site &site : subject.sites) {
    const bool isSized =
        site.siteClass == findings::SiteClass::risky && site.bound.kind() == bound::Kind::size;
    if (!isSized || isToldElsewhere(site, subject.sites))
      continue;
    const std::string what =
        site.via.empty()
            ? fmt::format("{} starts as many units as the data says", site.api)
            : fmt::format("this call starts units by {}, as many as the data says", site.api);
    out.push_back(
        findingAbout(site, "data-sized-spawn", findings::Severity::warning,
                     fmt::format("{}: {}; a limit that does not depend on the data is missing",
                                 what, toString(site.bound))));
  }
  return out;
}

} // namespace loadline::checks
