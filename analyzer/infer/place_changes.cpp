#include "analyzer/infer/place_changes.h"

#include "analyzer/infer/comes_to_start.h"
#include "analyzer/infer/exceptions.h"
#include "analyzer/infer/given_states.h"
#include "analyzer/infer/polled_joins.h"
#include "analyzer/infer/signs.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;
using Does = rules::Limiter::Does;
using Gives = rules::NumberSource::Gives;

PlaceChanges::PlaceChanges(const Inference &inference, const Context &place,
                           const Expression &expression)
    : inference_(inference), index_(inference.index()), program_(inference.program()),
      place_(place), expression_(expression) {}

bool PlaceChanges::raises(link::VariableId counter) const {
  const auto addsSome = [&](const Write &write) { // `live += next()` may leave it as it is
    return write.by != "+" || isPositive(inference_, place_, write.unit, *write.value);
  };
  const auto here = [&](const Context &context, const facts::Place &at) {
    return (context.function == place_.function && isRaisedWithIt(context)) ||
           (isCalledHere(context.function) && !isLowered(counter, context, at));
  };
  const auto raises = [&](const Write &write) {
    const bool isStep = write.how == Write::How::stepped && write.grows &&
                        (!write.value || write.step > 0 || addsSome(write));
    const bool isSum = write.how == Write::How::assigned && write.value &&
                       write.value->kind == Expression::Kind::binary && write.value->text == "+";
    return (isStep || isSum) && here(write.context, write.at);
  };
  const auto fills = [&](std::size_t number) {
    const Call &call = index_.calls[number];
    return here(call.context, call.expression->at) &&
           (addsElement(program_, inference_.rules(), call) || raisesObject(call));
  };
  const bool isKeyed = program_.variables()[counter].symbol->extent < 0 &&
                       !program_.variables()[counter].symbol->isReference;
  return std::ranges::any_of(index_.writes[counter], raises) ||
         (isKeyed && isStoredHere(counter)) || // `children[pid] = …` of a map
         std::ranges::any_of(index_.callsOn[counter], fills) ||
         std::ranges::any_of(index_.callsWith[counter], fills);
}

bool PlaceChanges::takes(link::VariableId counter) const {
  const auto isTaken = [&](const Write &write) {
    return write.how == Write::How::stepped && !write.grows &&
           ((write.context.function == place_.function && isRaisedWithIt(write.context)) ||
            isCalledHere(write.context.function));
  };
  const auto calls = [&](std::size_t number) {
    const Call &call = index_.calls[number];
    return takesObject(call) &&
           ((call.context.function == place_.function && isRaisedWithIt(call.context)) ||
            isCalledHere(call.context.function));
  };
  return (std::ranges::any_of(index_.writes[counter], isTaken) ||
          std::ranges::any_of(index_.callsOn[counter], calls) ||
          std::ranges::any_of(index_.callsWith[counter], calls)) &&
         !isGivenBackByCallee(counter, true);
}

/// `slots.release();` behind the place: a callee takes back what another one counted.
bool PlaceChanges::isGivenBackByCallee(link::VariableId counter, bool isTaken) const {
  const auto isBehind = [&](const Edge &edge) {
    const Call &call = index_.calls[edge.call];
    return edge.kind == Edge::Kind::call && !edge.isHandOver &&
           call.context.function == place_.function && expression_.at < call.expression->at &&
           isMetWith(place_, call.context, nullptr);
  };
  return std::ranges::any_of(index_.writes[counter], [&](const Write &write) {
    return write.how == Write::How::stepped && write.grows == isTaken &&
           write.context.function >= 0 && write.context.function != place_.function &&
           std::ranges::any_of(index_.edgesInto[write.context.function], isBehind);
  });
}

bool PlaceChanges::lowersInRound(link::VariableId counter) const {
  const auto isInVain = [&](const Write &write) {
    return write.how == Write::How::stepped && !write.grows &&
           isMetThoughNoneEnded(inference_, write.context);
  };
  return isLowered(counter, place_, expression_.at) || isGivenBackByCallee(counter, false) ||
         lowersOnTheWay(counter) || std::ranges::any_of(index_.writes[counter], isInVain);
}

/// Whether a counter is counted down in the function of a place, wherever the place was passed, and
/// no unit was waited for between the two.
bool PlaceChanges::isLowered(link::VariableId counter, const Context &place,
                             const facts::Place &behind) const {
  const auto isBehind = [&](const Context &context, const facts::Place &at) {
    return context.function == place.function && behind < at &&
           isMetWith(place, context, nullptr) &&
           !waitsBefore(context.function, context, at, behind);
  };
  const auto calls = [&](std::size_t number) {
    const Call &call = index_.calls[number];
    return lowersObject(call) && isBehind(call.context, call.expression->at);
  };
  return std::ranges::any_of(index_.writes[counter],
                             [&](const Write &write) {
                               return write.how == Write::How::stepped && !write.grows &&
                                      isBehind(write.context, write.at);
                             }) ||
         std::ranges::any_of(index_.callsOn[counter], calls) ||
         std::ranges::any_of(index_.callsWith[counter], calls);
}

