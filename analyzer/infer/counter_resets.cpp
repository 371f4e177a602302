#include "analyzer/infer/counters_asked.h"
#include "analyzer/infer/join_calls.h"
#include "analyzer/infer/place_changes.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <set>

// Who sets a counter back that lets only so many units live: what starts them, or what has waited
// for them.

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

namespace {

/// `waitpid(-1, 0, WNOHANG);`: it may have found none that ended, and nobody asks.
bool isUnasked(const Call &join) {
  const Statement &statement = *join.context.statements.back();
  return onlyLooks(*join.expression) && statement.kind == Statement::Kind::evaluate &&
         &statement.expressions.front() == join.expression;
}

} // namespace

/// The places of the function in which units start whose run comes to a place: itself, or the calls
/// that lead there.
std::vector<Context> PlaceChanges::comingTo(const Context &context) const {
  if (context.function == place_.function)
    return {context};
  constexpr int deepest = 4;
  std::vector<Context> found;
  std::vector<link::FunctionId> open{context.function};
  std::set<link::FunctionId> seen;
  for (int depth = 0; depth < deepest; ++depth) {
    std::vector<link::FunctionId> callers;
    for (const link::FunctionId function : open) {
      if (function < 0 || !seen.insert(function).second)
        continue;
      for (const Edge &edge : index_.edgesInto[function]) {
        const Context &caller = index_.calls[edge.call].context;
        if (edge.kind != Edge::Kind::call || edge.isHandOver)
          continue;
        if (caller.function == place_.function)
          found.push_back(caller);
        else
          callers.push_back(caller.function);
      }
    }
    open = std::move(callers);
  }
  return found;
}

/// The steps up in the function in which units start.
std::vector<const Write *> PlaceChanges::raisesHere(link::VariableId counter) const {
  std::vector<const Write *> raises;
  for (const Write &write : index_.writes[counter])
    if (write.how == Write::How::stepped && write.grows &&
        write.context.function == place_.function)
      raises.push_back(&write);
  return raises;
}

bool PlaceChanges::raisesBefore(link::VariableId counter, const KnownThere &test) const {
  const std::vector<const Write *> raises = raisesHere(counter);
  return test.unit == program_.functions()[place_.function].unit && !raises.empty() &&
         std::ranges::all_of(raises, [&](const Write *raise) {
           return raise->at < test.at && test.at < expression_.at &&
                  isMetWith(place_, raise->context, nullptr) &&
                  commonFrames(raise->context, place_) >= test.frames;
         });
}

/// `++live; if (refused()) --live; start();`: whether some way from a raise to the place counts
/// down again, and nothing there has waited for a unit.
bool PlaceChanges::lowersOnTheWay(link::VariableId counter) const {
  const std::vector<const Write *> raises = raisesHere(counter);
  return std::ranges::any_of(index_.writes[counter], [&](const Write &write) {
    if (write.how != Write::How::stepped || write.grows || !(write.at < expression_.at) ||
        write.context.function != place_.function || !goesOnTo(write.context, place_))
      return false;
    return std::ranges::any_of(raises, [&](const Write *raise) {
      return raise->at < write.at && isMetWith(place_, raise->context, nullptr) &&
             commonFrames(raise->context, write.context) >= commonFrames(raise->context, place_) &&
             !waitsBefore(place_.function, write.context, write.at, raise->at);
    });
  });
}

/// `++live; if (live > most) { --live; continue; }`: whether a round that is left takes back what
/// it counted itself.
bool PlaceChanges::undoesRaise(const Write &write, link::VariableId counter) const {
  return !goesOnTo(write.context, place_) &&
         std::ranges::any_of(raisesHere(counter), [&](const Write *raise) {
           return raise->at < write.at && isMetWith(write.context, raise->context, nullptr) &&
                  commonFrames(raise->context, place_) == commonFrames(write.context, place_);
         });
}

/// `if (running >= 8) { sleep(1); --running; }`, `if (running < 8) start(); else --running;`:
/// whether a counter is lowered because it is full, and nothing there can have waited for a unit.
bool PlaceChanges::makesRoomAlone(const Write &write, link::VariableId counter) const {
  if (write.context.function != place_.function || undoesRaise(write, counter))
    return false;
  const int unit = program_.functions()[place_.function].unit;
  const auto isIt = [&](const Expression &part) {
    const std::vector<link::VariableId> asked = countersIn(program_, index_, unit, part);
    return std::ranges::find(asked, counter) != asked.end();
  };
  const std::vector<const Statement *> &way = write.context.statements;
  const auto saysFull = [&](const Statement *statement, const Statement *arm) {
    const Expression *condition = conditionOf(*statement);
    if (!condition || condition->kind != Expression::Kind::binary ||
        !isComparison(condition->text) ||
        std::ranges::find(place_.statements, arm) != place_.statements.end())
      return false;
    const bool isLeft = isIt(condition->operands[0]);
    const bool isElse = statement->parts.size() > 1 && arm == &statement->parts[1];
    const std::string asked = isElse ? negated(condition->text) : condition->text;
    const std::string op = isLeft ? asked : mirrored(asked);
    return (isLeft || isIt(condition->operands[1])) && (op == ">=" || op == ">" || op == "==");
  };
  const auto full = std::adjacent_find(way.begin(), way.end(), saysFull);
  if (full == way.end() || std::any_of(full + 1, way.end(), [](const Statement *inner) {
        return conditionOf(*inner) != nullptr; // something else says whether one has ended
      }))
    return false;
  const Statement *arm = *(full + 1);
  return std::ranges::all_of(index_.callsOf[place_.function], [&](std::size_t number) {
    const Call &call = index_.calls[number];
    const rules::Wait *wait =
        inference_.rules().wait(ruleName(program_, call.unit, *call.expression));
    return std::ranges::find(call.context.statements, arm) == call.context.statements.end() ||
           (wait && wait->ends == rules::Wait::Ends::afterATime) || isUnasked(call) ||
           (isAnyJoin(program_, inference_.rules(), call) &&
            joinsSameSlot(program_, index_, call, expression_));
  });
}

