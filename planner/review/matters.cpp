#include "planner/review/matters.h"

#include "base/text.h"
#include "planner/review/accept.h"

#include <fmt/format.h>

#include <set>

namespace loadline::review {

namespace {

/// "50 (25 a process) in spec": with other replicas a bound of all of them is another one in code.
std::string inSpecText(const SpecBound &bound) {
  const std::string each = bound.perProcess == bound.value
                               ? ""
                               : fmt::format(" ({} a process)", exactly(bound.perProcess.count()));
  return fmt::format("{}{} in spec", exactly(bound.value.count()), each);
}

std::string stateOf(const LedgerEntry &entry) {
  const std::string inSpec = entry.spec ? ", " + inSpecText(*entry.spec) : "";
  std::string state(statusText(entry.status));
  if (entry.status == BoundStatus::unbounded) // the status says where already
    return state + (entry.inCode == "unbounded" ? "" : ": " + entry.inCode) + inSpec;
  if (entry.inCode.empty())
    return inSpec.empty() ? state : state + inSpec;
  return fmt::format("{}: {} in code{}", state, entry.inCode, inSpec);
}

Matter matterOf(const LedgerEntry &entry, std::size_t index, const plan::Plan &plan,
                const findings::Audit &audit) {
  const std::string &service = plan.services[entry.service].name;
  Matter out{Matter::Kind::bound, "", "", stateOf(entry), {}, isBroken(entry, audit), index};
  if (entry.spec) {
    out.key = nameOf(*entry.spec, plan);
    out.title = fmt::format("{}: {}", service, entry.spec->what);
    out.at = entry.spec->at;
  } else {
    const findings::Site &site = audit.sites[*entry.site];
    out.key = fmt::format("{}.site.{}", service, site.id);
    out.title = fmt::format("{}: {} in {}", service, site.api, site.function);
    out.at = site.at;
  }
  return out;
}

Matter matterOf(const findings::Finding &finding, Matter::Kind kind, std::size_t index) {
  return {kind,
          finding.fingerprint,
          finding.message,
          std::string(findings::toString(finding.severity)),
          finding.at,
          finding.severity != findings::Severity::note,
          index};
}

} // namespace

std::string_view toString(Matter::Kind kind) {
  constexpr std::string_view words[] = {"bound", "code", "plan"};
  return words[static_cast<std::size_t>(kind)];
}

std::vector<Matter> mattersOf(const plan::Plan &plan, const findings::Audit &audit,
                              const Ledger &ledger) {
  std::vector<Matter> out;
  for (std::size_t i = 0; i < ledger.entries.size(); ++i)
    out.push_back(matterOf(ledger.entries[i], i, plan, audit));
  for (std::size_t i = 0; i < audit.findings.size(); ++i)
    out.push_back(matterOf(audit.findings[i], Matter::Kind::code, i));
  for (std::size_t i = 0; i < plan.findings.size(); ++i)
    out.push_back(matterOf(plan.findings[i], Matter::Kind::plan, i));
  std::set<std::string> known;
  for (Matter &matter : out) { // two groups of calls to the same callees have one name
    const std::string key = matter.key;
    for (int number = 2; !known.insert(matter.key).second; ++number)
      matter.key = fmt::format("{}-{}", key, number);
  }
  return out;
}

} // namespace loadline::review
