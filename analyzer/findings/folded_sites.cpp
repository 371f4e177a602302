#include "analyzer/findings/folded_sites.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace loadline::findings {

std::vector<FoldedSite> foldedSites(const Audit &audit) {
  std::vector<FoldedSite> folded;
  std::unordered_map<std::string_view, std::size_t> indexOf;
  for (const Site &site : audit.sites)
    if (site.via.empty()) {
      indexOf.emplace(site.id, folded.size());
      folded.push_back({&site, {}, site.siteClass});
    }
  for (const Site &site : audit.sites) {
    if (site.via.empty())
      continue;
    const auto reached = indexOf.find(site.via);
    if (reached == indexOf.end()) {
      folded.push_back({&site, {}, site.siteClass});
      continue;
    }
    FoldedSite &under = folded[reached->second];
    under.reachedBy.push_back(&site);
    under.worst = std::max(under.worst, site.siteClass);
  }
  std::stable_sort(folded.begin(), folded.end(),
                   [](const FoldedSite &a, const FoldedSite &b) { return a.worst > b.worst; });
  return folded;
}

SiteCounts siteCounts(const Audit &audit) {
  SiteCounts counts;
  for (const FoldedSite &folded : foldedSites(audit)) {
    ++counts.all;
    counts.dangerous += folded.worst == SiteClass::dangerous;
    counts.risky += folded.worst == SiteClass::risky;
    counts.safe += folded.worst == SiteClass::safe;
  }
  return counts;
}

} // namespace loadline::findings
