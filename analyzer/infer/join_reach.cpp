#include "analyzer/infer/join_reach.h"

#include "analyzer/infer/child_forks.h"
#include "analyzer/infer/conditions.h"
#include "analyzer/infer/ended_joins.h"
#include "analyzer/infer/exceptions.h"
#include "analyzer/infer/fewer_joins.h"
#include "analyzer/infer/handle_moves.h"
#include "analyzer/infer/join_calls.h"
#include "analyzer/infer/lost_handles.h"
#include "analyzer/infer/moved_elements.h"
#include "analyzer/infer/passed_joins.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using facts::Statement;
using rules::SpawnApi;

class Judge {
public:
  Judge(Inference &inference, const SpawnSite &site, const Handles &handles, const Call &join)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        site_(site), spawn_(index_.calls[site.call]), handles_(handles), join_(join),
        common_(commonFrames(join.context, spawn_.context)) {}

  JoinReach run() {
    if (isInAnotherProcess() || isWhereNoneStarted() ||
        isLostBefore(inference_, site_, handles_, join_, common_))
      return {};
    if ((common_ == 0 && isChosen()) || isCutShort() || isInOtherArm() ||
        joinsFewer(inference_, site_, handles_, join_, common_) ||
        joinsSameSlot(program_, index_, join_, *spawn_.expression))
      return {.how = JoinReach::How::sometimes};
    const JoinCalls calls(program_, index_, *site_.api);
    const bool isOne = calls.endsOne(inference_.rules(), join_);
    if ((isOne && spawn_.context.frames.size() > common_) ||
        ((isOne || calls.endsAll(join_)) &&
         areMovedOnBefore(inference_, spawn_, handles_, join_, common_)) ||
        startsMoreThanJoined())
      return {.how = JoinReach::How::sometimes};
    if (common_ > 0)
      if (const Statement *full = conditionAround()) {
        if (isChosenWithin(*full) || (isOne && !asksHowMany(*full)) ||
            leavesSomeOut(inference_, site_, handles_, join_, common_, *full))
          return {.how = JoinReach::How::sometimes};
        return batch(conditionOf(*full) ? *conditionOf(*full) : Expression{});
      }
    if (waitsForOneOfMany())
      return {};
    if (endsBeforeAll(inference_, handles_, join_, common_))
      return {.how = JoinReach::How::sometimes};
    if (isPassedBy(inference_, site_, handles_, join_, common_))
      return {.how = JoinReach::How::sometimes};
    if (const Expression *slots = slotsJoinedBefore())
      return ring(*slots);
    return {.how = JoinReach::How::inRound, .frames = common_};
  }

private:
  bool isHandle(link::VariableId variable) const {
    return variable >= 0 && std::ranges::find(handles_.all, variable) != handles_.all.end();
  }

