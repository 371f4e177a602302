#pragma once

#include "analyzer/findings/inventory.h"
#include "base/result.h"
#include "planner/diagram/bound_stack.h"
#include "planner/plan/plan.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

// Code against spec: whose code each file of an audit is, by the `code:` patterns of the services.
//
//     Plan ──┐
//            ├── joined ──► Review ── judged (judgement.h) ──► Judgement ── pageOf (page.h) ──►
//            Page
//     Audit ─┘                └── codeFindings ──► the badges of the bound stack      │
//                                                              text · Markdown · HTML ┘

namespace loadline::review {

/// What the audit found in the code of one service.
struct ServiceCode {
  std::size_t service = 0;        ///< index in Plan::services
  std::vector<std::size_t> sites; ///< in Audit::sites
  std::vector<std::size_t>
      findings; ///< in Audit::findings: those that lie in its code or whose way leads through it
};

struct Review {
  std::vector<ServiceCode> services;          ///< those with `code:`, in the order of the plan
  std::vector<std::size_t> unmatchedSites;    ///< sites that no pattern matches
  std::vector<std::size_t> unmatchedFindings; ///< findings that threaten no service
};

/// Of the patterns that match a file the most specific wins: the one with the most characters that
/// are no wildcard, then the one with the fewest `**`, then with the fewest other wildcards. Two
/// services whose best patterns are equally specific are an error, once for each file.
Result<Review> joined(const plan::Plan &plan, const findings::Audit &audit);

/// For diagram::Options::codeFindings; only services with findings.
std::map<std::string, diagram::CodeFindings>
codeFindings(const plan::Plan &plan, const findings::Audit &audit, const Review &review);

/// A plan finding or a finding in the code of warning or worse.
bool hasViolations(const plan::Plan &plan, const findings::Audit &audit);

} // namespace loadline::review
