#include "analyzer/infer/join_calls.h"

#include "analyzer/infer/advances.h"
#include "analyzer/infer/polled_joins.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using rules::SpawnApi;

namespace {

constexpr std::size_t withOptions = 3; // operands of `waitpid(pid, &status, options)`

/// Whether a function comes to a call in it whatever happens there, but for what asks for the
/// handles: `if (thread.joinable())`.
///   by  the function's caller, if one is meant: what it gives as a constant is a mode that it
///       chose, as in `end(pid, waits)`
bool isMetWhatever(const link::Program &program, const Call &join, const Handles &handles,
                   const Call *by = nullptr) {
  using facts::Statement;
  const auto isHandle = [&](const Expression &part) {
    return part.kind == Expression::Kind::reference &&
           std::ranges::count(handles.all, program.variableOf(join.unit, part.symbol)) > 0;
  };
  const auto given = by ? argumentsOf(*by->expression) : std::vector<const Expression *>{};
  const auto isChosenMode = [&](const Expression &part) {
    if (part.kind != Expression::Kind::reference || part.symbol < 0)
      return false;
    const int place = program.symbol(join.unit, part.symbol).parameter;
    return place >= 0 && place < static_cast<int>(given.size()) &&
           given[place]->kind == Expression::Kind::literal;
  };
  const auto isPassed = [&](const Statement *statement) {
    const Expression *condition = conditionOf(*statement);
    const bool mayStop =
        statement->kind == Statement::Kind::branch || statement->kind == Statement::Kind::choice;
    return !mayStop ||
           (condition && (holds(*condition, isHandle) || holds(*condition, isChosenMode)));
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
  return join.context.function >= 0 && std::ranges::all_of(join.context.statements, isPassed) &&
         std::ranges::none_of(join.context.statements, leavesBefore);
}

} // namespace

bool isOneOf(const std::vector<std::string> &names, const std::string &name) {
  return std::ranges::any_of(names, [&](const std::string &candidate) {
    return candidate == name || candidate == lastName(name);
  });
}

std::set<std::size_t> JoinCalls::callsThatJoin(const rules::Rules &rules, const Call &spawn,
                                               const Handles &handles,
                                               const std::optional<Slot> &slot) const {
  std::set<std::size_t> joins;
  const auto endsOneHere = [&](const Call &call) {
    return call.context.function == spawn.context.function && endsOne(rules, call);
  };
  for (const link::VariableId handle : handles.all) {
    for (const std::size_t number : index_.callsOn[handle])
      if (const Call &call = index_.calls[number];
          (isJoin(call, false) || endsOneHere(call)) && !isOfOtherSlot(program_, call, slot))
        joins.insert(number);
    for (const std::size_t number : index_.callsWith[handle])
      if (const Call &call = index_.calls[number];
          (isJoin(call, true) && !isOfOtherSlot(program_, call, slot)) || handsToJoin(call, handle))
        joins.insert(number);
  }
  if (handles.all.empty() || api_.starts == SpawnApi::Starts::process)
    for (const std::size_t number : index_.callsOf[spawn.context.function])
      if (joinsByPlace(index_.calls[number], handles))
        joins.insert(number);
  return joins;
}

bool JoinCalls::isJoin(const Call &call, bool asArgument) const {
  if (!asArgument && endsAll(call))
    return true;
  if (call.expression->symbol < 0)
    return false;
  const std::string &name = program_.symbol(call.unit, call.expression->symbol).name;
  if (isOneOf(api_.joinedBy, name))
    return !asArgument || !doesNotWait(call);
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

bool JoinCalls::endsOne(const rules::Rules &rules, const Call &call) const {
  using Gives = rules::NumberSource::Gives;
  const rules::NumberSource *rule = rules.number(ruleName(program_, call.unit, *call.expression));
  if (api_.onDestroy != SpawnApi::OnDestroy::joins || !call.expression->hasObject || !rule ||
      rule->gives != Gives::oneLess)
    return false;
  const auto arguments = argumentsOf(*call.expression);
  const Expression *sequence =
      arguments.size() == 1 ? sequenceOf(program_, rules, call.unit, converted(*arguments.front()))
                            : nullptr;
  return arguments.empty() || // a key may be of none
         (sequence && baseVariable(program_, call.unit, *sequence) ==
                          baseVariable(program_, call.unit, call.expression->operands[0]));
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
          isJoinedAs(program_.variableOf(function.unit, function.facts->parameters[place]), call,
                     depth))
        return true;
    }
  return false;
}

bool JoinCalls::isJoinedAs(link::VariableId parameter, const Call &by, int depth) const {
  Handles names{.all = {parameter}};
  for (const auto &[element, container] : index_.elementOf)
    if (container == parameter)
      names.all.push_back(element);
  return std::ranges::any_of(names.all, [&](link::VariableId name) {
    const auto joinsIt = [&](std::size_t number) {
      const Call &inner = index_.calls[number];
      return isJoin(inner, false) && isMetWhatever(program_, inner, names, &by);
    };
    const auto takesIt = [&](std::size_t number) {
      const Call &inner = index_.calls[number];
      return ((isJoin(inner, true) && !onlyLooksFor(inner, by)) ||
              handsToJoin(inner, name, depth + 1)) &&
             isMetWhatever(program_, inner, names, &by);
    };
    return std::ranges::any_of(index_.callsOn[name], joinsIt) ||
           std::ranges::any_of(index_.callsWith[name], takesIt);
  });
}

