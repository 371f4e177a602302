#include "analyzer/infer/handle_moves.h"

#include "analyzer/infer/owners.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <functional>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;

bool isAssignmentOf(const Expression &expression) {
  return expression.kind == Expression::Kind::binary && expression.text == "=";
}

void visitStatements(const Statement &statement,
                     const std::function<void(const Statement &)> &visit) {
  visit(statement);
  for (const Statement &part : statement.parts)
    visitStatements(part, visit);
}

} // namespace

std::vector<link::VariableId> fieldsGiven(const link::Program &program,
                                          link::FunctionId constructor, std::size_t parameter) {
  const link::Function &function = program.functions()[constructor];
  std::vector<link::VariableId> fields;
  if (function.facts->kind != facts::Function::Kind::constructor ||
      parameter >= function.facts->parameters.size())
    return fields;
  const int given = function.facts->parameters[parameter];
  const auto isGiven = [&](const Expression &value) {
    const Expression &plain = converted(value);
    return plain.kind == Expression::Kind::reference && plain.symbol == given;
  };
  visitStatements(function.facts->body, [&](const Statement &statement) {
    if (statement.expressions.empty())
      return;
    const Expression &first = statement.expressions.front();
    if (statement.kind == Statement::Kind::initialise && isGiven(first))
      fields.push_back(program.variableOf(function.unit, statement.symbol));
    else if (statement.kind == Statement::Kind::evaluate && isAssignmentOf(first) &&
             isGiven(first.operands[1]))
      fields.push_back(baseVariable(program, function.unit, first.operands[0]));
  });
  std::erase(fields, -1);
  return fields;
}

std::vector<link::VariableId> parametersGiven(const link::Program &program, int unit,
                                              const Expression &call, const Expression &given) {
  std::vector<link::VariableId> parameters;
  const auto arguments = argumentsOf(call);
  for (std::size_t place = 0; place < arguments.size() && call.symbol >= 0; ++place)
    if (arguments[place] == &given)
      for (const link::FunctionId callee : program.definitionsOf(unit, call.symbol))
        if (const link::Function &function = program.functions()[callee];
            place < function.facts->parameters.size())
          parameters.push_back(
              program.variableOf(function.unit, function.facts->parameters[place]));
  std::erase(parameters, -1);
  return parameters;
}

bool isGivenAway(const link::Program &program, const Call &call, link::VariableId variable) {
  const auto isItself = [&](const Expression *argument) {
    return argument->kind == Expression::Kind::reference && argument->operands.empty() &&
           program.variableOf(call.unit, argument->symbol) == variable;
  };
  return std::ranges::any_of(argumentsOf(*call.expression), isItself);
}

std::optional<link::VariableId> referredBy(const link::Program &program, const BodyIndex &index,
                                           link::VariableId variable) {
  const facts::Symbol &symbol = *program.variables()[variable].symbol;
  if (symbol.kind != facts::Symbol::Kind::local || !symbol.isReference ||
      index.elementOf.contains(variable))
    return std::nullopt;
  for (const Write &write : index.writes[variable])
    if (write.how == Write::How::initial && write.value) {
      const Expression &value = converted(*write.value);
      const bool isOfObject = value.kind == Expression::Kind::call && value.hasObject;
      return baseVariable(program, write.unit, isOfObject ? value.operands[0] : value);
    }
  return -1;
}

bool isDeclaredOutside(const BodyIndex &index, link::VariableId variable,
                       link::FunctionId function) {
  return std::ranges::any_of(index.writes[variable], [&](const Write &write) {
    return write.how == Write::How::initial && write.context.function >= 0 &&
           write.context.function != function;
  });
}

namespace {

bool pathTo(const Expression &from, const Expression &target,
            std::vector<const Expression *> &path) {
  path.push_back(&from);
  if (&from == &target)
    return true;
  for (const Expression &operand : from.operands)
    if (pathTo(operand, target, path))
      return true;
  path.pop_back();
  return false;
}

} // namespace

