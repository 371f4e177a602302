#include "analyzer/checks/all_checks.h"

#include <fmt/format.h>

namespace loadline::checks {

using findings::Collected;
using findings::Site;

namespace {

std::string fate(const Site &site) {
  switch (site.collected) {
  case Collected::detached:
    return "; it is detached, so nobody waits for it";
  case Collected::joined:
    return "; joining them later does not limit how many are alive until then";
  case Collected::escapes:
    return "";
  }
  return "";
}

std::string reason(const Site &site) {
  if (site.bound.kind() != bound::Kind::unbounded)
    return fmt::format("their number comes from outside: {}", toString(site.bound));
  return site.witness.empty() ? "nothing limits how many"
                              : "nothing limits how many: " + site.witness.front().note;
}

} // namespace

std::vector<findings::Finding> unboundedSpawn(const Subject &subject) {
  std::vector<findings::Finding> out;
  for (const Site &site : subject.sites) {
    if (site.siteClass != findings::SiteClass::dangerous || isToldElsewhere(site, subject.sites))
      continue;
    const std::string what = site.via.empty()
                                 ? fmt::format("{} starts units", site.api)
                                 : fmt::format("this call starts units by {}", site.api);
    out.push_back(findingAbout(site, "unbounded-spawn", findings::Severity::warning,
                               fmt::format("{} and {}{}", what, reason(site), fate(site))));
  }
  return out;
}

} // namespace loadline::checks
