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

std::optional<std::size_t> framesOfHolder(const Inference &inference, const Call &spawn,
                                          const std::vector<const Expression *> &holders,
                                          const Collection &collection) {
  const BodyIndex &index = inference.index();
  const auto isMemberOf = [&](link::FunctionId function, const std::string &type) {
    const std::string &name = inference.program().functions()[function].symbol->name;
    return name.substr(0, name.rfind("::")) == type;
  };
  for (const std::size_t number : index.callsOf[spawn.context.function]) {
    const Call &holder = index.calls[number];
    const std::string type = withoutArguments(holder.expression->type);
    const bool joins = std::ranges::any_of(
        collection.joinedIn, [&](link::FunctionId function) { return isMemberOf(function, type); });
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

} // namespace loadline::infer
