#include "analyzer/checks/all_checks.h"
#include "analyzer/findings/risk.h"

#include <fmt/format.h>

namespace loadline::checks {

std::vector<findings::Finding> largeBound(const Subject &subject) {
  std::vector<findings::Finding> out;
  for (const findings::Site &site : subject.sites) {
    const bool takesAThread = site.unit == "thread" || site.unit == "process";
    if (site.siteClass != findings::SiteClass::safe || !takesAThread ||
        !findings::isLargeConstant(site.bound) || !site.declared.empty() ||
        isToldElsewhere(site, subject.sites))
      continue;
    out.push_back(findingAbout(
        site, "large-bound", findings::Severity::note,
        fmt::format("{} starts up to {} units: that is a limit, and more than a machine has "
                    "processors for; if it is meant, declare it with its reason",
                    site.api, toString(site.bound))));
  }
  return out;
}

} // namespace loadline::checks
