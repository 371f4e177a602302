#include "analyzer/infer/join_calls.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using rules::SpawnApi;

bool isOneOf(const std::vector<std::string> &names, const std::string &name) {
  return std::ranges::any_of(names, [&](const std::string &candidate) {
    return candidate == name || candidate == lastName(name);
  });
}

bool JoinCalls::isJoin(const Call &call, bool asArgument) const {
  if (!asArgument && endsAll(call))
    return true;
  if (call.expression->symbol < 0)
    return false;
  const std::string &name = program_.symbol(call.unit, call.expression->symbol).name;
  if (isOneOf(api_.joinedBy, name))
    return !asArgument || !doesNotWait(*call.expression);
  if (!asArgument)
    return false;
  const auto handsOverJoin = [&](const Expression &operand, const auto &self) -> bool {
    return (operand.kind == Expression::Kind::function &&
            isOneOf(api_.joinedBy, program_.symbol(call.unit, operand.symbol).name)) ||
           std::ranges::any_of(operand.operands,
                               [&](const Expression &inner) { return self(inner, self); });
  };
  return std::ranges::any_of(call.expression->operands, [&](const Expression &operand) {
    return handsOverJoin(operand, handsOverJoin);
  });
}

bool JoinCalls::isOfAny(const Call &call, const Handles &handles) const {
  const auto arguments = argumentsOf(*call.expression);
  const link::VariableId named = arguments.empty() || api_.starts != SpawnApi::Starts::process
                                     ? -1
                                     : baseVariable(program_, call.unit, *arguments.front());
  if (named < 0 || isNumeric(program_.variables()[named].symbol->type))
    return true;
  const std::string &name = program_.variables()[named].symbol->name;
  return std::ranges::any_of(handles.all, [&](link::VariableId handle) { // `information.hProcess`
    return name.starts_with(program_.variables()[handle].symbol->type + "::");
  });
}

bool JoinCalls::endsAll(const Call &call) const {
  return api_.onDestroy == SpawnApi::OnDestroy::joins && call.expression->hasObject &&
         argumentsOf(*call.expression).empty() &&
         lastName(ruleName(program_, call.unit, *call.expression)) == "clear";
}

bool JoinCalls::handsToJoin(const Call &call, link::VariableId handle, int depth) const {
  constexpr int deepest = 4;
  if (depth > deepest || call.expression->symbol < 0)
    return false;
  const auto arguments = argumentsOf(*call.expression);
  for (std::size_t place = 0; place < arguments.size(); ++place)
    for (const link::FunctionId callee :
         program_.definitionsOf(call.unit, call.expression->symbol)) {
      const link::Function &function = program_.functions()[callee];
      if (baseVariable(program_, call.unit, *arguments[place]) == handle &&
          place < function.facts->parameters.size() &&
          isJoinedAs(program_.variableOf(function.unit, function.facts->parameters[place]), depth))
        return true;
    }
  return false;
}

bool JoinCalls::isJoinedAs(link::VariableId parameter, int depth) const {
  std::vector<link::VariableId> names{parameter};
  for (const auto &[element, container] : index_.elementOf)
    if (container == parameter)
      names.push_back(element);
  return std::ranges::any_of(names, [&](link::VariableId name) {
    return std::ranges::any_of(
               index_.callsOn[name],
               [&](std::size_t number) { return isJoin(index_.calls[number], false); }) ||
           std::ranges::any_of(index_.callsWith[name], [&](std::size_t number) {
             return isJoin(index_.calls[number], true) ||
                    handsToJoin(index_.calls[number], name, depth + 1);
           });
  });
}

bool onlyLooks(const Expression &call) {
  constexpr std::size_t withOptions = 3;
  return call.operands.size() == withOptions &&
         call.operands.back().kind == Expression::Kind::literal && call.operands.back().value != 0;
}

bool JoinCalls::doesNotWait(const Expression &call) const {
  return api_.starts == SpawnApi::Starts::process && onlyLooks(call);
}

std::vector<const Call *> helpersBehind(const link::Program &program, const BodyIndex &index,
                                        const Call &spawn, const Call &join,
                                        const Handles &handles) {
  using facts::Statement;
  const auto isHandle = [&](const Expression &part) {
    return part.kind == Expression::Kind::reference &&
           std::ranges::count(handles.all, program.variableOf(join.unit, part.symbol)) > 0;
  };
  const auto isPassed = [&](const Statement *statement) {
    const Expression *condition = conditionOf(*statement);
    const bool mayStop =
        statement->kind == Statement::Kind::branch || statement->kind == Statement::Kind::choice;
    return !mayStop || (condition && holds(*condition, isHandle)); // `if (thread.joinable())`
  };
  // `if (last) return;`, where `if (threads.empty()) return;` leaves nothing behind
  const auto leaves = [&](const Statement &statement, const auto &self) -> bool {
    const Expression *condition = conditionOf(statement);
    return statement.exit == Statement::Exit::returns ||
           (!(condition && holds(*condition, isHandle)) &&
            std::ranges::any_of(statement.parts,
                                [&](const Statement &part) { return self(part, self); }));
  };
  const auto leavesBefore = [&](const Statement *block) {
    return std::ranges::any_of(block->parts, [&](const Statement &part) {
      return part.at < join.expression->at &&
             std::ranges::find(join.context.statements, &part) == join.context.statements.end() &&
             leaves(part, leaves);
    });
  };
  std::vector<const Call *> out;
  if (join.context.function < 0 || !std::ranges::all_of(join.context.statements, isPassed) ||
      std::ranges::any_of(join.context.statements, leavesBefore))
    return out;
  for (const Edge &edge : index.edgesInto[join.context.function])
    if (const Call &call = index.calls[edge.call];
        edge.kind == Edge::Kind::call && !edge.isHandOver &&
        call.context.function == spawn.context.function &&
        spawn.expression->at < call.expression->at &&
        isMetWith(spawn.context, call.context, nullptr))
      out.push_back(&call);
  return out;
}

} // namespace loadline::infer
