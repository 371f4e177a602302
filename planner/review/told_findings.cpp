#include "planner/review/told_findings.h"

#include "planner/review/judgement.h"

namespace loadline::review {

Diagnostics tellMeaning(findings::Audit &audit, const plan::PlannedSpec &spec) {
  const Result<Review> review = joined(spec.plan, audit);
  if (!review)
    return review.error();
  for (const Consequence &of : judged(spec.system, spec.plan, audit, *review).consequences) {
    findings::Finding &finding = audit.findings[of.finding];
    if (of.limit)
      finding.message += "; " + limitText(*of.limit);
    for (const std::string &sentence : sentencesOf(of, spec.plan))
      finding.path.push_back({finding.at, "means: " + sentence});
  }
  return {};
}

} // namespace loadline::review
