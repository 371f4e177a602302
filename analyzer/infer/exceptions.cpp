#include "analyzer/infer/exceptions.h"

#include "analyzer/infer/statements.h"
#include "analyzer/infer/value_flow.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

bool isTry(const Statement &statement) {
  const auto isHandler = [](const Statement &part) {
    return part.kind == Statement::Kind::branch && part.conditionAt < 0;
  };
  return statement.kind == Statement::Kind::block && statement.parts.size() > 1 &&
         std::all_of(statement.parts.begin() + 1, statement.parts.end(), isHandler) &&
         !isHandler(statement.parts.front());
}

bool Thrower::mayThrow(int unit, const Statement &statement,
                       const std::function<bool(const Expression &)> &isAsked) {
  const auto throws = [&](const auto &part) { return mayThrow(unit, part, isAsked); };
  const bool isCall =
      !statement.expressions.empty() && statement.expressions[0].kind == Expression::Kind::call;
  if (statement.exit == Statement::Exit::throws && !isCall) // `exit(1)` leaves so, too
    return statement.expressions.empty() || isAsked(statement.expressions[0]);
  if (isTry(statement))
    return std::any_of(statement.parts.begin() + 1, statement.parts.end(), throws);
  return std::ranges::any_of(statement.expressions, throws) ||
         std::ranges::any_of(statement.parts, throws);
}

bool Thrower::mayThrow(int unit, const Expression &expression,
                       const std::function<bool(const Expression &)> &isAsked) {
  const bool isCall =
      expression.kind == Expression::Kind::call || expression.kind == Expression::Kind::construct;
  return (isCall && isAsked(expression) && isThrowing(unit, expression)) ||
         std::ranges::any_of(expression.operands, [&](const Expression &operand) {
           return mayThrow(unit, operand, isAsked);
         });
}

bool Thrower::isThrowing(int unit, const Expression &call) {
  if (call.symbol < 0)
    return callsValue(program_, unit, call);
  const facts::Symbol &symbol = program_.symbol(unit, call.symbol);
  if (symbol.isNothrow)
    return false;
  const auto &definitions = program_.definitionsOf(unit, call.symbol);
  if (definitions.empty())
    return callsValue(program_, unit, call) ||
           (!symbol.usr.empty() && !symbol.name.starts_with("std::") && !symbol.isMadeByCompiler);
  return std::ranges::any_of(definitions, [&](link::FunctionId id) {
    const link::Function &function = program_.functions()[id];
    return asked_.insert(id).second &&
           mayThrow(function.unit, function.facts->body, [](const Expression &) { return true; });
  });
}

bool isPassedByException(const link::Program &program, const Context &place,
                         const Context &something, const facts::Place &at, const Statement *loop,
                         const std::function<bool(const Statement &)> &isSame) {
  const Statement &start = *place.statements.back();
  const auto isBetween = [&](const Expression &expression) {
    return start.at < expression.at && expression.at < at &&
           std::ranges::none_of(start.expressions,
                                [&](const Expression &own) { return holds(own, expression); });
  };
  const auto goesOn = [&](const Statement &handler) {
    return std::ranges::none_of(handler.parts, alwaysLeaves) && !isSame(handler);
  };
  const auto &way = something.statements;
  const int unit = program.functions()[something.function].unit;
  for (auto each = loop ? std::ranges::find(way, loop) : way.begin();
       each != way.end() && each + 1 != way.end(); ++each) {
    const auto &parts = (*each)->parts;
    if (isTry(**each) && *(each + 1) == &parts.front() &&
        std::any_of(parts.begin() + 1, parts.end(), goesOn) &&
        Thrower(program).mayThrow(unit, parts.front(), isBetween))
      return true;
  }
  return false;
}

} // namespace loadline::infer
