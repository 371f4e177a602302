#include "analyzer/infer/one_datum.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using facts::Symbol;

bool mentions(const Expression &expression, int symbol) {
  return (expression.kind == Expression::Kind::reference && expression.symbol == symbol) ||
         std::ranges::any_of(expression.operands,
                             [&](const Expression &operand) { return mentions(operand, symbol); });
}

class Reader {
public:
  Reader(const Inference &inference, const Call &call)
      : program_(inference.program()), index_(inference.index()), call_(call) {}

  bool takesElement(const Expression &expression, const Statement &loop) const {
    if (expression.kind == Expression::Kind::subscript && isGiven(expression.operands[0]) &&
        isCounter(expression.operands[1], loop))
      return true;
    return expression.kind != Expression::Kind::lambda &&
           std::ranges::any_of(expression.operands, [&](const Expression &operand) {
             return takesElement(operand, loop);
           });
  }

private:
  bool isCounter(const Expression &index, const Statement &loop) const {
    const Expression *condition = conditionOf(loop);
    return condition && index.kind == Expression::Kind::reference &&
           mentions(*condition, index.symbol);
  }

  /// A parameter whose elements the function does not make itself.
  bool isGiven(const Expression &array) const {
    const link::VariableId variable = array.kind == Expression::Kind::reference
                                          ? program_.variableOf(call_.unit, array.symbol)
                                          : -1;
    return variable >= 0 &&
           program_.variables()[variable].symbol->kind == Symbol::Kind::parameter &&
           std::ranges::none_of(index_.elementWrites, [&](const ElementWrite &write) {
             return write.container == variable && write.function == call_.context.function;
           });
  }

  const link::Program &program_;
  const BodyIndex &index_;
  const Call &call_;
};

} // namespace

bool takesOneDatumEach(const Inference &inference, const Call &call) {
  const Statement *loop = call.context.frames.empty() ? nullptr : call.context.frames.back().loop;
  return loop &&
         std::ranges::any_of(argumentsOf(*call.expression), [&](const Expression *argument) {
           return Reader(inference, call).takesElement(*argument, *loop);
         });
}

} // namespace loadline::infer
