#include "analyzer/checks/all_checks.h"

#include <algorithm>

namespace loadline::checks {

namespace {

bool isUsed(const infer::Declaration &declaration, const Subject &subject) {
  const SourcePosition at = relativeTo(subject.root, declaration.at);
  return std::ranges::any_of(subject.sites, [&](const findings::Site &site) {
    return std::ranges::find(site.declared, at, &findings::DeclaredBound::at) !=
           site.declared.end();
  });
}

} // namespace

std::vector<findings::Finding> invalidDeclaration(const Subject &subject) {
  std::vector<findings::Finding> out;
  const auto tell = [&](const SourcePosition &at, std::string message) {
    const SourcePosition told = relativeTo(subject.root, at);
    out.push_back({.check = "invalid-declaration",
                   .severity = findings::Severity::warning,
                   .message = message,
                   .at = told,
                   .fingerprint =
                       findings::fingerprintOf({"invalid-declaration", told.file.str(), message})});
  };
  for (const infer::DeclarationFault &fault : subject.declarations.faults)
    tell(fault.at, fault.message);
  for (const infer::Declaration &declaration : subject.declarations.all)
    if (!isUsed(declaration, subject))
      tell(declaration.at, "the declared bound is about nothing: put it on the line of a spawn, or "
                           "before the statement or function that holds it");
  return out;
}

} // namespace loadline::checks