namespace {

/// The element of an array that a call is given, or called on; null for none.
const Expression *slotIn(const link::Program &program, int unit, const Expression &call) {
  for (const Expression &operand : call.operands) {
    const bool isAddress = operand.kind == Expression::Kind::unary && operand.text == "&";
    const Expression &slot = isAddress ? operand.operands[0] : operand;
    const link::VariableId array =
        slot.kind == Expression::Kind::subscript ? baseVariable(program, unit, slot) : -1;
    if (array >= 0 && program.variables()[array].symbol->extent > 1)
      return &slot;
  }
  return nullptr;
}

} // namespace

bool joinsSameSlot(const link::Program &program, const BodyIndex &index, const Call &join,
                   const Expression &start) {
  const Expression *joined = slotIn(program, join.unit, *join.expression);
  const Expression *started = slotIn(program, join.unit, start);
  if (!joined || !started || joined->operands[1].kind != Expression::Kind::literal ||
      started->operands[1].kind == Expression::Kind::literal)
    return false;
  const link::VariableId array = baseVariable(program, join.unit, *joined);
  const auto isOther = [&](std::size_t number) {
    const Expression *call = index.calls[number].expression;
    return call != join.expression && call != &start;
  };
  const auto isMoved = [&](const ElementWrite &write) { return write.container == array; };
  return array == baseVariable(program, join.unit, *started) &&
         std::ranges::none_of(index.callsWith[array], isOther) &&
         std::ranges::none_of(index.elementWrites, isMoved);
}

bool onlyLooks(const Expression &call) {
  return call.operands.size() == withOptions &&
         call.operands.back().kind == Expression::Kind::literal && call.operands.back().value != 0;
}

bool JoinCalls::doesNotWait(const Call &call) const {
  return api_.starts == SpawnApi::Starts::process && onlyLooks(*call.expression) &&
         !isAskedUntilItEnds(program_, index_, call, api_);
}

bool JoinCalls::onlyLooksFor(const Call &join, const Call &caller) const {
  const auto &operands = join.expression->operands;
  if (api_.starts != SpawnApi::Starts::process || operands.size() != withOptions ||
      operands.back().kind != Expression::Kind::reference)
    return false;
  const int place = program_.symbol(join.unit, operands.back().symbol).parameter;
  const auto arguments = argumentsOf(*caller.expression);
  return place >= 0 && place < static_cast<int>(arguments.size()) &&
         arguments[place]->kind == Expression::Kind::literal && arguments[place]->value != 0;
}

namespace {

/// Whether a call waits for one process that it names: `waitpid(pid, …)`.
bool namesProcess(const link::Program &program, const Call &join) {
  const auto arguments = argumentsOf(*join.expression);
  if (arguments.empty() || arguments.front()->kind != Expression::Kind::reference)
    return false; // `wait(NULL)`, `wait(&status)`, `waitpid(-1, …)`
  const facts::Symbol &first = program.symbol(join.unit, arguments.front()->symbol);
  return !(first.isReference && isNumeric(first.type)); // a handle, or a number
}

} // namespace

bool JoinCalls::waitsForAny(const Call &call) const {
  if (api_.starts != SpawnApi::Starts::process || call.expression->symbol < 0)
    return false;
  if (isJoin(call, true))
    return !namesProcess(program_, call);
  return std::ranges::any_of(
      program_.definitionsOf(call.unit, call.expression->symbol), [&](link::FunctionId callee) {
        return std::ranges::any_of(index_.callsOf[callee], [&](std::size_t number) {
          const Call &join = index_.calls[number];
          return isJoin(join, true) && !namesProcess(program_, join) && !onlyLooksFor(join, call) &&
                 isMetWhatever(program_, join, {});
        });
      });
}

bool waitsForAnyBehind(const link::Program &program, const BodyIndex &index, const Call &call,
                       const SpawnApi &api) {
  if (api.starts != SpawnApi::Starts::process)
    return false;
  const JoinCalls joins(program, index, api);
  return std::ranges::any_of(index.callsOf[call.context.function], [&](std::size_t number) {
    const Call &behind = index.calls[number];
    return call.expression->at < behind.expression->at && joins.waitsForAny(behind) &&
           commonFrames(call.context, behind.context) == call.context.frames.size() &&
           isMetWith(call.context, behind.context, nullptr);
  });
}

std::vector<const Call *> helpersBehind(const link::Program &program, const BodyIndex &index,
                                        const Call &spawn, const Call &join,
                                        const Handles &handles) {
  std::vector<const Call *> out;
  if (!isMetWhatever(program, join, handles))
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
