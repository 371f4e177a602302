#include "analyzer/infer/passed_joins.h"

#include "analyzer/infer/exceptions.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;
using rules::SpawnApi;

bool speaksOfUnit(const Inference &inference, const Call &spawn, const Handles &handles,
                  const Expression &condition) {
  if (&condition == spawn.expression)
    return true;
  const link::VariableId variable =
      condition.kind == Expression::Kind::reference
          ? inference.program().variableOf(spawn.unit, condition.symbol)
          : -1;
  const auto isResult = [&](const Write &write) { return write.value == spawn.expression; };
  return (variable >= 0 && (std::ranges::count(handles.all, variable) > 0 ||
                            std::ranges::any_of(inference.index().writes[variable], isResult))) ||
         std::ranges::any_of(condition.operands, [&](const Expression &part) {
           return speaksOfUnit(inference, spawn, handles, part);
         });
}

namespace {

/// Whether what a variable holds ends with a round, or is ended by what the next round puts there.
bool endsThere(const Inference &inference, const Call &spawn, const Handles &handles,
               link::VariableId handle, std::size_t frames) {
  const facts::Symbol &symbol = *inference.program().variables()[handle].symbol;
  if (handles.overwritten.contains(handle) || inference.index().elementOf.contains(handle))
    return true;
  if (symbol.kind == facts::Symbol::Kind::parameter)
    return !symbol.isReference && frames == 0;
  const auto isOlder = [&](const Write &write) {
    return write.how == Write::How::initial && commonFrames(write.context, spawn.context) < frames;
  };
  return symbol.kind == facts::Symbol::Kind::local &&
         std::ranges::none_of(inference.index().writes[handle], isOlder);
}

} // namespace

bool endsWithRound(const Inference &inference, const SpawnSite &site, const Handles &handles,
                   std::size_t frames) {
  const Call &spawn = inference.index().calls[site.call];
  const bool isEndedByHandle = site.api->onDestroy == SpawnApi::OnDestroy::joins ||
                               site.api->onDestroy == SpawnApi::OnDestroy::terminates;
  return isEndedByHandle && !spawn.expression->isHeap &&
         std::ranges::all_of(handles.all, [&](link::VariableId handle) {
           return endsThere(inference, spawn, handles, handle, frames);
         });
}

namespace {

class Ways {
public:
  Ways(const Inference &inference, const SpawnSite &site, const Handles &handles, const Call &join,
       std::size_t frames)
      : inference_(inference), site_(site), spawn_(inference.index().calls[site.call]),
        handles_(handles), join_(join), frames_(frames) {}

  bool arePassing() const {
    const Statement *loop = frames_ > 0 ? spawn_.context.frames[frames_ - 1].loop : nullptr;
    if (endsWithRound(inference_, site_, handles_, frames_) || (frames_ > 0 && !loop))
      return false;
    const auto &path = join_.context.statements;
    bool isSkippable = false; // by a goto
    for (auto at = loop ? std::ranges::find(path, loop) : path.begin();
         at != path.end() && at + 1 != path.end(); ++at) {
      isSkippable =
          isSkippable || ((*at)->kind == Statement::Kind::choice && (*at)->conditionAt < 0);
      if ((*at)->kind == Statement::Kind::block && passesFrom(**at, **(at + 1), isSkippable))
        return true;
    }
    return false;
  }

private:
  static bool isIn(const Context &context, const Statement &statement) {
    return std::ranges::find(context.statements, &statement) != context.statements.end();
  }

  /// Whether what a block does before one of its parts, which the join stands in, goes on without.
  bool passesFrom(const Statement &block, const Statement &part, bool isSkippable) const {
    if (isTry(block)) {
      const bool isInHandler = &part != &block.parts.front();
      return isInHandler
                 ? !isIn(spawn_.context, part)
                 : throwsBehindSpawn(part) &&
                       anyHandler(block, [&](const Statement &h) { return goesOnFrom(h, true); });
    }
    for (const Statement &before : block.parts) {
      if (&before == &part)
        return false;
      const bool isBehind = spawn_.expression->at < before.at;
      if (isBehind ? goesOn(before) || (isSkippable && skips(before)) : goesOnBehindSpawn(before))
        return true;
    }
    return false;
  }

  template <class Claim>
  static bool anyHandler(const Statement &tried, Claim isAsClaimed) {
    return std::any_of(tried.parts.begin() + 1, tried.parts.end(), isAsClaimed);
  }

