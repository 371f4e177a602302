#include "analyzer/checks/all_checks.h"
#include "analyzer/infer/conditions.h"
#include "analyzer/infer/gates.h"
#include "analyzer/infer/spawn_sites.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::checks {

namespace {

using facts::Expression;

/// The variable whose answer a condition waits for up to a time; -1 for any other condition.
link::VariableId waitedForIn(const infer::Inference &inference, int unit,
                             const Expression &condition) {
  const rules::Wait *wait =
      inference.rules().wait(infer::ruleName(inference.program(), unit, condition));
  if (wait && wait->ends == rules::Wait::Ends::inTime && condition.hasObject)
    return infer::baseVariable(inference.program(), unit, condition.operands.front());
  for (const Expression &operand : condition.operands)
    if (const link::VariableId variable = waitedForIn(inference, unit, operand); variable >= 0)
      return variable;
  return -1;
}

/// A permit that was had, or tried for, though it may be given back behind the place.
bool isPermit(const infer::Inference &inference, const infer::KnownThere &known) {
  const rules::Limiter *limiter = inference.rules().limiter(
      infer::ruleName(inference.program(), known.unit, *known.expression));
  return limiter && (limiter->does == rules::Limiter::Does::acquires ||
                     limiter->does == rules::Limiter::Does::triesToAcquire);
}

/// The place where the unit started whose answer was too slow, so that the given one is; null where
/// this is no second try.
const Expression *firstTry(const infer::Inference &inference, const infer::SpawnSite &spawn) {
  const infer::Call &call = inference.index().calls[spawn.call];
  const std::vector<infer::KnownThere> knownThere = knownAt(inference, call.context);
  if (std::ranges::any_of(knownThere,
                          [&](const auto &known) { return isPermit(inference, known); }))
    return nullptr;
  for (const infer::KnownThere &known : knownThere) {
    const link::VariableId first = waitedForIn(inference, known.unit, *known.expression);
    if (first < 0)
      continue;
    for (const infer::Write &write : inference.index().writes[first])
      if (write.value && write.value->kind == Expression::Kind::call &&
          write.context.function == call.context.function && write.value->at < known.at &&
          inference.rules().spawnApi(
              infer::ruleName(inference.program(), write.unit, *write.value)))
        return write.value;
  }
  return nullptr;
}

} // namespace

std::vector<findings::Finding> hedgeUnbounded(const Subject &subject) {
  std::vector<findings::Finding> out;
  infer::Inference &inference = subject.inference;
  for (const infer::SpawnSite &spawn : findSpawnSites(inference)) {
    const infer::Call &call = inference.index().calls[spawn.call];
    const Expression *first = call.context.function < 0 ? nullptr : firstTry(inference, spawn);
    if (!first || gateAt(inference, call.context, *call.expression))
      continue;
    findings::Finding finding = findingIn(
        subject, "hedge-unbounded", findings::Severity::warning,
        fmt::format(
            "{} starts a second try when the first is slow, and nothing limits how many of "
            "these there are: when all are slow the load doubles. Try to take a permit first, "
            "and do without where there is none",
            spawn.apiName),
        call, spawn.apiName);
    finding.path.push_back({placeIn(subject, call.unit, first->at), "the first try"});
    out.push_back(std::move(finding));
  }
  return out;
}

} // namespace loadline::checks
