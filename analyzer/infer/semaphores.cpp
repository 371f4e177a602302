#include "analyzer/infer/semaphores.h"

#include "analyzer/infer/exceptions.h"
#include "analyzer/infer/one_of_many.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;
using Does = rules::Limiter::Does;

namespace {

/// The expression of the semaphore that a limiter's call is about; null for none.
const Expression *semaphoreIn(const Expression &call, const rules::Limiter &limiter) {
  const auto arguments = argumentsOf(call);
  if (limiter.objectArgument)
    return *limiter.objectArgument < static_cast<int>(arguments.size())
               ? arguments[*limiter.objectArgument]
               : nullptr;
  return call.hasObject ? &call.operands[0] : nullptr;
}

} // namespace

link::VariableId permitsObject(const link::Program &program, int unit, const Expression &call,
                               const rules::Limiter &limiter) {
  const Expression *semaphore = semaphoreIn(call, limiter);
  return semaphore ? baseVariable(program, unit, *semaphore) : -1;
}

bool isKeptFor(Inference &inference, const Context &place, link::VariableId semaphore,
               const Expression &call) {
  using Kind = facts::Symbol::Kind;
  const link::Program &program = inference.program();
  const Kind kind = program.variables()[semaphore].symbol->kind;
  if (!call.hasObject)
    return kind == Kind::global;
  const int unit = program.functions()[place.function].unit;
  const link::VariableId object = baseVariable(program, unit, call.operands[0]);
  const bool isPassing =
      object >= 0 && (program.variables()[object].symbol->kind == Kind::local ||
                      program.variables()[object].symbol->kind == Kind::parameter);
  return !isPassing && !isOfOneOfMany(inference, place, unit, call.operands[0]);
}

bool isOneSemaphore(Inference &inference, const Context &place, int unit, const Expression &call,
                    const rules::Limiter &limiter) {
  const Expression *semaphore = semaphoreIn(call, limiter);
  return semaphore && !isOfOneOfMany(inference, place, unit, *semaphore);
}

Derived permitsOf(Inference &inference, link::VariableId semaphore) {
  const BodyIndex &index = inference.index();
  const link::Program &program = inference.program();
  std::vector<Bound> arms;
  std::vector<findings::Step> witness;
  const auto add = [&](int unit, const Expression &call) {
    const rules::Limiter *limiter = inference.rules().limiter(ruleName(program, unit, call));
    const auto arguments = argumentsOf(call);
    if (!limiter || limiter->does != Does::permits || !limiter->countArgument ||
        *limiter->countArgument >= static_cast<int>(arguments.size()))
      return;
    const Derived count = inference.number(unit, *arguments[*limiter->countArgument]);
    arms.push_back(count.bound);
    witness.push_back(
        {inference.position(unit, call.at), fmt::format("it has {}", toString(count.bound))});
  };
  for (const Write &write : index.writes[semaphore])
    if (write.value)
      add(write.unit, *write.value);
  for (const auto *calls : {&index.callsWith[semaphore], &index.callsOn[semaphore]})
    for (const std::size_t number : *calls)
      add(index.calls[number].unit, *index.calls[number].expression);
  if (arms.empty())
    return {Bound::config("permits of " + program.variables()[semaphore].symbol->name), {}};
  return {Bound::maximum(std::move(arms)), std::move(witness)};
}

