#include "analyzer/infer/one_datum.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using facts::Symbol;

class Reader {
public:
  Reader(const Inference &inference, const Call &call, const rules::SpawnApi *api)
      : program_(inference.program()), index_(inference.index()), call_(call),
        loop_(call.context.frames.back().loop), isTextOnly_(!api) {
    const auto arguments = argumentsOf(*call_.expression);
    if (api && api->handleArgument && *api->handleArgument < static_cast<int>(arguments.size()))
      handle_ = arguments[*api->handleArgument];
  }

  bool isGivenOne() const {
    return std::ranges::any_of(argumentsOf(*call_.expression), [&](const Expression *argument) {
      return argument != handle_ && takesElement(*argument);
    });
  }

  bool usesOneInRound() const { return holdsElement(*loop_); }

private:
  bool takesElement(const Expression &expression) const {
    if (isElementGiven(expression) || isMadeOfElement(expression))
      return true;
    if (expression.kind == Expression::Kind::lambda)
      return capturesElement(expression);
    return std::ranges::any_of(expression.operands,
                               [&](const Expression &operand) { return takesElement(operand); });
  }

  bool isElementGiven(const Expression &expression) const {
    return expression.kind == Expression::Kind::subscript && isGiven(expression.operands[0]) &&
           isCounter(expression.operands[1]);
  }

  bool isCounter(const Expression &index) const {
    const Expression *condition = conditionOf(*loop_);
    return condition && index.kind == Expression::Kind::reference &&
           holds(*condition, [&](const Expression &part) {
             return part.kind == Expression::Kind::reference && part.symbol == index.symbol;
           });
  }

  /// A parameter whose elements the function does not make itself, nor for the units.
  bool isGiven(const Expression &array) const {
    const link::VariableId variable = array.kind == Expression::Kind::reference
                                          ? program_.variableOf(call_.unit, array.symbol)
                                          : -1;
    return variable >= 0 &&
           program_.variables()[variable].symbol->kind == Symbol::Kind::parameter &&
           (!isTextOnly_ || program_.variables()[variable].symbol->type == "char") &&
           !(handle_ && mentions(*handle_, variable)) &&
           std::ranges::none_of(index_.elementWrites, [&](const ElementWrite &write) {
             return write.container == variable;
           });
  }

  bool mentions(const Expression &expression, link::VariableId variable) const {
    return holds(expression, [&](const Expression &part) {
      return part.kind == Expression::Kind::reference &&
             program_.variableOf(call_.unit, part.symbol) == variable;
    });
  }

  /// A local of the round that holds a copy of an element, or what is read from it.
  bool isMadeOfElement(const Expression &expression) const {
    const link::VariableId variable = expression.kind == Expression::Kind::reference
                                          ? program_.variableOf(call_.unit, expression.symbol)
                                          : -1;
    if (variable < 0)
      return false;
    const Symbol &symbol = *program_.variables()[variable].symbol;
    return symbol.kind == Symbol::Kind::local && !symbol.isWritingPointer &&
           std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
             return write.how == Write::How::initial && write.value &&
                    write.context.function == call_.context.function &&
                    isInside(write.context, *loop_) &&
                    holds(*write.value,
                          [&](const Expression &part) { return isElementGiven(part); });
           });
  }

  bool capturesElement(const Expression &lambda) const {
    return std::ranges::any_of(
        program_.definitionsOf(call_.unit, lambda.symbol), [&](link::FunctionId code) {
          const link::Function &function = program_.functions()[code];
          return function.unit == call_.unit && holdsElement(function.facts->body);
        });
  }

  bool holdsElement(const Statement &statement) const {
    return std::ranges::any_of(statement.expressions,
                               [&](const Expression &expression) {
                                 return holds(expression, [&](const Expression &part) {
                                   return isElementGiven(part) || isMadeOfElement(part);
                                 });
                               }) ||
           std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return holdsElement(part); });
  }

  const link::Program &program_;
  const BodyIndex &index_;
  const Call &call_;
  const Statement *loop_;
  bool isTextOnly_; ///< elements of any other array may be what the callee makes the unit with
  const Expression *handle_ = nullptr;
};

bool isInLoop(const Call &call) {
  return !call.context.frames.empty() && call.context.frames.back().loop;
}

} // namespace

bool takesOneDatumEach(const Inference &inference, const SpawnSite &site) {
  const Call &call = inference.index().calls[site.call];
  if (!isInLoop(call))
    return false;
  const bool isCopy = site.api->childGoesOn;
  return Reader(inference, call, site.api).isGivenOne() ||
         (isCopy && Reader(inference, call, nullptr).usesOneInRound());
}

bool takesOneTextEach(const Inference &inference, const Call &call) {
  return isInLoop(call) && Reader(inference, call, nullptr).isGivenOne();
}

} // namespace loadline::infer