std::vector<const Expression *> pathTo(const facts::Statement &statement,
                                       const Expression &target) {
  std::vector<const Expression *> path;
  for (const Expression &expression : statement.expressions)
    if (pathTo(expression, target, path))
      break;
  return path;
}

bool isRunByDestructor(const link::Program &program, const BodyIndex &index,
                       link::FunctionId function) {
  const auto isDestructor = [&](link::FunctionId id) {
    return id >= 0 && program.functions()[id].facts->kind == facts::Function::Kind::destructor;
  };
  return isDestructor(function) ||
         (function >= 0 && std::ranges::any_of(index.edgesInto[function], [&](const Edge &edge) {
            return isDestructor(index.calls[edge.call].context.function);
          }));
}

bool isPartOfObject(const link::Program &program, const BodyIndex &index, const Call &spawn,
                    const Handles &handles) {
  const auto isKept = [&](link::VariableId handle) {
    const facts::Symbol &symbol = *program.variables()[handle].symbol;
    return symbol.kind == facts::Symbol::Kind::local ||
           (symbol.kind == facts::Symbol::Kind::field && !symbol.isReference &&
            withoutArguments(symbol.type) != "std::shared_ptr");
  };
  const auto keepsItself = [&](std::size_t number) {
    const Call &call = index.calls[number];
    return ruleName(program, call.unit, *call.expression) ==
           "std::enable_shared_from_this::shared_from_this";
  };
  return !spawn.expression->isHeap && std::ranges::all_of(handles.all, isKept) &&
         std::ranges::none_of(index.callsOf[spawn.context.function], keepsItself);
}

bool isReplacedByNext(const link::Program &program, const Call &spawn, const Handles &handles) {
  const Statement &statement = *spawn.context.statements.back();
  if (spawn.expression->isHeap || handles.all.size() != 1 ||
      !handles.overwritten.contains(handles.all.front()) ||
      program.variables()[handles.all.front()].symbol->isReference ||
      statement.kind != Statement::Kind::evaluate || !isAssignmentOf(statement.expressions.front()))
    return false;
  // of this object, not of one after the other
  const Expression &target = statement.expressions.front().operands[0];
  return target.operands.empty() || target.operands[0].text == "this";
}

const Expression *slotsReplacedByNext(const link::Program &program, const Call &spawn,
                                      const Handles &handles) {
  const Statement &statement = *spawn.context.statements.back();
  if (spawn.expression->isHeap || handles.all.size() != 1 ||
      statement.kind != Statement::Kind::evaluate || !isAssignmentOf(statement.expressions.front()))
    return nullptr;
  const Expression &whole = statement.expressions.front();
  const Expression &target = whole.operands[0];
  const bool isSlot = target.kind == Expression::Kind::subscript &&
                      target.operands[1].kind != Expression::Kind::literal &&
                      &whole.operands[1] == spawn.expression &&
                      baseVariable(program, spawn.unit, target) == handles.all.front();
  return isSlot ? &target.operands[0] : nullptr;
}

bool mayOutlive(const link::Program &program, const BodyIndex &index, link::FunctionId function,
                const Handles &handles) {
  return std::ranges::any_of(handles.all, [&](link::VariableId handle) {
    return program.variables()[handle].symbol->kind != facts::Symbol::Kind::local ||
           isDeclaredOutside(index, handle, function) ||
           referredBy(program, index, handle) == link::VariableId{-1};
  });
}

std::size_t framesOfHandles(const BodyIndex &index, const Call &spawn, const Handles &handles) {
  std::size_t frames = spawn.context.frames.size();
  for (const link::VariableId handle : handles.all)
    for (const Write &write : index.writes[handle])
      if (write.how == Write::How::initial && write.context.function == spawn.context.function &&
          !index.elementOf.contains(handle))
        frames = std::min(frames, commonFrames(write.context, spawn.context));
  return frames;
}

bool endsProgramWhenReplaced(const link::Program &program, const BodyIndex &index,
                             const SpawnSite &site, const Handles &handles) {
  if (site.api->onDestroy != rules::SpawnApi::OnDestroy::terminates ||
      !isReplacedByNext(program, index.calls[site.call], handles))
    return false;
  const link::VariableId handle = handles.all.front();
  const bool isDeclared =
      program.variables()[handle].symbol->type.find(site.api->name) != std::string::npos;
  return isDeclared && index.callsWith[handle].empty();
}

