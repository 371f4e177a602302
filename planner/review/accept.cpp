#include "planner/review/accept.h"

#include "base/text.h"
#include "planner/review/code_bound.h"
#include "planner/review/live_units.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::review {

namespace {

spec::ValueEdit editOf(const LedgerEntry &entry, const findings::Audit &audit) {
  const double inCode = *codeBound(*partFor(audit.sites[*entry.decidedBy], entry.spec->kind)).count;
  const double processes = entry.spec->value.count() / entry.spec->perProcess.count();
  return {entry.spec->at, exactly(std::round(inCode * processes))};
}

} // namespace

std::string nameOf(const SpecBound &bound, const plan::Plan &plan) {
  return plan.services[bound.service].name + "." + bound.what;
}

Result<std::vector<spec::ValueEdit>> acceptedEdits(const std::string &name, const Ledger &ledger,
                                                   const plan::Plan &plan,
                                                   const findings::Audit &audit) {
  std::vector<spec::ValueEdit> edits;
  std::vector<std::string> drifted;
  for (const LedgerEntry &entry : ledger.entries) {
    if (entry.status != BoundStatus::drifted)
      continue;
    drifted.push_back(nameOf(*entry.spec, plan));
    if (name == "all" || name == drifted.back())
      edits.push_back(editOf(entry, audit));
  }
  if (!edits.empty() || name == "all")
    return edits;
  return Diagnostic{{},
                    fmt::format("no drifted bound is named '{}'", name),
                    drifted.empty() ? "no bound has drifted" : "drifted: " + inWords(drifted)};
}

} // namespace loadline::review
