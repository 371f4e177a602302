#include "analyzer/infer/exceptions.h"
#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <optional>
#include <set>

// What the rounds of a loop change: a counter, a container's size, the limit of either.

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

bool isInRound(const Context &context, const Statement &loop) {
  if (!isInside(context, loop))
    return false;
  bool isNested = false; // a break leaves what stands within, and not the loop
  for (auto at = std::ranges::find(context.statements, &loop); at != context.statements.end();
       ++at) {
    const Statement &around = **at;
    const Statement::Exit exit =
        around.kind == Statement::Kind::block ? exitOf(around) : Statement::Exit::none;
    const bool leaves = exit == Statement::Exit::returns || exit == Statement::Exit::throws ||
                        exit == Statement::Exit::jumps ||
                        (exit == Statement::Exit::breaks && !isNested);
    if (leaves && !mayJump(around))
      return false;
    isNested = isNested || (&around != &loop && takesBreaks(around));
  }
  return true;
}

bool Inference::runsIn(const Context &context, const Statement &loop,
                       link::VariableId changed) const {
  if (isInside(context, loop))
    return true;
  constexpr int deepest = 4;
  const auto isLambda = [&](link::FunctionId function) {
    return program_.functions()[function].facts->kind == facts::Function::Kind::lambda;
  };
  const facts::Symbol &symbol = *program_.variables()[changed].symbol;
  const bool isOwn =
      symbol.kind == facts::Symbol::Kind::local || symbol.kind == facts::Symbol::Kind::parameter;
  if (context.function < 0 || (isOwn && !isLambda(context.function)))
    return false;
  const bool isField = !isOwn && !classOfField(changed).empty();
  std::set<link::FunctionId> seen{context.function};
  std::vector<link::FunctionId> open{context.function};
  for (int depth = 0; depth < deepest && !open.empty(); ++depth) {
    std::vector<link::FunctionId> callers;
    for (const link::FunctionId function : open)
      for (const Edge &edge : index_.edgesInto[function]) {
        const Call &call = index_.calls[edge.call];
        const bool isOnOther =
            isField && !isLambda(function) &&
            !(call.expression->hasObject && call.expression->operands[0].text == "this");
        if (edge.kind != Edge::Kind::call || edge.isHandOver || isOnOther)
          continue;
        if (isInside(call.context, loop))
          return true;
        if (call.context.function >= 0 && seen.insert(call.context.function).second)
          callers.push_back(call.context.function);
      }
    open = std::move(callers);
  }
  return false;
}

/// The parameters that stand for a variable in what the rounds of a loop give it to.
std::set<link::VariableId> Inference::givenAsIn(link::VariableId variable,
                                                const Statement &loop) const {
  std::set<link::VariableId> parameters;
  const auto aliases = index_.aliases.find(variable);
  if (aliases == index_.aliases.end())
    return parameters;
  const std::vector<std::size_t> &given = index_.callsWith[variable];
  const auto isInLoop = [&](const Edge &edge) {
    return edge.kind == Edge::Kind::call && isInside(index_.calls[edge.call].context, loop) &&
           std::ranges::find(given, edge.call) != given.end();
  };
  for (const link::VariableId alias : aliases->second)
    if (const link::FunctionId callee = program_.variables()[alias].owner;
        callee >= 0 && std::ranges::any_of(index_.edgesInto[callee], isInLoop))
      parameters.merge(withAliases(alias));
  return parameters;
}

bool Inference::isChangedIn(link::VariableId variable, const Statement &loop) const {
  return std::ranges::any_of(index_.writes[variable],
                             [&](const Write &write) { return isInside(write.context, loop); });
}

std::vector<const Call *> Inference::takingsIn(link::VariableId container,
                                               const Statement &loop) const {
  std::vector<const Call *> takings;
  for (const std::size_t number : index_.callsOn[container]) {
    const Call &call = index_.calls[number];
    const rules::NumberSource *rule =
        rules_.number(ruleName(program_, call.unit, *call.expression));
    if (isInside(call.context, loop) && rule && rule->gives == rules::NumberSource::Gives::oneLess)
      takings.push_back(&call);
  }
  return takings;
}

