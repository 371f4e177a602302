#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

const Expression *conditionOf(const Statement &loop) {
  return loop.conditionAt >= 0 ? &loop.expressions[loop.conditionAt] : nullptr;
}

bool isComparison(const std::string &op) {
  return op == "<" || op == "<=" || op == ">" || op == ">=" || op == "!=" || op == "==";
}

std::string negated(const std::string &op) {
  return op == "<"    ? ">="
         : op == "<=" ? ">"
         : op == ">"  ? "<="
         : op == ">=" ? "<"
         : op == "==" ? "!="
                      : "==";
}

Statement::Exit exitOf(const Statement &statement) {
  if (statement.kind == Statement::Kind::leave)
    return statement.exit;
  return statement.kind == Statement::Kind::block && !statement.parts.empty()
             ? exitOf(statement.parts.back())
             : Statement::Exit::none;
}

bool alwaysLeaves(const Statement &statement) {
  if (statement.kind == Statement::Kind::leave)
    return statement.exit != Statement::Exit::continues;
  return statement.kind == Statement::Kind::block && !statement.parts.empty() &&
         alwaysLeaves(statement.parts.back());
}

std::string mirrored(const std::string &op) {
  return op == "<" ? ">" : op == "<=" ? ">=" : op == ">" ? "<" : op == ">=" ? "<=" : op;
}

namespace {

bool breaksOut(const Statement &statement) {
  if (statement.kind == Statement::Kind::loop || statement.kind == Statement::Kind::choice)
    return false;
  return statement.exit == Statement::Exit::breaks ||
         std::ranges::any_of(statement.parts, breaksOut);
}

} // namespace

bool hasBreak(const Statement &loop) {
  return !loop.parts.empty() && breaksOut(loop.parts.back());
}

} // namespace loadline::infer