std::vector<link::VariableId> madeOf(const link::Program &program, link::FunctionId function,
                                     link::VariableId variable) {
  const link::Function &self = program.functions()[function];
  std::vector<link::VariableId> out;
  visitStatements(self.facts->body, [&](const Statement &statement) {
    if (statement.kind != Statement::Kind::declare || statement.expressions.empty())
      return;
    const Expression &value = converted(statement.expressions.front());
    const link::VariableId made = program.variableOf(self.unit, statement.symbol);
    if (made >= 0 && value.kind == Expression::Kind::reference &&
        program.variableOf(self.unit, value.symbol) == variable &&
        program.variables()[made].symbol->type == program.variables()[variable].symbol->type)
      out.push_back(made);
  });
  return out;
}

bool returnsOneOf(const link::Program &program, link::FunctionId function,
                  const std::vector<link::VariableId> &variables) {
  const link::Function &self = program.functions()[function];
  bool isReturned = false;
  visitStatements(self.facts->body, [&](const Statement &statement) {
    if (statement.exit != Statement::Exit::returns || statement.expressions.empty())
      return;
    const Expression &value = converted(statement.expressions.front());
    isReturned = isReturned ||
                 (value.kind == Expression::Kind::reference &&
                  std::ranges::count(variables, program.variableOf(self.unit, value.symbol)) > 0);
  });
  return isReturned;
}

std::optional<std::size_t> framesOfHolder(const Inference &inference, const Call &spawn,
                                          const std::vector<const Expression *> &holders,
                                          const Collection &collection) {
  const BodyIndex &index = inference.index();
  for (const std::size_t number : index.callsOf[spawn.context.function]) {
    const Call &holder = index.calls[number];
    const std::string type = withoutArguments(holder.expression->type);
    const bool joins = std::ranges::any_of(collection.joinedIn, [&](link::FunctionId function) {
      return classOf(inference.program(), function) == type;
    });
    if (std::ranges::count(holders, holder.expression) > 0 && joins)
      if (const auto frames = framesOfOwner(inference, holder, collection))
        return frames;
  }
  return std::nullopt;
}

std::optional<Rotation> rotationOf(Inference &inference, const SpawnSite &site,
                                   const Handles &handles,
                                   const std::vector<std::string> &joinedBy) {
  const link::Program &program = inference.program();
  const BodyIndex &index = inference.index();
  const Call &spawn = index.calls[site.call];
  const std::size_t frames = spawn.context.frames.size();
  const Statement *loop = frames > 0 ? spawn.context.frames.back().loop : nullptr;
  if (!loop)
    return std::nullopt;
  std::vector<std::pair<link::VariableId, const Expression *>> moves;
  visitStatements(*loop, [&](const Statement &statement) {
    for (const Expression &each : statement.expressions)
      if (isAssignmentOf(each) && each.operands[0].kind == Expression::Kind::reference)
        if (const link::VariableId from = baseVariable(program, spawn.unit, each.operands[1]);
            std::ranges::count(handles.all, from) > 0)
          moves.emplace_back(program.variableOf(spawn.unit, each.operands[0].symbol), &each);
  });
  for (const auto &[keeper, move] : moves) {
    const auto isMove = [&](const Write &write) {
      return write.value == &move->operands[1] &&
             commonFrames(write.context, spawn.context) == frames &&
             isMetWith(spawn.context, write.context, loop);
    };
    if (keeper < 0 || std::ranges::none_of(index.writes[keeper], isMove))
      continue;
    Handles both = handles;
    both.all.push_back(keeper);
    for (const std::size_t number : index.callsOn[keeper]) {
      const Call &join = index.calls[number];
      const std::string name = lastName(ruleName(program, join.unit, *join.expression));
      if (std::ranges::count(joinedBy, name) == 0 ||
          join.context.function != spawn.context.function)
        continue;
      const JoinReach reach = reachOf(inference, site, both, join);
      if (reach.how == JoinReach::How::inRound && reach.frames == frames)
        return Rotation{&join, frames,
                        join.expression->at < spawn.expression->at ||
                            move->at < join.expression->at};
    }
  }
  return std::nullopt;
}

