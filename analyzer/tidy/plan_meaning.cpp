#include "analyzer/tidy/plan_meaning.h"

#include "planner/plan/plan_file.h"
#include "planner/review/told_findings.h"

#include <filesystem>
#include <map>
#include <system_error>

namespace loadline::tidy {

namespace {

namespace fs = std::filesystem;

const Result<plan::PlannedSpec> &plannedSpec(const std::string &file) {
  static std::map<std::string, Result<plan::PlannedSpec>> known;
  const auto found = known.find(file);
  return found != known.end() ? found->second
                              : known.emplace(file, plan::planSpecFile(file)).first->second;
}

std::string below(const std::string &file, const fs::path &root) {
  std::error_code problem;
  const fs::path real = fs::weakly_canonical(file, problem);
  return (problem ? fs::path(file) : real).lexically_relative(root).string();
}

/// The audit as it is told relative to the root: of sites and findings, all that the join reads.
findings::Audit relativeTo(const fs::path &root, const findings::Audit &audit) {
  findings::Audit out = audit;
  for (findings::Site &site : out.sites)
    site.at.file = below(site.at.file, root);
  for (findings::Finding &finding : out.findings) {
    finding.at.file = below(finding.at.file, root);
    for (findings::Step &step : finding.path)
      step.at.file = below(step.at.file, root);
  }
  return out;
}

} // namespace

Diagnostics tellMeaning(findings::Audit &audit, const PlanOfCheck &plan) {
  const Result<plan::PlannedSpec> &spec = plannedSpec(plan.spec);
  if (!spec)
    return spec.error();
  std::error_code problem;
  const fs::path folder =
      plan.root.empty() ? fs::absolute(plan.spec).parent_path() : fs::path(plan.root);
  findings::Audit told = relativeTo(fs::weakly_canonical(folder, problem), audit);
  if (const Diagnostics problems = review::tellMeaning(told, *spec); !problems.empty())
    return problems;
  for (std::size_t i = 0; i < audit.findings.size(); ++i) {
    findings::Finding &finding = audit.findings[i];
    finding.message = told.findings[i].message;
    for (std::size_t step = finding.path.size(); step < told.findings[i].path.size(); ++step)
      finding.path.push_back({finding.at, told.findings[i].path[step].note});
  }
  return {};
}

} // namespace loadline::tidy
