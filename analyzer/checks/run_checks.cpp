#include "analyzer/checks/all_checks.h"

#include "analyzer/infer/site_rows.h"

#include <algorithm>

namespace loadline::checks {

using findings::Finding;
using findings::Site;

namespace {

/// What one check says of one place is one finding, however many ways lead to it; the ways follow
/// one another.
void foldEqual(std::vector<Finding> &findings) {
  std::vector<Finding> folded;
  for (Finding &finding : findings) {
    if (folded.empty() || folded.back().at != finding.at || folded.back().check != finding.check) {
      folded.push_back(std::move(finding));
      continue;
    }
    for (findings::Step &step : finding.path)
      if (std::ranges::find(folded.back().path, step) == folded.back().path.end())
        folded.back().path.push_back(std::move(step));
  }
  findings = std::move(folded);
}

} // namespace

std::vector<Finding> runChecks(const Subject &subject, const std::vector<std::string> &only) {
  std::vector<Finding> all;
  for (const Check &check : allChecks) {
    if (!only.empty() && std::ranges::find(only, check.id) == only.end())
      continue;
    for (Finding &finding : check.run(subject))
      all.push_back(std::move(finding));
  }
  std::ranges::stable_sort(all, {}, [](const Finding &finding) {
    return std::pair{finding.at, finding.check};
  });
  foldEqual(all);
  findings::makeFingerprintsUnique(all);
  return all;
}

Conclusions conclude(const link::Program &program, const rules::Rules &rules,
                     const std::string &root, const std::vector<std::string> &only,
                     const std::string &today) {
  const infer::BodyIndex index = infer::indexBodies(program, rules);
  infer::Inference inference(program, rules, index);
  const infer::Declarations declarations = infer::readDeclarations(program);
  std::vector<Site> sites = infer::inventoryOf(inference, declarations, root);
  std::vector<Finding> findings = runChecks({sites, inference, declarations, root, today}, only);
  return {std::move(sites), std::move(findings)};
}

Finding findingAbout(const Site &site, std::string_view check, findings::Severity severity,
                     std::string message) {
  return {.check = std::string(check),
          .severity = severity,
          .message = std::move(message),
          .at = site.at,
          .fingerprint =
              findings::fingerprintOf({check, site.at.file.str(), site.function, site.api}),
          .path = site.witness};
}

SourcePosition placeIn(const Subject &subject, int unit, const facts::Place &at) {
  return relativeTo(subject.root, subject.inference.position(unit, at));
}

const std::string &nameIn(const Subject &subject, link::VariableId variable) {
  return subject.inference.program().variables()[variable].symbol->name;
}

Finding findingIn(const Subject &subject, std::string_view check, findings::Severity severity,
                  std::string message, const infer::Call &call, std::string_view flagged) {
  const link::FunctionId function = call.context.function;
  const std::string name =
      function < 0 ? "" : subject.inference.program().functions()[function].symbol->name;
  const SourcePosition at = placeIn(subject, call.unit, call.expression->at);
  return {.check = std::string(check),
          .severity = severity,
          .message = std::move(message),
          .at = at,
          .fingerprint = findings::fingerprintOf({check, at.file.str(), name, flagged})};
}

bool isToldElsewhere(const Site &site, const std::vector<Site> &sites) {
  const auto reachesIt = [&](const Site &other) {
    return other.via == site.id && other.siteClass >= site.siteClass;
  };
  return site.via.empty() && std::ranges::any_of(sites, reachesIt);
}

} // namespace loadline::checks
