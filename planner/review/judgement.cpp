#include "planner/review/judgement.h"

#include <algorithm>

namespace loadline::review {

Judgement judged(const spec::System &system, const plan::Plan &plan, const findings::Audit &audit,
                 const Review &review) {
  Judgement out;
  out.ledger = ledgerOf(system, plan, audit, review);
  out.consequences = consequencesOf(system, plan, audit, review, out.ledger);
  return out;
}

std::size_t brokenBounds(const Ledger &ledger, const findings::Audit &audit) {
  const auto broken =
      std::count_if(ledger.entries.begin(), ledger.entries.end(),
                    [&](const LedgerEntry &entry) { return isBroken(entry, audit); });
  return static_cast<std::size_t>(broken);
}

} // namespace loadline::review
