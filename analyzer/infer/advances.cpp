#include "analyzer/infer/advances.h"

#include "analyzer/infer/body_index.h"
#include "analyzer/infer/statements.h"

#include <vector>

namespace loadline::infer {

using facts::Expression;
using Gives = rules::NumberSource::Gives;

namespace {

const Expression &one() {
  static const Expression literal{.kind = Expression::Kind::literal, .value = 1};
  return literal;
}

} // namespace

std::optional<Advance> advanceBy(const link::Program &program, const rules::Rules &rules, int unit,
                                 const Expression &call) {
  if (call.kind != Expression::Kind::call || call.hasObject || call.operands.empty())
    return std::nullopt;
  const rules::NumberSource *rule = rules.number(ruleName(program, unit, call));
  if (!rule || rule->gives != Gives::moved)
    return std::nullopt;
  const Expression &given = call.operands.front(); // by reference, which facts write as `&it`
  const bool isReference = given.kind == Expression::Kind::unary && given.text == "&";
  return Advance{"+=", isReference ? &given.operands.front() : &given,
                 call.operands.size() > 1 ? &call.operands[1] : &one()};
}

std::optional<Advance> advanceTo(const link::Program &program, const rules::Rules &rules, int unit,
                                 const Expression &assignment) {
  const Expression &call = converted(assignment.operands[1]);
  if (call.kind != Expression::Kind::call)
    return std::nullopt;
  const std::vector<const Expression *> arguments = argumentsOf(call);
  const rules::NumberSource *rule = rules.number(ruleName(program, unit, call));
  if (!rule || arguments.empty() || !haveOneValue(converted(*arguments[0]), assignment.operands[0]))
    return std::nullopt;
  if (rule->gives == Gives::oneLess && call.hasObject)
    return Advance{"+=", &assignment.operands[0], &one()};
  if (rule->gives != Gives::next && rule->gives != Gives::previous)
    return std::nullopt;
  return Advance{rule->gives == Gives::next ? "+=" : "-=", &assignment.operands[0],
                 arguments.size() > 1 ? arguments[1] : &one()};
}

bool isPlaceAsked(const rules::NumberSource *rule) {
  return rule && (rule->gives == Gives::next || rule->gives == Gives::previous ||
                  rule->gives == Gives::found || rule->gives == Gives::nextWord);
}

} // namespace loadline::infer