bool Inference::shrinksIn(link::VariableId container, const Statement &loop) const {
  return !takingsIn(container, loop).empty();
}

namespace {

/// The context of a statement around a place.
Context around(const Context &place, std::size_t at) {
  return {place.function, {}, {place.statements.begin(), place.statements.begin() + at + 1}};
}

/// Whether a place stands in a statement, and nothing there leads past it.
bool isAlwaysMetIn(const Context &place, const Statement &statement) {
  const auto found = std::ranges::find(place.statements, &statement);
  return found != place.statements.end() &&
         std::all_of(found, place.statements.end() - 1,
                     [](const Statement *each) { return each->kind == Statement::Kind::block; });
}

} // namespace

/// Whether each round that runs the place takes an element out too: in one place, in both arms of a
/// branch, or in a loop that asks first whether there is one.
bool Inference::shrinksInEachRound(link::VariableId container, const Context &place,
                                   const Statement &loop) const {
  const std::vector<const Call *> takings = takingsIn(container, loop);
  const auto isTakenInAll = [&](const Statement &branch) {
    return branch.parts.size() == 2 && std::ranges::all_of(branch.parts, [&](const auto &arm) {
             return std::ranges::any_of(
                 takings, [&](const Call *call) { return isAlwaysMetIn(call->context, arm); });
           });
  };
  const auto asksForOne = [&](const Statement &inner, int unit) {
    const Expression *condition = conditionOf(inner);
    return condition && holds(*condition, [&](const Expression &part) {
             return part.kind == Expression::Kind::call && part.hasObject &&
                    baseVariable(program_, unit, part.operands[0]) == container;
           });
  };
  return std::ranges::any_of(takings, [&](const Call *call) {
    if (isMetWith(place, call->context, &loop) &&
        !isPassedByException(program_, place, call->context, call->expression->at, &loop))
      return true;
    const auto &way = call->context.statements;
    for (auto i = static_cast<std::size_t>(std::ranges::find(way, &loop) - way.begin()) + 1;
         i < way.size(); ++i) {
      const bool isTaken =
          way[i]->kind == Statement::Kind::branch
              ? isTakenInAll(*way[i])
              : way[i]->kind == Statement::Kind::loop && asksForOne(*way[i], call->unit);
      if (isTaken && isMetWith(place, around(call->context, i), &loop))
        return true;
    }
    return false;
  });
}

/// Whether a method adds, or is one that the rules do not know and that is given something.
bool Inference::growsBy(const Call &call) const {
  using Gives = rules::NumberSource::Gives;
  const rules::NumberSource *rule = rules_.number(ruleName(program_, call.unit, *call.expression));
  const bool isGrowth = rule ? rule->gives == Gives::oneElement || rule->gives == Gives::newSize ||
                                   rule->gives == Gives::joined || rule->gives == Gives::exchanged
                             : !argumentsOf(*call.expression).empty();
  return isGrowth && !isElement(program_, call.unit, call.expression->operands[0]);
}

bool Inference::growsIn(link::VariableId container, const Statement &loop) const {
  const auto adds = [&](std::size_t number) { return growsBy(index_.calls[number]); };
  return std::ranges::any_of(index_.callsOn[container],
                             [&](std::size_t number) {
                               return adds(number) &&
                                      runsIn(index_.calls[number].context, loop, container);
                             }) ||
         std::ranges::any_of(givenAsIn(container, loop), [&](link::VariableId parameter) {
           return std::ranges::any_of(index_.callsOn[parameter], adds);
         });
}