namespace {

/// Whether a condition that holds, or fails, says that the call it asks has started a unit.
bool saysStarted(rules::SpawnApi::FailsWith failure, const Expression &condition, bool isHeld) {
  using FailsWith = rules::SpawnApi::FailsWith;
  if (condition.kind == Expression::Kind::unary && condition.text == "!")
    return saysStarted(failure, condition.operands[0], !isHeld);
  const bool isCompared = condition.kind == Expression::Kind::binary &&
                          isComparison(condition.text) &&
                          condition.operands[1].kind == Expression::Kind::literal;
  if (!isCompared) // the result itself
    return failure == FailsWith::nonzero && !isHeld;
  const std::string op = isHeld ? condition.text : negated(condition.text);
  return failure != FailsWith::nothing && compares(0, op, condition.operands[1].value);
}

/// `try { start(); note(); } catch (…)`: whether what is tried may throw behind the start.
bool isThrownBehind(const Inference &inference, const Statement &tried, const Context &place,
                    const Expression &start) {
  const int unit = inference.program().functions()[place.function].unit;
  const auto isBehind = [&](const Expression &part) {
    return start.at < part.at && !holds(start, part) && !holds(part, start);
  };
  return isTry(tried) &&
         std::ranges::find(place.statements, &tried.parts.front()) != place.statements.end() &&
         Thrower(inference.program()).mayThrow(unit, tried.parts.front(), isBehind);
}

/// Whether something stands where a unit has not started: in a branch behind its start, or in that
/// which asks the start itself whether it failed.
bool isAfterNoStart(const Inference &inference, const Context &context, const Context &place,
                    const Expression &start) {
  const int unit = inference.program().functions()[place.function].unit;
  const rules::SpawnApi *api =
      inference.rules().spawnApi(ruleName(inference.program(), unit, start));
  for (std::size_t i = 0; i + 1 < context.statements.size(); ++i) {
    const Statement &statement = *context.statements[i];
    if (statement.kind != Statement::Kind::branch)
      continue;
    if (i > 0 && isThrownBehind(inference, *context.statements[i - 1], place, start))
      continue; // to a handler, though the unit has started
    if (std::ranges::find(place.statements, &statement) == place.statements.end())
      return true;
    const Expression *condition = conditionOf(statement);
    if (condition && holds(*condition, start) &&
        !saysStarted(api ? api->failsWith : rules::SpawnApi::FailsWith::nothing, *condition,
                     context.statements[i + 1] == &statement.parts.front()))
      return true;
  }
  return false;
}

} // namespace

namespace {

/// A call of a function that does something to a semaphore, itself or in what it calls.
struct PermitCall {
  const Call *here = nullptr;
  const Call *there =
      nullptr; ///< on the semaphore; the same where no other function stands between
};

std::vector<PermitCall> permitCalls(const BodyIndex &index, link::VariableId semaphore,
                                    link::FunctionId function) {
  std::vector<PermitCall> found;
  for (const auto *calls : {&index.callsOn[semaphore], &index.callsWith[semaphore]})
    for (const std::size_t number : *calls) {
      const Call &there = index.calls[number];
      if (there.context.function == function)
        found.push_back({&there, &there});
      else if (there.context.function >= 0)
        for (const Edge &edge : index.edgesInto[there.context.function])
          if (edge.kind == Edge::Kind::call && !edge.isHandOver &&
              index.calls[edge.call].context.function == function)
            found.push_back({&index.calls[edge.call], &there});
    }
  return found;
}

} // namespace

bool isGivenBackBehind(const Inference &inference, link::VariableId semaphore, const Context &place,
                       const Expression &start) {
  const std::vector<PermitCall> calls = permitCalls(inference.index(), semaphore, place.function);
  return std::ranges::any_of(calls, [&](const PermitCall &call) {
    const rules::Limiter *limiter = inference.rules().limiter(
        ruleName(inference.program(), call.there->unit, *call.there->expression));
    const Context &context = call.here->context;
    return limiter && limiter->does == Does::releases &&
           !isAfterNoStart(inference, context, place, start) &&
           context.frames.size() >= place.frames.size() && start.at < call.here->expression->at;
  });
}

bool isGivenBackBefore(const Inference &inference, link::VariableId semaphore, const Context &place,
                       const Expression &acquire, const Expression &start) {
  std::map<facts::Place, std::pair<const Expression *, std::int64_t>> changes; // in order
  for (const auto &[here, there] : permitCalls(inference.index(), semaphore, place.function)) {
    const rules::Limiter *limiter =
        inference.rules().limiter(ruleName(inference.program(), there->unit, *there->expression));
    const facts::Place &at = here->expression->at;
    if (!limiter || !(at < start.at))
      continue;
    const std::int64_t amount = amountOf(*there->expression, *limiter);
    const bool isIt = here->expression == &acquire;
    const bool isAnother = limiter->does == Does::acquires && here == there &&
                           isMetWith(place, here->context, nullptr);
    if ((isIt && limiter->does != Does::releases) || isAnother)
      changes[at] = {here->expression, amount};
    else if (!isIt && limiter->does == Does::releases && goesOnTo(here->context, place))
      changes[at] = {here->expression, -amount};
  }
  std::vector<std::pair<const Expression *, std::int64_t>> held; // the last one is given back first
  for (const auto &[at, change] : changes) {
    if (change.second > 0)
      held.push_back(change);
    std::int64_t back = -change.second;
    while (back > 0 && !held.empty()) {
      const std::int64_t part = std::min(back, held.back().second);
      back -= part;
      if ((held.back().second -= part) == 0)
        held.pop_back();
    }
  }
  const auto isIt = [&](const auto &each) { return each.first == &acquire; };
  return std::ranges::any_of(changes, [&](const auto &each) { return isIt(each.second); }) &&
         std::ranges::none_of(held, isIt);
}

