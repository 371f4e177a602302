#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

const Expression *conditionOf(const Statement &loop) {
  return loop.conditionAt >= 0 ? &loop.expressions[loop.conditionAt] : nullptr;
}

const Expression *caseOf(const Statement &statement) {
  return statement.kind == Statement::Kind::block ? conditionOf(statement) : nullptr;
}

const Expression &converted(const Expression &expression) {
  const bool isConversion =
      expression.kind == Expression::Kind::construct && expression.operands.size() == 1;
  return isConversion ? converted(expression.operands[0]) : expression;
}

bool haveOneValue(const Expression &a, const Expression &b) {
  const Expression &left = converted(a), &right = converted(b);
  return left.kind == right.kind && left.symbol == right.symbol && left.value == right.value &&
         left.text == right.text && left.type == right.type &&
         std::ranges::equal(left.operands, right.operands, haveOneValue);
}

bool isComparison(const std::string &op) {
  return op == "<" || op == "<=" || op == ">" || op == ">=" || op == "!=" || op == "==";
}

bool compares(std::int64_t a, const std::string &op, std::int64_t b) {
  return op == "<"    ? a < b
         : op == "<=" ? a <= b
         : op == ">"  ? a > b
         : op == ">=" ? a >= b
         : op == "==" ? a == b
                      : a != b;
}

std::string negated(const std::string &op) {
  return op == "<"    ? ">="
         : op == "<=" ? ">"
         : op == ">"  ? "<="
         : op == ">=" ? "<"
         : op == "==" ? "!="
                      : "==";
}

const Expression *returnedAtEnd(const Statement &body) {
  const Statement *last = &body;
  while (last->kind == Statement::Kind::block && !last->parts.empty())
    last = &last->parts.back();
  return last->exit == Statement::Exit::returns && !last->expressions.empty()
             ? &last->expressions.front()
             : nullptr;
}

Statement::Exit exitOf(const Statement &statement) {
  if (statement.kind == Statement::Kind::leave)
    return statement.exit;
  return statement.kind == Statement::Kind::block && !statement.parts.empty()
             ? exitOf(statement.parts.back())
             : Statement::Exit::none;
}

bool isSharedPointer(const std::string &type) {
  const std::string name = type.substr(0, type.find('<'));
  return name == "std::shared_ptr" || name == "boost::shared_ptr" || name == "QSharedPointer";
}

bool isWeakPointer(const std::string &type) {
  const std::string name = type.substr(0, type.find('<'));
  return name == "std::weak_ptr" || name == "boost::weak_ptr" || name == "QWeakPointer";
}

bool alwaysLeaves(const Statement &statement) {
  if (statement.kind == Statement::Kind::leave)
    return statement.exit != Statement::Exit::continues;
  return statement.kind == Statement::Kind::block && !statement.parts.empty() &&
         alwaysLeaves(statement.parts.back());
}

bool alwaysEnds(const Statement &statement) {
  return exitOf(statement) != Statement::Exit::none;
}

std::string mirrored(const std::string &op) {
  return op == "<" ? ">" : op == "<=" ? ">=" : op == ">" ? "<" : op == ">=" ? "<=" : op;
}

bool mayJump(const Statement &statement) {
  const bool isChoice =
      statement.kind == Statement::Kind::branch || statement.kind == Statement::Kind::choice;
  const auto jumps = [](const Statement &part) {
    return exitOf(part) == Statement::Exit::continues || mayJump(part);
  };
  return isChoice ? std::ranges::any_of(statement.parts, jumps)
                  : statement.kind == Statement::Kind::block &&
                        std::ranges::any_of(statement.parts, mayJump);
}

bool takesBreaks(const Statement &statement) {
  return statement.kind == Statement::Kind::loop || statement.kind == Statement::Kind::choice;
}

bool shrinks(const std::string &op) {
  return op == "--" || op == "x--" || op == "-=" || op == "/=" || op == "%=" || op == ">>=" ||
         op == "&=";
}

std::string_view combinedBy(const std::string &assignment) {
  for (const std::string_view op : {"+", "-", "*", "/", "%", "<<", ">>", "|", "&", "^"})
    if (assignment.starts_with(op))
      return op;
  return "";
}

bool isStep(const std::string &op) {
  return op == "++" || op == "--" || op == "x++" || op == "x--";
}

bool isNumeric(const std::string &type) {
  for (const char *word :
       {"int", "long", "short", "char", "unsigned", "signed", "bool", "double", "float"})
    if (type == word || type.rfind(std::string(word) + " ", 0) == 0)
      return true;
  return type.empty();
}

bool isAssignment(const std::string &op) {
  return op == "=" || op == "+=" || op == "-=" || op == "*=" || op == "/=" || op == "%=" ||
         op == "<<=" || op == ">>=" || op == "|=" || op == "&=" || op == "^=";
}

bool holds(const Expression &expression, const std::function<bool(const Expression &)> &claim) {
  return claim(expression) ||
         std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&](const Expression &operand) { return holds(operand, claim); });
}

bool holds(const Expression &whole, const Expression &part) {
  return holds(whole, [&](const Expression &each) { return &each == &part; });
}

const Expression *changeOf(const Expression &target, const Expression &value) {
  if (value.kind != Expression::Kind::binary || !isAssignment(value.text + "=") ||
      target.kind != Expression::Kind::reference)
    return nullptr;
  const auto isTarget = [&](const Expression &side) {
    return side.kind == Expression::Kind::reference && side.symbol == target.symbol;
  };
  if (isTarget(value.operands[0]))
    return &value.operands[1];
  const bool isSymmetric = value.text == "+" || value.text == "*" || value.text == "|";
  return isSymmetric && isTarget(value.operands[1]) ? &value.operands[0] : nullptr;
}

const Expression *givenIn(const Statement &then, int symbol) {
  if (then.kind == Statement::Kind::block) {
    for (const Statement &part : then.parts)
      if (const Expression *given = givenIn(part, symbol))
        return given;
    return nullptr;
  }
  if (then.kind != Statement::Kind::evaluate || then.expressions.empty())
    return nullptr;
  const Expression &value = then.expressions.front();
  const bool isGiven = value.kind == Expression::Kind::binary && value.text == "=" &&
                       value.operands[0].kind == Expression::Kind::reference &&
                       value.operands[0].symbol == symbol;
  return isGiven ? &value.operands[1] : nullptr;
}

namespace {

bool jumpsOut(const Statement &statement) {
  return statement.exit == Statement::Exit::jumps || std::ranges::any_of(statement.parts, jumpsOut);
}

} // namespace

bool mayBreak(const Statement &statement) {
  return !takesBreaks(statement) && (statement.exit == Statement::Exit::breaks ||
                                     std::ranges::any_of(statement.parts, mayBreak));
}

bool hasBreak(const Statement &loop) {
  return !loop.parts.empty() && (mayBreak(loop.parts.back()) || jumpsOut(loop.parts.back()));
}

bool areAllAsked(const Expression &condition, bool holds) {
  const bool joins = condition.text == "&&" || condition.text == "||";
  if (condition.kind != Expression::Kind::binary || !joins)
    return condition.kind != Expression::Kind::conditional;
  return condition.text == (holds ? "&&" : "||") &&
         std::ranges::all_of(condition.operands,
                             [&](const Expression &part) { return areAllAsked(part, holds); });
}

} // namespace loadline::infer