namespace {

/// Whether a write takes a flag away from a value.
bool setsOther(const Write &write, std::int64_t passes) {
  const bool isStep = write.how == Write::How::stepped && write.grows && passes == 0;
  return isStep ||
         (write.how == Write::How::assigned && write.value &&
          !(write.value->kind == Expression::Kind::literal && write.value->value == passes));
}

} // namespace

bool PlaceChanges::sets(link::VariableId flag, std::int64_t passes, const Tested &tested) const {
  const auto sets = [&](const Write &write) {
    return write.context.function == place_.function && setsOther(write, passes) &&
           !startsObject(write) && // which is not the one that was asked
           commonFrames(write.context, place_) >= std::min(tested.frames, place_.frames.size()) &&
           !(tested.isHere && write.at < tested.at);
  };
  const auto keeps = [&](std::size_t number) {
    const Call &call = index_.calls[number];
    if (call.context.function != place_.function || argumentsOf(*call.expression).empty())
      return false;
    // `worker_.reset(new thread(…))`, `worker_.emplace(…)`: a handle is put where nothing was
    return addsElement(program_, inference_.rules(), call) || raisesObject(call) ||
           holdsUnit(*call.expression);
  };
  if (isSetAndKeptByCallee(flag, passes))
    return true;
  if (passes != 0) // it must leave that value wherever it passes
    return std::ranges::any_of(index_.writes[flag], [&](const Write &write) {
      return sets(write) && isRaisedWithIt(write.context);
    });
  return std::ranges::any_of(
             index_.writes[flag],
             [&](const Write &write) { return sets(write) && isRaisedWithIt(write.context); }) ||
         std::ranges::any_of(index_.callsOn[flag], keeps) || isStoredHere(flag);
}

bool PlaceChanges::setsBits(link::VariableId flags, std::int64_t mask) const {
  const auto changes = [&](const Write &write, std::string_view by) {
    return write.context.function == place_.function && write.how == Write::How::stepped &&
           write.by == by && write.value;
  };
  const auto sets = [&](const Write &write) {
    return changes(write, "|") && write.value->kind == Expression::Kind::literal &&
           (write.value->value & mask) != 0 && isRaisedWithIt(write.context);
  };
  const auto clears = [&](const Write &write) {
    const bool isKept = changes(write, "&") && write.value->kind == Expression::Kind::literal &&
                        (write.value->value & mask) == mask;
    return (write.by == "&" || write.how == Write::How::assigned) && !isKept &&
           write.context.function == place_.function && repeatsWith(write.context, write.at) &&
           !isAfterFailure(write.context);
  };
  return std::ranges::any_of(index_.writes[flags], sets) &&
         std::ranges::none_of(index_.writes[flags], clears);
}

/// `if (!started) start();`: what the place calls takes the flag away wherever it has started a
/// unit, as in `if (pthread_create(…)) return false; starting = false;`, and does not give it back.
bool PlaceChanges::isSetAndKeptByCallee(link::VariableId flag, std::int64_t passes) const {
  const auto isCallee = [&](const Edge &edge) {
    return edge.kind == Edge::Kind::call && !edge.isHandOver &&
           index_.calls[edge.call].expression == &expression_;
  };
  return std::ranges::any_of(inference_.allWrites(flag), [&](const Write *write) {
    const link::FunctionId callee = write->context.function;
    return callee >= 0 && callee != place_.function && setsOther(*write, passes) &&
           std::ranges::any_of(index_.edgesInto[callee], isCallee) &&
           isMetByAllStarts(*write, flag, passes);
  });
}

/// Whether each place of a function that starts a unit comes to a write too, and nothing there
/// gives the flag back.
bool PlaceChanges::isMetByAllStarts(const Write &write, link::VariableId flag,
                                    std::int64_t passes) const {
  bool starts = false;
  for (const std::size_t number : index_.callsOf[write.context.function]) {
    const Call &call = index_.calls[number];
    if (!comesToStart(inference_, call))
      continue;
    const PlaceChanges there(inference_, call.context, *call.expression);
    if (!there.isRaisedWithIt(write.context) || there.mayReturnBefore(write.context) ||
        there.isGivenBackHere(flag, passes, write.at))
      return false;
    starts = true;
  }
  return starts;
}

