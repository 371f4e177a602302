#include "planner/plan/check_parts.h"

#include <algorithm>

namespace loadline::plan {

Finding finding(std::string_view check, findings::Severity severity, std::string message,
                SourcePosition at, std::vector<std::string> about) {
  about.insert(about.begin(), std::string(check));
  return {std::string(check),
          severity,
          std::move(message),
          std::move(at),
          findings::fingerprintOf(about),
          {}};
}

Findings check(const Plan &plan, const Workings &workings) {
  CheckInput input{plan, workings, std::vector<const ServicePlan *>(plan.services.size())};
  for (std::size_t row = 0; row < plan.services.size(); ++row)
    input.rows[workings.order[row]] = &plan.services[row];
  Findings all;
  for (const PlanCheck &check : allChecks)
    for (Finding &found : check.run(input))
      all.push_back(std::move(found));
  std::stable_sort(all.begin(), all.end(),
                   [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
  findings::makeFingerprintsUnique(all);
  return all;
}

} // namespace loadline::plan
