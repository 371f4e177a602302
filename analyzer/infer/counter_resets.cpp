#include "analyzer/infer/place_changes.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <set>

// Who sets a counter back that lets only so many units live: what starts them, or what has waited
// for them.

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

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

std::optional<std::size_t> PlaceChanges::setBackIn(link::VariableId counter, bool isTaken,
                                                   const Statement *testedIn) const {
  std::optional<std::size_t> most;
  for (const Write *write : inference_.allWrites(counter)) {
    const bool isSet =
        write->how == Write::How::assigned && write->value &&
        (isTaken || (write->value->kind == Expression::Kind::literal && !holdsUnit(*write->value)));
    const bool isStepBack = write->how == Write::How::stepped && write->grows == isTaken &&
                            testedIn && isInside(write->context, *testedIn);
    if (write->context.function < 0 || (!isSet && !isStepBack) || isAfterFailure(write->context) ||
        waitsBefore(write->context.function, write->context, write->at))
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
    if (!(join.expression->at < at) || !(behind < join.expression->at) || !comesToJoin(join, 0))
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