/// Whether the function may return, with a unit started, between the place and a point behind it.
bool PlaceChanges::mayReturnBefore(const Context &point) const {
  const auto returns = [&](const Statement &statement, const auto &self) -> bool {
    const Expression *condition = conditionOf(statement);
    if (statement.kind == Statement::Kind::branch && condition && asksForUnit(*condition))
      return false;
    return statement.exit == Statement::Exit::returns ||
           statement.exit == Statement::Exit::throws ||
           std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return self(part, self); });
  };
  for (std::size_t i = 0; i + 1 < point.statements.size(); ++i)
    for (const Statement &part : point.statements[i]->parts) {
      if (&part == point.statements[i + 1])
        break;
      if (!(part.at < expression_.at) && returns(part, returns))
        return true;
      if (std::ranges::find(place_.statements, &part) != place_.statements.end() &&
          returns(part, returns))
        return true;
    }
  return false;
}

bool PlaceChanges::givesBack(link::VariableId flag, std::int64_t passes,
                             const facts::Place &testedAt) const {
  return isGivenBackHere(flag, passes, testedAt) || isGivenBackByCaller(flag, passes) ||
         isLetGoElsewhere(flag, passes);
}

bool PlaceChanges::isGivenBackHere(link::VariableId flag, std::int64_t passes,
                                   const facts::Place &testedAt) const {
  const auto calls = [&](std::size_t number) { return callsBack(index_.calls[number], passes); };
  return isDetachedHere(flag) ||
         std::ranges::any_of(
             index_.writes[flag],
             [&](const Write &write) { return writesBack(write, passes, testedAt); }) ||
         std::ranges::any_of(index_.callsOn[flag], calls) ||
         std::ranges::any_of(index_.callsWith[flag], calls);
}

bool PlaceChanges::writesBack(const Write &write, std::int64_t passes,
                              const facts::Place &testedAt) const {
  if (write.context.function != place_.function || !repeatsWith(write.context, write.at))
    return false;
  switch (write.how) {
  case Write::How::stepped:
    if (passes == 0 && write.grows && !(write.by == "^" && write.at < testedAt))
      return false; // `flag ^= 1; if (flag)` lets every second one pass
    break;
  case Write::How::assigned: {
    if (!write.value || holdsUnit(*write.value))
      return false;
    const bool isLiteral = write.value->kind == Expression::Kind::literal;
    const bool isTestedAnew = !isLiteral && write.at < testedAt;
    if (!isTestedAnew && !(isLiteral && write.value->value == passes))
      return false;
    break;
  }
  case Write::How::initial:
  case Write::How::addressTaken:
  case Write::How::readFromOutside:
    return false;
  }
  return !isAfterFailure(write.context) && !isAfterJoin(write.context, write.at);
}

/// `started.store(false)`, `pool.clear()`.
bool PlaceChanges::callsBack(const Call &call, std::int64_t passes) const {
  if (passes != 0 || call.context.function != place_.function ||
      !repeatsWith(call.context, call.expression->at))
    return false;
  const rules::NumberSource *rule =
      inference_.rules().number(ruleName(program_, call.unit, *call.expression));
  const bool empties = rule && rule->gives == Gives::oneLess;
  return (empties || lowersObject(call)) && !isAfterFailure(call.context) &&
         !isAfterJoin(call.context, call.expression->at);
}

/// Whether something runs in each round that the place may start a unit in, or behind it where no
/// loop stands around it.
bool PlaceChanges::repeatsWith(const Context &context, const facts::Place &at) const {
  return commonFrames(context, place_) > 0 || (place_.frames.empty() && expression_.at < at);
}

bool PlaceChanges::entersRefused(link::VariableId state, std::int64_t least,
                                 std::int64_t most) const {
  const auto isRefused = [&](const GivenState &given) {
    return least <= given.value && given.value <= most;
  };
  const std::vector<GivenState> given = statesGiven(inference_, place_.function, state);
  const auto givesBack = [&](const GivenState &each) {
    return !isRefused(each) && repeatsWith(each.context, each.at) &&
           !isAfterFailure(each.context) && !isAfterJoin(each.context, each.at);
  };
  return std::ranges::none_of(given, givesBack) &&
         std::ranges::any_of(given, [&](const GivenState &each) {
           return isRefused(each) && isRaisedWithIt(each.context);
         });
}

/// In a handler, or in a branch that asks whether the unit started.
bool PlaceChanges::isAfterFailure(const Context &context) const {
  return std::ranges::any_of(context.statements, [&](const Statement *statement) {
    if (statement->kind != Statement::Kind::branch ||
        std::ranges::find(place_.statements, statement) != place_.statements.end())
      return false;
    const Expression *condition = conditionOf(*statement);
    return !condition || asksForUnit(*condition);
  });
}

bool PlaceChanges::isAfterJoin(const Context &context, const facts::Place &at) const {
  return waitsBefore(place_.function, context, at);
}

