#pragma once

#include "analyzer/findings/inventory.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace loadline::findings {

/// One reason for a risk score, and how much it adds.
struct RiskPart {
  std::string_view name; ///< "depends on", "driven by", "collected", "unit", "origin"
  int points = 0;
  std::string why;

  friend bool operator==(const RiskPart &, const RiskPart &) = default;
};

/// How much a site asks for a limit: 0 to 100, the sum of its parts. What is limited already has
/// only the first two.
struct Risk {
  int score = 0;
  std::vector<RiskPart> parts;

  friend bool operator==(const Risk &, const Risk &) = default;
};

/// Whether a bound is a constant above what a process has of threads without anybody asking, 64.
bool isLargeConstant(const bound::Bound &bound);

/// Of one row. The weights are a judgement, in risk.cpp; docs/audit.md shows them.
Risk riskOf(const Site &site);

/// The parts in one line: "unbounded 30 + from outside 20 + detached 15 + thread 15 + in a loop
/// 12".
std::string inWords(const Risk &risk);

/// The rows to mend, as indices in the audit's sites: those risky or dangerous, highest score
/// first, equal ones by place. Where a call in a loop or handler makes a spawn risky, the call
/// stands for it.
std::vector<std::size_t> fixOrder(const Audit &audit);

} // namespace loadline::findings