bool isOfOtherSlot(const link::Program &program, const Call &join,
                   const std::optional<Slot> &slot) {
  const auto isOther = [&](const Expression &operand) {
    const bool isAddress = operand.kind == Expression::Kind::unary && operand.text == "&";
    const Expression &element = isAddress ? operand.operands[0] : operand;
    return element.kind == Expression::Kind::subscript &&
           element.operands[1].kind == Expression::Kind::literal &&
           baseVariable(program, join.unit, element) == slot->array &&
           element.operands[1].value != slot->index;
  };
  return slot && std::ranges::any_of(join.expression->operands, isOther);
}

bool isGivenName(const link::Program &program, const BodyIndex &index, const Call &spawn,
                 const std::string &name) {
  const auto isGiven = [&](const Call &call) {
    return std::ranges::any_of(argumentsOf(*call.expression), [&](const Expression *argument) {
      return names(program, call.unit, *argument, name);
    });
  };
  const auto isSet = [&](const Expression *argument) {
    const link::VariableId variable = baseVariable(program, spawn.unit, *argument);
    return variable >= 0 && std::ranges::any_of(index.callsWith[variable], [&](std::size_t number) {
             return index.calls[number].context.function == spawn.context.function &&
                    isGiven(index.calls[number]);
           });
  };
  return isGiven(spawn) || std::ranges::any_of(argumentsOf(*spawn.expression), isSet);
}

std::vector<link::VariableId> exchangedWith(const Inference &inference, const Call &call) {
  const rules::NumberSource *rule =
      inference.rules().number(ruleName(inference.program(), call.unit, *call.expression));
  std::vector<link::VariableId> out;
  if (rule && rule->gives == rules::NumberSource::Gives::exchanged)
    for (const Expression &operand : call.expression->operands)
      out.push_back(baseVariable(inference.program(), call.unit, operand));
  return out;
}

bool letsGo(const Inference &inference, const Call &call, link::VariableId variable) {
  const rules::NumberSource *rule =
      inference.rules().number(ruleName(inference.program(), call.unit, *call.expression));
  return rule && rule->gives == rules::NumberSource::Gives::letGo && call.expression->hasObject &&
         baseVariable(inference.program(), call.unit, call.expression->operands[0]) == variable;
}

std::optional<SpawnSite> unitThatTakes(const Inference &inference, link::FunctionId function,
                                       link::VariableId captured) {
  const link::Program &program = inference.program();
  for (const std::size_t number : inference.index().callsOf[function]) {
    const Call &call = inference.index().calls[number];
    const rules::SpawnApi *api =
        inference.rules().spawnApi(ruleName(program, call.unit, *call.expression));
    const auto takes = [&](const Expression &part) {
      return part.kind == Expression::Kind::lambda &&
             std::ranges::any_of(part.operands, [&](const Expression &own) {
               return isAssignmentOf(own) && own.operands[0].symbol >= 0 &&
                      program.variableOf(call.unit, own.operands[0].symbol) == captured;
             });
    };
    if (api && holds(*call.expression, takes))
      return SpawnSite{number, api, api->name};
  }
  return std::nullopt;
}

bool isOfItsOwnUnit(const link::Program &program, const BodyIndex &index, const SpawnSite &site,
                    const Call &detach, link::VariableId kept) {
  const Call &spawn = index.calls[site.call];
  if (program.variables()[kept].symbol->extent < 0 || detach.context.function < 0 ||
      detach.context.function == spawn.context.function)
    return false;
  return std::ranges::any_of(index.callsWith[kept], [&](std::size_t number) {
    const Call &other = index.calls[number];
    return other.context.function == detach.context.function &&
           ruleName(program, other.unit, *other.expression) == site.api->name;
  });
}

} // namespace loadline::infer