/// Whether what passes the place raises the counter too: always, or where a unit has started.
bool PlaceChanges::isRaisedWithIt(const Context &raised) const {
  if (isPassedByException(program_, place_, raised, raised.statements.back()->at, nullptr))
    return false;
  if (isMetWith(place_, raised, nullptr) || isToldWithIt(raised))
    return true;
  return std::ranges::any_of(raised.statements, [&](const Statement *statement) {
    const Expression *condition = conditionOf(*statement);
    return statement->kind == Statement::Kind::branch && condition && asksForUnit(*condition);
  });
}

/// `if (fork() > 0)`, `if (child > 0)`: whether the unit has started.
bool PlaceChanges::asksForUnit(const Expression &condition) const {
  if (&condition == &expression_)
    return true;
  if (condition.kind == Expression::Kind::reference) {
    const int unit = program_.functions()[place_.function].unit;
    const link::VariableId variable = program_.variableOf(unit, condition.symbol);
    return variable >= 0 && std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
             return write.value == &expression_;
           });
  }
  return std::ranges::any_of(condition.operands,
                             [&](const Expression &part) { return asksForUnit(part); });
}

/// Called directly by the function, other than to start a unit.
bool PlaceChanges::isCalledHere(link::FunctionId function) const {
  if (function < 0)
    return false;
  return std::ranges::any_of(index_.edgesInto[function], [&](const Edge &edge) {
    return edge.kind == Edge::Kind::call && !edge.isHandOver &&
           index_.calls[edge.call].context.function == place_.function;
  });
}

namespace {

/// `started.store(false)`, `atomic_exchange(&started, 0)`: what is given is none.
bool givesNone(const Expression &call, const rules::Limiter &limiter) {
  const auto arguments = argumentsOf(call);
  const std::size_t place = limiter.objectArgument ? 1 : 0;
  return place < arguments.size() && arguments[place]->kind == Expression::Kind::literal &&
         arguments[place]->value == 0;
}

/// `tokens.compare_exchange_weak(now, now - 1)`: what is put there is less.
bool swapsToLess(const Expression &call, const rules::Limiter &limiter) {
  const auto arguments = argumentsOf(call);
  const std::size_t place = limiter.objectArgument ? 2 : 1;
  return place < arguments.size() && arguments[place]->kind == Expression::Kind::binary &&
         arguments[place]->text == "-";
}

} // namespace

/// `++active` of an atomic, `active.fetch_add(1)`; not `active.fetch_add(next())`, which may add
/// none.
bool PlaceChanges::raisesObject(const Call &call) const {
  const rules::Limiter *limiter =
      inference_.rules().limiter(ruleName(program_, call.unit, *call.expression));
  if (limiter && limiter->does == Does::swaps)
    return !swapsToLess(*call.expression, *limiter);
  if (!limiter || limiter->does != Does::raises)
    return false;
  const auto arguments = argumentsOf(*call.expression);
  const std::size_t place = limiter->objectArgument ? 1 : 0;
  const auto isMore = [&](const Expression &value) {
    return isPositive(inference_, call.context, call.unit, value);
  };
  return place >= arguments.size() || isMore(*arguments[place]) ||
         (arguments[place]->kind == Expression::Kind::binary && arguments[place]->text == "+" &&
          std::ranges::any_of(arguments[place]->operands, isMore)); // `live.store(live + 1)`
}

/// `tokens.fetch_sub(1)`, `tokens.compare_exchange_weak(now, now - 1)`.
bool PlaceChanges::takesObject(const Call &call) const {
  const rules::Limiter *limiter =
      inference_.rules().limiter(ruleName(program_, call.unit, *call.expression));
  return limiter && (limiter->does == Does::lowers ||
                     (limiter->does == Does::swaps && swapsToLess(*call.expression, *limiter)));
}

/// `active.fetch_sub(1)`, `started.store(false)`.
bool PlaceChanges::lowersObject(const Call &call) const {
  const rules::Limiter *limiter =
      inference_.rules().limiter(ruleName(program_, call.unit, *call.expression));
  return limiter && (limiter->does == Does::lowers ||
                     (limiter->does == Does::raises && givesNone(*call.expression, *limiter)));
}

/// `slots[i] = thread(…)`, `started[i] = true`: an element is set.
bool PlaceChanges::isStoredHere(link::VariableId container) const {
  return std::ranges::any_of(index_.elementWrites, [&](const ElementWrite &write) {
    return write.container == container &&
           (write.function == place_.function || isCalledHere(write.function));
  });
}

bool PlaceChanges::holdsUnit(const Expression &value) const {
  return &value == &expression_ ||
         std::ranges::any_of(value.operands,
                             [&](const Expression &inner) { return holdsUnit(inner); });
}

} // namespace loadline::infer