std::int64_t amountOf(const Expression &call, const rules::Limiter &limiter) {
  const auto arguments = argumentsOf(call);
  if (limiter.objectArgument && !limiter.countArgument)
    return 1; // what else a C function gets is a time, as a rule
  const auto place = static_cast<std::size_t>(limiter.countArgument.value_or(0));
  return place < arguments.size() && arguments[place]->kind == Expression::Kind::literal
             ? arguments[place]->value
             : 1;
}

namespace {

/// The releases of one semaphore, held against the unit that an expression starts.
class Releases {
public:
  Releases(const Inference &inference, const Expression &start)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        start_(start) {}

  std::vector<const Call *> of(link::VariableId semaphore) const {
    std::vector<const Call *> releases;
    for (const auto *calls : {&index_.callsOn[semaphore], &index_.callsWith[semaphore]})
      for (const std::size_t number : *calls)
        if (const rules::Limiter *limiter = limiterOf(index_.calls[number]);
            limiter && limiter->does == Does::releases)
          releases.push_back(&index_.calls[number]);
    return releases;
  }

  const rules::Limiter *limiterOf(const Call &call) const {
    return inference_.rules().limiter(ruleName(program_, call.unit, *call.expression));
  }

  /// Whether the unit comes to a place whatever happens in it, and once.
  bool isCertain(const Context &context) const {
    return isPassedAlways(context) && isEntry(context.function);
  }

  /// How often the unit surely comes to a place, itself or by what it calls.
  std::int64_t timesCertain(const Context &context, int depth = 0) const {
    constexpr int deepest = 3;
    if (isCertain(context))
      return 1;
    if (context.function < 0 || depth == deepest || !isPassedAlways(context))
      return 0;
    std::int64_t times = 0;
    for (const Edge &edge : index_.edgesInto[context.function])
      if (edge.kind == Edge::Kind::call && !edge.isHandOver)
        times += timesCertain(index_.calls[edge.call].context, depth + 1);
    return times;
  }

  /// Whether the unit certainly comes to a place, and all that it calls is called behind.
  bool isBeforeWork(const Context &context, const facts::Place &at) const {
    if (!isCertain(context))
      return false;
    bool works = false;
    for (const std::size_t number : index_.callsOf[context.function]) {
      const Call &call = index_.calls[number];
      if (limiterOf(call) || !isWork(call) || call.expression->at == at)
        continue;
      if (call.expression->at < at)
        return false;
      works = true;
    }
    return works;
  }

  /// `give(); work();`: whether a function that gives back, with no work of its own before, is
  /// called by the unit before its work.
  bool isCalledBeforeWork(const Call &release) const {
    const link::FunctionId function = release.context.function;
    const auto isWorkBefore = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      return !limiterOf(call) && isWork(call) && call.expression->at < release.expression->at;
    };
    const auto isBefore = [&](const Edge &edge) {
      const Call &call = index_.calls[edge.call];
      return edge.kind == Edge::Kind::call && !edge.isHandOver &&
             isBeforeWork(call.context, call.expression->at);
    };
    return function >= 0 && isPassedAlways(release.context) &&
           std::ranges::none_of(index_.callsOf[function], isWorkBefore) &&
           std::ranges::any_of(index_.edgesInto[function], isBefore);
  }

  /// `for (;;) { sleep_for(second); for (int i = 0; i < 8; ++i) permits.release(); }`
  bool isByTheClock(const Call &release) const {
    return std::ranges::any_of(release.context.frames, [&](const Frame &frame) {
      return frame.loop && isPacedByTheClock(*frame.loop, release);
    });
  }

