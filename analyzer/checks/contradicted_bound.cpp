#include "analyzer/checks/all_checks.h"

#include <fmt/format.h>

namespace loadline::checks {

std::vector<findings::Finding> contradictedBound(const Subject &subject) {
  std::vector<findings::Finding> out;
  for (const findings::Site &site : subject.sites)
    for (const findings::DeclaredBound &declared : site.declared) {
      if (!declared.isContradicted)
        continue;
      findings::Finding finding = findingAbout(
          site, "contradicted-bound", findings::Severity::warning,
          fmt::format("at most {} units of {} are declared ({}), and the code starts {}",
                      toString(declared.bound), site.api, declared.reason,
                      toString(declared.inferred)));
      finding.at = declared.at;
      finding.path.insert(
          finding.path.begin(),
          {site.at, fmt::format("{} of them are started here", toString(declared.inferred))});
      out.push_back(std::move(finding));
    }
  return out;
}

} // namespace loadline::checks