  /// Whether a handler leaves a unit behind and goes on.
  ///   passesItself  by its end too, which the join does not stand behind
  bool goesOnFrom(const Statement &handler, bool passesItself) const {
    if (holdsJoin(handler))
      return false;
    const Statement::Exit exit =
        handler.parts.empty() ? Statement::Exit::none : exitOf(handler.parts.front());
    return (passesItself && exit == Statement::Exit::none) ||
           std::ranges::any_of(handler.parts, [&](const Statement &part) { return goesOn(part); });
  }

  /// Whether something that a block tries may throw behind the spawn, and before the join.
  bool throwsBehindSpawn(const Statement &tried) const {
    const Expression *const spawn = spawn_.expression;
    facts::Place from = spawn->at;
    for (auto at = std::ranges::find(spawn_.context.statements, &tried);
         at != spawn_.context.statements.end(); ++at)
      if ((*at)->kind == Statement::Kind::loop) { // another round of it comes behind the spawn
        from = (*at)->at;
        break;
      }
    const auto isBetween = [&](const Expression &part) {
      return from < part.at && !holds(*spawn, part) && !holds(part, *spawn) &&
             !holds(*join_.expression, part) && part.at < join_.expression->at;
    };
    return Thrower(inference_.program()).mayThrow(spawn_.unit, tried, isBetween);
  }

  bool holdsJoin(const Statement &statement) const {
    return std::ranges::any_of(handles_.joins, [&](std::size_t number) {
      return isIn(inference_.index().calls[number].context, statement);
    });
  }

  /// `if (isFree) { start(); continue; }`: whether a statement that the spawn stands in goes on
  /// with the next round right behind it.
  bool goesOnBehindSpawn(const Statement &statement) const {
    const auto &path = spawn_.context.statements;
    for (auto at = std::ranges::find(path, &statement); at != path.end() && at + 1 != path.end();
         ++at) {
      if ((*at)->kind == Statement::Kind::loop)
        return false; // what goes on there is that loop
      if ((*at)->kind != Statement::Kind::block)
        continue;
      if (isTry(**at)) {
        if (*(at + 1) == &(*at)->parts.front() && throwsBehindSpawn(**(at + 1)) &&
            anyHandler(**at, [&](const Statement &h) { return goesOnFrom(h, false); }))
          return true;
        continue;
      }
      auto next = std::ranges::find_if((*at)->parts,
                                       [&](const Statement &part) { return &part == *(at + 1); });
      for (; next != (*at)->parts.end(); ++next)
        if (&*next != *(at + 1) && goesOn(*next))
          return true;
    }
    return false;
  }

  /// Whether a statement may go on with the next round, or return, though the unit started.
  bool goesOn(const Statement &statement) const {
    if (statement.exit == (frames_ > 0 ? Statement::Exit::continues : Statement::Exit::returns))
      return true;
    if (isTry(statement))
      return goesOn(statement.parts.front()) ||
             (throwsBehindSpawn(statement.parts.front()) &&
              anyHandler(statement, [&](const Statement &h) { return goesOnFrom(h, false); }));
    return isFollowed(statement) &&
           std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return goesOn(part); });
  }

  /// `if (failed) goto next;`, over the join.
  bool skips(const Statement &statement) const {
    return statement.exit == Statement::Exit::breaks ||
           (isFollowed(statement) && statement.kind != Statement::Kind::choice &&
            std::ranges::any_of(statement.parts,
                                [&](const Statement &part) { return skips(part); }));
  }

  /// Whether a unit that has started may be left behind by what a statement holds.
  bool isFollowed(const Statement &statement) const {
    const Expression *condition = conditionOf(statement);
    if (statement.kind == Statement::Kind::branch)
      return condition && !speaksOfUnit(inference_, spawn_, handles_, *condition) &&
             !holdsJoin(statement);
    return statement.kind == Statement::Kind::block || statement.kind == Statement::Kind::choice;
  }

  const Inference &inference_;
  const SpawnSite &site_;
  const Call &spawn_;
  const Handles &handles_;
  const Call &join_;
  std::size_t frames_;
};

} // namespace

bool isPassedBy(const Inference &inference, const SpawnSite &site, const Handles &handles,
                const Call &join, std::size_t frames) {
  return Ways(inference, site, handles, join, frames).arePassing();
}

} // namespace loadline::infer