/// A counter is changed in its loop by steps in one direction, and nowhere else while the loop
/// runs.
bool Inference::isSteppedOnlyIn(link::VariableId variable, const Statement &loop) const {
  const bool isLocal = program_.variables()[variable].symbol->kind == facts::Symbol::Kind::local;
  std::optional<link::FunctionId> function;
  std::optional<bool> isUp;
  for (const Write *write : allWrites(variable))
    if (isInRound(write->context, loop) && write->how != Write::How::initial) {
      if (write->how != Write::How::stepped || (isUp && *isUp != write->grows))
        return false;
      isUp = write->grows;
      function = write->context.function;
    }
  if (!isUp || isSetThroughField(variable))
    return false;
  if (!isLocal)
    return std::ranges::none_of(index_.writes[variable], [&](const Write &write) {
      const bool isStepOn = write.how == Write::How::stepped && write.grows == *isUp;
      return (write.how == Write::How::assigned || write.how == Write::How::stepped) && !isStepOn &&
             runsIn(write.context, loop, variable);
    });
  // a lambda may set it back, and so may a callee that is given it in the loop
  const auto setsElsewhere = [&](const Write &write) {
    return write.how != Write::How::initial && write.context.function != *function &&
           !(write.how == Write::How::stepped && write.grows == *isUp);
  };
  const bool isGivenInLoop = std::ranges::any_of(index_.callsWith[variable], [&](std::size_t call) {
    return isInside(index_.calls[call].context, loop);
  });
  return std::ranges::none_of(index_.writes[variable], setsElsewhere) &&
         (!isGivenInLoop || std::ranges::none_of(allWrites(variable), [&](const Write *write) {
           return setsElsewhere(*write);
         }));
}

/// Whether each round that runs the place steps the counter too.
bool Inference::stepsInEachRound(link::VariableId counter, const Context &place,
                                 const Statement &loop) const {
  const auto isStepIn = [&](const Statement &handler) {
    return std::ranges::any_of(index_.writes[counter], [&](const Write &write) {
      return write.how == Write::How::stepped &&
             std::ranges::find(write.context.statements, &handler) !=
                 write.context.statements.end();
    });
  };
  return std::ranges::any_of(index_.writes[counter], [&](const Write &write) {
    return write.how == Write::How::stepped && isInside(write.context, loop) &&
           isMetWith(place, write.context, &loop) &&
           !isPassedByException(program_, place, write.context, write.at, &loop, isStepIn);
  });
}

/// Whether a limit is written, or grows, while the loop runs.
bool Inference::isLimitChangedIn(const Context &context, const Expression &limit,
                                 const Statement &loop) const {
  if (const Expression *sequence = sequenceAt(unitOf(context), limit);
      sequence && sequence->kind == Expression::Kind::reference)
    if (const link::VariableId container = program_.variableOf(unitOf(context), sequence->symbol);
        container >= 0 && growsIn(container, loop))
      return true;
  const bool asksContainer =
      limit.kind == Expression::Kind::call && limit.hasObject && argumentsOf(limit).empty();
  const Expression &asked = asksContainer ? limit.operands[0] : limit;
  if (asked.kind == Expression::Kind::reference) {
    const link::VariableId variable = program_.variableOf(unitOf(context), asked.symbol);
    if (variable < 0)
      return false;
    if (asksContainer)
      return growsIn(variable, loop);
    const auto raises = [](const Write &write) {
      return write.how == Write::How::stepped && write.grows;
    };
    const auto changes = [&](const Write &write) {
      const bool isSet = write.how != Write::How::stepped && write.how != Write::How::initial;
      return isSet ? isInside(write.context, loop)
                   : raises(write) && runsIn(write.context, loop, variable);
    };
    const auto isRaised = [&](link::VariableId parameter) {
      return std::ranges::any_of(index_.writes[parameter], raises);
    };
    const auto isFieldChanged = [&](link::VariableId name) {
      return program_.variables()[name].symbol->kind == facts::Symbol::Kind::field &&
             std::ranges::any_of(index_.writes[name], changes);
    };
    return std::ranges::any_of(index_.writes[variable], changes) ||
           std::ranges::any_of(withAliases(variable), isFieldChanged) ||
           (!isPosition(variable) && std::ranges::any_of(givenAsIn(variable, loop), isRaised));
  }
  return !asksContainer && std::ranges::any_of(limit.operands, [&](const Expression &operand) {
    return isLimitChangedIn(context, operand, loop);
  });
}

} // namespace loadline::infer