  /// Whether a loop around a release pauses for a time, and does nothing else.
  bool isPacedByTheClock(const Statement &loop, const Call &release) const {
    bool pauses = false;
    for (const std::size_t number : index_.callsOf[release.context.function]) {
      const Call &call = index_.calls[number];
      if (!isInside(call.context, loop) || limiterOf(call))
        continue;
      const rules::Wait *wait =
          inference_.rules().wait(ruleName(program_, call.unit, *call.expression));
      if (wait && wait->ends == rules::Wait::Ends::afterATime)
        pauses = true;
      else if (isWork(call))
        return false;
    }
    return pauses;
  }

private:
  /// Whether each run of a function comes to a place, and once.
  static bool isPassedAlways(const Context &context) {
    return context.frames.empty() &&
           std::ranges::all_of(context.statements, [](const Statement *statement) {
             return statement->kind != Statement::Kind::branch &&
                    statement->kind != Statement::Kind::choice;
           });
  }

  bool isEntry(link::FunctionId function) const {
    return function >= 0 && std::ranges::any_of(index_.edgesInto[function], [&](const Edge &edge) {
             return edge.kind == Edge::Kind::spawn && index_.calls[edge.call].expression == &start_;
           });
  }

  /// Other than making an object, or what a library does: a lock, a duration, a notice.
  bool isWork(const Call &call) const {
    return call.expression->kind == Expression::Kind::call &&
           ruleName(program_, call.unit, *call.expression).rfind("std::", 0) != 0;
  }

  const Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const Expression &start_;
};

} // namespace

std::int64_t releasedByUnit(const Inference &inference, link::VariableId semaphore,
                            const Expression &start) {
  const Releases releases(inference, start);
  std::int64_t released = 0;
  for (const Call *release : releases.of(semaphore))
    released += releases.timesCertain(release->context) *
                amountOf(*release->expression, *releases.limiterOf(*release));
  return released;
}

std::int64_t timesMetByUnit(const Inference &inference, const Context &place,
                            const Expression &start) {
  return Releases(inference, start).timesCertain(place);
}

bool comesBackUnderWay(const Inference &inference, link::VariableId semaphore,
                       const Expression &start) {
  const Releases releases(inference, start);
  return std::ranges::any_of(releases.of(semaphore), [&](const Call *release) {
    return releases.isBeforeWork(release->context, release->expression->at) ||
           releases.isCalledBeforeWork(*release) || releases.isByTheClock(*release);
  });
}

bool isLoweredUnderWay(const Inference &inference, link::VariableId counter,
                       const Expression &start, std::optional<std::int64_t> passes) {
  const Releases releases(inference, start);
  const auto isPassing = [&](const Expression *value) {
    return value && value->kind == Expression::Kind::literal && passes == value->value;
  };
  const auto changes = [&](const Write *write) {
    const bool isStepped = write->how == Write::How::stepped && !write->grows;
    const bool isSet = write->how == Write::How::assigned && isPassing(write->value);
    return (isStepped || isSet) && releases.isBeforeWork(write->context, write->at);
  };
  const auto lowers = [&](std::size_t number) {
    const Call &call = inference.index().calls[number];
    const rules::Limiter *limiter = releases.limiterOf(call);
    const rules::NumberSource *rule =
        inference.rules().number(ruleName(inference.program(), call.unit, *call.expression));
    const auto arguments = argumentsOf(*call.expression);
    const std::size_t given = limiter && limiter->objectArgument ? 1 : 0;
    const bool isSet = limiter && limiter->does == Does::raises && given < arguments.size() &&
                       isPassing(arguments[given]); // `running.store(false)`
    const bool isTakenOut = rule && rule->gives == rules::NumberSource::Gives::oneLess;
    return ((limiter && limiter->does == Does::lowers) || isSet || isTakenOut) &&
           releases.isBeforeWork(call.context, call.expression->at);
  };
  return std::ranges::any_of(inference.allWrites(counter), changes) ||
         std::ranges::any_of(inference.index().callsOn[counter], lowers) ||
         std::ranges::any_of(inference.index().callsWith[counter], lowers);
}

} // namespace loadline::infer
