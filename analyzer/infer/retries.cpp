#include "analyzer/infer/spawn_sites.h"

#include <algorithm>

// `while ((child = fork()) < 0) sleep(1);` goes round until a unit has started, so it starts one.

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using rules::SpawnApi;

bool holdsExpression(const Expression &whole, const Expression &part) {
  return &whole == &part || std::ranges::any_of(whole.operands, [&](const Expression &operand) {
    return holdsExpression(operand, part);
  });
}

/// Whether `result op number` can only be true of a result that says failure.
bool saysFailure(SpawnApi::FailsWith failure, const std::string &op, std::int64_t number) {
  switch (failure) {
  case SpawnApi::FailsWith::nothing:
    return false;
  case SpawnApi::FailsWith::negative:
    return (op == "<" && number <= 0) || (op == "<=" && number < 0) || (op == "==" && number < 0);
  case SpawnApi::FailsWith::nonzero:
    return (op == "!=" && number == 0) || (op == "==" && number != 0) || (op == ">" && number >= 0);
  }
  return false;
}

class Retry {
public:
  Retry(const Inference &inference, const SpawnSite &site)
      : inference_(inference), site_(site), call_(inference.index().calls[site.call]) {}

  bool impliesFailure(const Expression &condition) const {
    if (condition.kind == Expression::Kind::binary && condition.text == "&&")
      return impliesFailure(condition.operands[0]) || impliesFailure(condition.operands[1]);
    if (condition.kind == Expression::Kind::binary &&
        condition.operands[1].kind == Expression::Kind::literal)
      return isResult(condition.operands[0]) &&
             saysFailure(site_.api->failsWith, condition.text, condition.operands[1].value);
    return isResult(condition) && saysFailure(site_.api->failsWith, "!=", 0);
  }

private:
  /// The call itself, an assignment of it, or a variable that holds its result.
  bool isResult(const Expression &expression) const {
    if (&expression == call_.expression)
      return true;
    if (expression.kind == Expression::Kind::binary && expression.text == "=")
      return isResult(expression.operands[1]);
    const link::VariableId variable =
        expression.kind == Expression::Kind::reference
            ? inference_.program().variableOf(call_.unit, expression.symbol)
            : -1;
    return variable >= 0 &&
           std::ranges::any_of(inference_.index().writes[variable],
                               [&](const Write &write) { return write.value == call_.expression; });
  }

  const Inference &inference_;
  const SpawnSite &site_;
  const Call &call_;
};

} // namespace

bool isRetriedUntilStarted(const Inference &inference, const SpawnSite &site) {
  const Call &call = inference.index().calls[site.call];
  const Statement *loop = call.context.frames.empty() ? nullptr : call.context.frames.back().loop;
  if (!loop || loop->conditionAt < 0 || loop->loop == Statement::Loop::rangeFor)
    return false;
  const Expression &condition = loop->expressions[loop->conditionAt];
  // a condition that stands before the spawn speaks of an earlier result
  const bool asksAfter = loop->loop == Statement::Loop::doLoop ||
                         loop->loop == Statement::Loop::gotoLoop ||
                         holdsExpression(condition, *call.expression);
  return asksAfter && Retry(inference, site).impliesFailure(condition);
}

} // namespace loadline::infer