/// Whether a condition asks for nothing but how many elements a container has.
bool PlaceChanges::asksHowManyIn(link::VariableId container, const Expression &condition) const {
  const int unit = program_.functions()[place_.function].unit;
  bool isAsked = false;
  const bool hasOther = holds(condition, [&](const Expression &part) {
    if (part.kind != Expression::Kind::call)
      return false;
    const bool isIt = part.hasObject && argumentsOf(part).empty() &&
                      part.operands.front().kind == Expression::Kind::reference &&
                      program_.variableOf(unit, part.operands.front().symbol) == container;
    isAsked = isAsked || isIt;
    return !isIt;
  });
  return isAsked && !hasOther;
}

/// `while (all.size() >= 8) { all.front().detach(); all.pop_front(); }`: whether elements leave a
/// container in the loop in which units start for no other reason than that there are many, and
/// nothing there waits for a unit.
bool PlaceChanges::shrinksUnwaited(link::VariableId container) const {
  for (const std::string &held : argumentsOf(program_.variables()[container].symbol->type))
    if (const rules::SpawnApi *api = inference_.rules().spawnApi(withoutArguments(held));
        api && api->onDestroy == rules::SpawnApi::OnDestroy::joins)
      return false; // what leaves waits for its unit
  return std::ranges::any_of(index_.callsOn[container], [&](std::size_t number) {
    const Call &call = index_.calls[number];
    const rules::NumberSource *rule =
        inference_.rules().number(ruleName(program_, call.unit, *call.expression));
    const bool takes =
        (rule && rule->gives == rules::NumberSource::Gives::oneLess) ||
        (call.expression->symbol >= 0 && argumentsOf(*call.expression).empty() &&
         lastName(program_.symbol(call.unit, call.expression->symbol).name) == "clear");
    if (!takes || call.context.function != place_.function ||
        commonFrames(call.context, place_) == 0 ||
        waitsBefore(place_.function, call.context, call.expression->at))
      return false;
    return std::ranges::all_of(call.context.statements, [&](const Statement *statement) {
      const Expression *condition = conditionOf(*statement);
      return !condition ||
             std::ranges::find(place_.statements, statement) != place_.statements.end() ||
             asksHowManyIn(container, *condition);
    });
  });
}

std::optional<std::size_t> PlaceChanges::setBackIn(link::VariableId counter, bool isTaken,
                                                   const Statement *testedIn) const {
  std::optional<std::size_t> most;
  for (const Write *write : inference_.allWrites(counter)) {
    const bool isSet =
        write->how == Write::How::assigned && write->value &&
        (isTaken || (write->value->kind == Expression::Kind::literal && !holdsUnit(*write->value)));
    const bool isStepBack = write->how == Write::How::stepped && write->grows == isTaken &&
                            testedIn && isInside(write->context, *testedIn);
    const bool isRoom = write->how == Write::How::stepped && write->grows == isTaken &&
                        makesRoomAlone(*write, counter);
    if (write->context.function < 0 || (!isSet && !isStepBack && !isRoom) ||
        isAfterFailure(write->context) ||
        (!isRoom && waitsBefore(write->context.function, write->context, write->at)))
      continue;
    for (const Context &here : comingTo(write->context))
      most = std::max(most.value_or(0), commonFrames(here, place_));
  }
  return most;
}

/// Whether a call waits for units, itself or in what it runs.
bool PlaceChanges::comesToJoin(const Call &call, int depth) const {
  constexpr int deepest = 3;
  if (isAnyJoin(program_, inference_.rules(), call))
    return true;
  if (depth == deepest || call.expression->kind != Expression::Kind::call ||
      call.expression->symbol < 0)
    return false;
  const auto joins = [&](std::size_t number) {
    return comesToJoin(index_.calls[number], depth + 1);
  };
  return std::ranges::any_of(
      program_.definitionsOf(call.unit, call.expression->symbol),
      [&](link::FunctionId callee) { return std::ranges::any_of(index_.callsOf[callee], joins); });
}

/// Whether something that waits for units stands before, and is met on the way.
///   behind  where to look from
bool PlaceChanges::waitsBefore(link::FunctionId function, const Context &context,
                               const facts::Place &at, const facts::Place &behind) const {
  return std::ranges::any_of(index_.callsOf[function], [&](std::size_t number) {
    const Call &join = index_.calls[number];
    if (!(join.expression->at < at) || !(behind < join.expression->at) || isUnasked(join) ||
        !comesToJoin(join, 0))
      return false;
    return std::ranges::all_of(join.context.statements, [&](const Statement *statement) {
      const Expression *condition = conditionOf(*statement);
      const bool asksItself = condition && join.expression->hasObject &&
                              condition->kind == Expression::Kind::call && condition->hasObject;
      return statement->kind != Statement::Kind::branch || asksItself ||
             std::ranges::find(context.statements, statement) != context.statements.end();
    });
  });
}

} // namespace loadline::infer