  /// `if (all.size() >= 8) { all.front().join(); all.pop_front(); }`, with two that are put there
  /// in each round: whether one is waited for and more start, which no loop of waits makes up for.
  bool startsMoreThanJoined() const {
    const Expression *joined =
        join_.expression->hasObject ? &join_.expression->operands.front() : nullptr;
    const JoinCalls calls(program_, index_, *site_.api);
    const bool isOne = calls.endsOne(inference_.rules(), join_);
    if (!joined || join_.context.frames.size() > common_ || common_ == 0 ||
        !(isOne || isElement(program_, join_.unit, *joined)))
      return false;
    const link::VariableId container = baseVariable(program_, join_.unit, *joined);
    if (!isHandle(container))
      return false;
    const auto isInRound = [&](const Call &call) {
      return call.context.frames.size() == common_ &&
             commonFrames(call.context, spawn_.context) == common_;
    };
    const auto adds = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      return isInRound(call) && addsElement(program_, inference_.rules(), call) &&
             (goesOnTo(call.context, spawn_.context) || goesOnTo(spawn_.context, call.context));
    };
    const auto waits = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      return isInRound(call) && calls.endsOne(inference_.rules(), call) == isOne &&
             call.expression->hasObject &&
             baseVariable(program_, call.unit, call.expression->operands[0]) == container;
    };
    return std::ranges::count_if(index_.callsOn[container], adds) >
           std::ranges::count_if(handles_.joins, waits);
  }

  /// Whether a condition asks the container that the join takes one out of.
  bool asksHowMany(const Statement &full) const {
    const link::VariableId container =
        baseVariable(program_, join_.unit, join_.expression->operands[0]);
    const Expression *condition = conditionOf(full);
    return condition && holds(*condition, [&](const Expression &part) {
             return part.kind == Expression::Kind::reference &&
                    program_.variableOf(join_.unit, part.symbol) == container;
           });
  }

  /// The innermost branch that decides about the join and not about the spawn, unless it only asks
  /// whether there is something to join; or the loop that waits while there are too many.
  const Statement *conditionAround() const {
    const Statement *loop = join_.context.frames[common_ - 1].loop;
    bool inside = loop == nullptr;
    const Statement *found = nullptr;
    for (const Statement *statement : join_.context.statements) {
      if (inside && statement->loop == Statement::Loop::whileLoop && conditionOf(*statement) &&
          isWindow(*conditionOf(*statement)))
        return statement;
      inside = inside || statement == loop;
      const bool mayStop =
          statement->kind == Statement::Kind::branch || statement->kind == Statement::Kind::choice;
      if (!inside || found || !mayStop || statement->conditionAt < 0)
        continue;
      if (std::ranges::find(spawn_.context.statements, statement) !=
          spawn_.context.statements.end())
        continue;
      const Expression &condition = statement->expressions[statement->conditionAt];
      const bool asksTheJoin =
          holds(condition, *join_.expression); // `if (pthread_join(…)) return;`
      const bool isOfUnit = statement->kind == Statement::Kind::choice &&
                            speaksOfUnit(inference_, spawn_, handles_, condition);
      if (!asksTheJoin && !asksForHandle(condition) && !isOfUnit)
        found = statement;
    }
    return found;
  }

  /// `if (all.size() < 8) start(); else all.front().join();`: whether the round that starts one is
  /// never that which joins.
  bool isInOtherArm() const {
    const auto &started = spawn_.context.statements, &joined = join_.context.statements;
    const auto [in, other] = std::ranges::mismatch(started, joined);
    return in != started.begin() && in != started.end() && other != joined.end() &&
           (*(in - 1))->kind == Statement::Kind::branch && !isTry(**(in - 1));
  }

  /// `last && pthread_join(t, 0)`, `last ? t.join() : give(t)`: whether the expression around the
  /// join does not come to it each time.
  bool isCutShort() const {
    const Statement &statement = *join_.context.statements.back();
    if (statement.kind == Statement::Kind::loop ||
        endsWithRound(inference_, site_, handles_, common_))
      return false;
    const auto path = pathTo(statement, *join_.expression);
    for (std::size_t i = 1; i < path.size(); ++i) {
      const Expression &parent = *path[i - 1];
      const bool mayStop =
          parent.kind == Expression::Kind::conditional ||
          (parent.kind == Expression::Kind::binary && (parent.text == "&&" || parent.text == "||"));
      if (mayStop && path[i] != &parent.operands[0] && !isExcused(parent.operands[0]))
        return true;
    }
    return false;
  }

  /// `if (workers.size() >= 40) for (…) if (worker.isDone) worker.join();`: whether what is full is
  /// joined only where something else says so as well.
  bool isChosenWithin(const Statement &full) const {
    const auto &path = join_.context.statements;
    auto at = std::ranges::find(path, &full);
    return at != path.end() && std::any_of(at + 1, path.end(), [&](const Statement *statement) {
             const Expression *condition =
                 statement->kind == Statement::Kind::branch ? conditionOf(*statement) : nullptr;
             return condition &&
                    (asksFlag(*condition) ||
                     (!holds(*condition, *join_.expression) && !asksForHandle(*condition) &&
                      !speaksOfUnit(inference_, spawn_, handles_, *condition)));
           });
  }

  /// `while (window.size() >= 4)`; with 0 or 1 there, it waits for all.
  static bool isWindow(const Expression &condition) {
    if (condition.kind != Expression::Kind::binary)
      return false;
    const Expression &limit = condition.operands[1];
    const bool isLiteral = limit.kind == Expression::Kind::literal;
    return (condition.text == ">=" && !(isLiteral && limit.value <= 1)) ||
           (condition.text == ">" && !(isLiteral && limit.value <= 0));
  }

  bool asksForHandle(const Expression &condition) const {
    const bool isTest = condition.kind == Expression::Kind::binary &&
                        condition.operands.size() == 2 &&
                        condition.operands[1].kind == Expression::Kind::literal;
    const bool isQuestion = condition.kind == Expression::Kind::call ||
                            condition.kind == Expression::Kind::reference ||
                            condition.kind == Expression::Kind::unary;
    if (!isTest && !isQuestion)
      return false;
    // `if (t.joinable())`, but also `if (child > 0)`; never `if (threads.size() > 8)`
    const Expression &asked = isTest ? condition.operands[0]
                              : condition.kind == Expression::Kind::call && condition.hasObject
                                  ? condition.operands[0]
                                  : condition;
    if (isTest && asked.kind != Expression::Kind::reference)
      return holds(asked, *spawn_.expression);
    return !asksFlag(asked) && isHandle(baseVariable(program_, join_.unit, asked));
  }

  /// `worker.isDone` tells of the unit's work, and not whether there is a unit to join.
  bool asksFlag(const Expression &asked) const {
    return asked.kind == Expression::Kind::reference && !asked.operands.empty() &&
           program_.symbol(join_.unit, asked.symbol).type == "bool";
  }

  /// What a container or a function is asked for, and what steps count; of a sum, either.
  bool isCount(const Expression &expression) const {
    const link::VariableId variable = expression.kind == Expression::Kind::reference
                                          ? program_.variableOf(join_.unit, expression.symbol)
                                          : -1;
    const auto isStep = [](const Write &write) {
      return write.how == Write::How::stepped && write.grows;
    };
    const bool isMade = expression.kind == Expression::Kind::binary ||
                        expression.kind == Expression::Kind::construct;
    const bool isStepped =
        expression.kind == Expression::Kind::unary && infer::isStep(expression.text); // `++n >= 64`
    return isStepped || expression.kind == Expression::Kind::call ||
           (variable >= 0 && std::ranges::any_of(index_.writes[variable], isStep)) ||
           (isMade && std::ranges::any_of(expression.operands,
                                          [&](const Expression &part) { return isCount(part); }));
  }

  /// `if (v.size() >= K) { join all }` inside the loop: at most K at once.
  JoinReach batch(const Expression &condition) {
    const bool compares =
        condition.kind == Expression::Kind::binary &&
        (condition.text == ">=" || condition.text == ">" || condition.text == "==") &&
        condition.operands.size() == 2;
    if (!compares)
      return {.how = JoinReach::How::sometimes};
    const Expression &left = condition.operands[0];
    const bool isEveryK =
        condition.text == "==" && left.kind == Expression::Kind::binary && left.text == "%";
    if (!isEveryK && !isCount(left)) // `if (state == done)` says how it is, and not how many
      return {.how = JoinReach::How::sometimes};
    Derived most =
        inference_.number(join_.unit, isEveryK ? left.operands[1] : condition.operands[1]);
    if (most.bound.kind() >= bound::Kind::unknown || most.bound.isConstant(0))
      return {.how = JoinReach::How::sometimes};
    if (condition.text == ">")
      most.bound = Bound::sum({most.bound, Bound::constant(1)});
    most.witness.insert(
        most.witness.begin(),
        {inference_.position(join_.unit, join_.expression->at),
         fmt::format("joined each time that {} have started", toString(most.bound))});
    return {.how = JoinReach::How::batch, .frames = common_, .batch = std::move(most)};
  }

  /// A child does not wait for its parent's other children, nor its parent for the child's.
  bool isInAnotherProcess() const {
    if (site_.api->starts != SpawnApi::Starts::process)
      return false;
    const auto inSpawn = forksThatMadeIt(inference_, spawn_.context);
    const auto inJoin = inSpawn.empty() ? inSpawn : forksThatMadeIt(inference_, join_.context);
    return std::ranges::any_of(inSpawn, [&](const Expression *fork) {
      return fork != spawn_.expression && std::ranges::find(inJoin, fork) == inJoin.end();
    });
  }

  /// `if (pid == -1) wait(nullptr);`: what has not started is not waited for.
  bool isWhereNoneStarted() const {
    return std::ranges::any_of(knownAt(inference_, join_.context), [&](const KnownThere &known) {
      const bool isTest =
          known.how == KnownThere::How::holds || known.how == KnownThere::How::fails;
      return isTest && known.unit == spawn_.unit &&
             saysThatNoneStarted(inference_, site_, *known.expression,
                                 known.how == KnownThere::How::holds);
    });
  }

  /// `if (last) waitpid(child, …);`: whether something else than the spawn decides about the join.
  bool isChosen() const {
    if (endsWithRound(inference_, site_, handles_, common_))
      return false;
    return std::ranges::any_of(join_.context.statements, [&](const Statement *statement) {
      const bool mayStop =
          statement->kind == Statement::Kind::branch || statement->kind == Statement::Kind::choice;
      const Expression *condition = mayStop ? conditionOf(*statement) : nullptr;
      return condition && !isAround(*statement) && !isExcused(*condition);
    });
  }

  /// Whether a condition only tells whether there is something to join, or is the join.
  bool isExcused(const Expression &condition) const {
    if (condition.kind == Expression::Kind::binary && condition.text == "&&" &&
        !isKnownAtSpawn(condition))
      return isExcused(condition.operands[0]) && isExcused(condition.operands[1]);
    return holds(condition, *join_.expression) || asksForHandle(condition) ||
           speaksOfUnit(inference_, spawn_, handles_, condition) || isKnownAtSpawn(condition) ||
           isSetWithSpawn(condition);
  }

  bool isAround(const Statement &statement) const {
    return std::ranges::find(spawn_.context.statements, &statement) !=
           spawn_.context.statements.end();
  }

  /// Whether a condition asks again what was asked before the spawn.
  bool isKnownAtSpawn(const Expression &condition) const {
    return std::ranges::any_of(knownAt(inference_, spawn_.context), [&](const KnownThere &known) {
      return known.unit == join_.unit && haveOneValue(*known.expression, condition);
    });
  }

  /// Whether a condition asks for something that is set behind the spawn, or in its branch.
  bool isSetWithSpawn(const Expression &condition) const {
    const link::VariableId variable = condition.kind == Expression::Kind::reference
                                          ? baseVariable(program_, join_.unit, condition)
                                          : -1;
    const auto isInItsBranch = [&](const Statement *statement) {
      return statement->kind == Statement::Kind::branch && isAround(*statement);
    };
    const auto isSetWithIt = [&](const Write &write) {
      return write.how != Write::How::initial &&
             write.context.function == spawn_.context.function &&
             (spawn_.expression->at < write.at ||
              std::ranges::any_of(write.context.statements, isInItsBranch)) &&
             isMetWith(spawn_.context, write.context, nullptr);
    };
    return (variable >= 0 && std::ranges::any_of(index_.writes[variable], isSetWithIt)) ||
           std::ranges::any_of(condition.operands,
                               [&](const Expression &part) { return isSetWithSpawn(part); });
  }

  /// Whether the join stands behind a loop that starts several, and waits for one of them: the
  /// last that a variable held, or any child.
  bool waitsForOneOfMany() const {
    const bool isBehindLoop =
        spawn_.context.frames.size() > common_ + retriedLoops(inference_, site_);
    if (!isBehindLoop || join_.context.frames.size() > common_)
      return false;
    const std::vector<link::VariableId> joined = joinedHandles();
    if (joined.empty())
      return site_.api->starts == SpawnApi::Starts::process;
    return site_.api->onDestroy != SpawnApi::OnDestroy::joins &&
           std::ranges::all_of(joined, [&](link::VariableId handle) {
             return handles_.overwritten.contains(handle) && isOlderThanInnerLoop(handle);
           });
  }

  /// The handles that the join is given, or called on.
  std::vector<link::VariableId> joinedHandles() const {
    std::vector<link::VariableId> out;
    for (const Expression &operand : join_.expression->operands)
      if (const link::VariableId variable = baseVariable(program_, join_.unit, operand);
          isHandle(variable))
        out.push_back(variable);
    return out;
  }

  bool isOlderThanInnerLoop(link::VariableId handle) const {
    return std::ranges::none_of(index_.writes[handle], [&](const Write &write) {
      return write.how == Write::How::initial &&
             write.context.function == spawn_.context.function &&
             commonFrames(write.context, spawn_.context) > common_;
    });
  }

  /// `slots[i % 5].join(); slots[i % 5] = thread(…)`: what an earlier round put into the slot is
  /// joined before the next starts; each other slot may still hold one.
  const Expression *slotsJoinedBefore() const {
    if (common_ == 0 || !(join_.expression->at < spawn_.expression->at) ||
        join_.context.frames.size() != spawn_.context.frames.size())
      return nullptr;
    for (const Expression &operand : join_.expression->operands)
      if (const Expression *slots = slotsOf(operand);
          slots && isHandle(baseVariable(program_, join_.unit, operand)))
        return slots;
    return nullptr;
  }

  /// The array or container that an expression, or what it refers to, is one element of.
  const Expression *slotsOf(const Expression &expression) const {
    if (expression.kind == Expression::Kind::subscript)
      return expression.operands[1].kind == Expression::Kind::literal ? nullptr
                                                                      : &expression.operands[0];
    if (expression.kind != Expression::Kind::reference)
      return expression.operands.empty() ? nullptr : slotsOf(expression.operands[0]);
    for (const Frame &frame : spawn_.context.frames)
      if (frame.loop && frame.loop->loop == Statement::Loop::rangeFor &&
          frame.loop->symbol == expression.symbol)
        return &frame.loop->expressions.front();
    const link::VariableId variable = program_.variableOf(join_.unit, expression.symbol);
    if (variable < 0 || !program_.variables()[variable].symbol->isReference)
      return nullptr;
    for (const Write &write : index_.writes[variable])
      if (write.how == Write::How::initial && write.value &&
          write.value->kind != Expression::Kind::reference)
        return slotsOf(*write.value);
    return nullptr;
  }

  JoinReach ring(const Expression &slots) {
    Derived most = inference_.sizeOf(join_.unit, slots);
    most.witness.insert(most.witness.begin(),
                        {inference_.position(join_.unit, join_.expression->at),
                         fmt::format("one of {} is joined before it starts again",
                                     inference_.nameOf(join_.unit, slots))});
    return {.how = JoinReach::How::batch, .frames = common_, .batch = std::move(most)};
  }

  Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const SpawnSite &site_;
  const Call &spawn_;
  const Handles &handles_;
  const Call &join_;
  std::size_t common_;
};

} // namespace

JoinReach reachOf(Inference &inference, const SpawnSite &site, const Handles &handles,
                  const Call &join) {
  return Judge(inference, site, handles, join).run();
}

} // namespace loadline::infer
