#include "analyzer/infer/clamps.h"

#include "analyzer/infer/statements.h"

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

void Clamps::note(int unit, const Context &context, const Expression &condition) {
  if (condition.kind == Expression::Kind::binary && condition.text == "||") {
    note(unit, context, condition.operands[0]);
    return note(unit, context, condition.operands[1]);
  }
  if (condition.kind != Expression::Kind::binary || !isComparison(condition.text) ||
      context.statements.back()->parts.empty())
    return;
  noteComparison(unit, context, condition.operands[0], condition.text, condition.operands[1]);
  noteComparison(unit, context, condition.operands[1], mirrored(condition.text),
                 condition.operands[0]);
}

void Clamps::noteComparison(int unit, const Context &context, const Expression &kept,
                            const std::string &op, const Expression &most) {
  const bool isSize =
      kept.kind == Expression::Kind::call && kept.hasObject && argumentsOf(kept).empty();
  const link::VariableId variable = !isSize && kept.kind == Expression::Kind::reference
                                        ? program_.variableOf(unit, kept.symbol)
                                        : -1;
  const link::VariableId asked = isSize ? baseVariable(program_, unit, kept.operands[0]) : variable;
  if (asked < 0 || (op != ">" && op != ">="))
    return;
  const Statement &then = context.statements.back()->parts.front();
  const Expression *given = isSize ? resizedIn(unit, then, asked) : givenIn(then, kept.symbol);
  if (given || exitOf(then) != Statement::Exit::none)
    index_.clamps[asked].push_back({.context = context,
                                    .most = &most,
                                    .isStrict = op == ">=",
                                    .isSize = isSize,
                                    .given = given});
}

/// `v.resize(n)` in a branch: n; null for none.
const Expression *Clamps::resizedIn(int unit, const Statement &then,
                                    link::VariableId container) const {
  for (const Statement &part : then.parts)
    if (const Expression *size = resizedIn(unit, part, container))
      return size;
  for (const Expression &call : then.expressions) {
    const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, call));
    if (rule && rule->gives == rules::NumberSource::Gives::newSize && call.hasObject &&
        call.operands.size() > 1 && baseVariable(program_, unit, call.operands[0]) == container)
      return &call.operands[1];
  }
  return nullptr;
}

} // namespace loadline::infer
