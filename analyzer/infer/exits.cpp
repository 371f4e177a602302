#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

// Guards in a loop's body that leave it: how many rounds they let through.

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

namespace {

/// A branch that leaves the loop where two values compare in some way, or where one is null.
bool leavesByCount(const Statement &branch, bool breaksLeaveIt) {
  const Expression *condition = conditionOf(branch);
  if (branch.kind != Statement::Kind::branch || !condition || branch.parts.empty() ||
      !alwaysLeaves(branch.parts.front()) ||
      (!breaksLeaveIt && exitOf(branch.parts.front()) == Statement::Exit::breaks))
    return false;
  const bool isNull = condition->kind == Expression::Kind::unary && condition->text == "!";
  return isNull || (condition->kind == Expression::Kind::binary && isComparison(condition->text) &&
                    condition->text != "!=");
}

} // namespace

/// `if (i >= n) break;`: a guard in the body that counts, met in each round that comes to the
/// place. In a switch only a return leaves the loop.
std::optional<Derived> Inference::exitRounds(const Context &context, const Statement &loop) {
  std::optional<Derived> best;
  Context guard{.function = context.function, .statements = {&loop}};
  const auto look = [&](const Statement &statement, bool breaksLeaveIt, const auto &self) -> void {
    if (statement.kind == Statement::Kind::loop)
      return;
    guard.statements.push_back(&statement);
    for (const Statement &part : statement.parts)
      self(part, breaksLeaveIt && statement.kind != Statement::Kind::choice, self);
    if (leavesByCount(statement, breaksLeaveIt) && isMetWith(context, guard, &loop))
      if (auto rounds = guardRounds(context, loop, statement);
          rounds && (!best || rounds->bound.kind() < best->bound.kind()))
        best = std::move(rounds);
    guard.statements.pop_back();
  };
  look(loop.parts.back(), true, look);
  return best;
}

/// The rounds until a guard leaves the loop; what stands before the guard runs once more than what
/// stands behind it.
std::optional<Derived> Inference::guardRounds(const Context &context, const Statement &loop,
                                              const Statement &guard) {
  const Expression &leaves = *conditionOf(guard);
  if (auto rounds = searchGuardRounds(context, loop, leaves))
    return rounds;
  if (leaves.kind != Expression::Kind::binary)
    return std::nullopt;
  Expression goesOn = leaves;
  goesOn.text = negated(goesOn.text);
  Comparison counts = readComparison(context, loop, goesOn);
  if (counts.counter < 0 && !counts.sizeCounts)
    return std::nullopt;
  const bool isStep = counts.counting->kind == Expression::Kind::unary;
  const auto stepsBefore = [&](const Write &write) {
    return isInside(write.context, loop) && write.context.statements.back() != &loop &&
           write.at < guard.at;
  };
  const bool stepsFirst =
      (isStep && (counts.counting->text == "++" || counts.counting->text == "--")) ||
      (counts.counter >= 0 && std::ranges::any_of(index_.writes[counts.counter], stepsBefore));
  const bool runsBefore = !context.statements.empty() && context.statements.back()->at < guard.at;
  counts.extra = (runsBefore ? 1 : 0) - (stepsFirst ? 1 : 0);
  Derived rounds = countedRounds(context, loop, counts);
  if (rounds.bound.kind() >= bound::Kind::unknown)
    return std::nullopt;
  return rounds;
}

/// `if (p == npos) break;`, `if (!p) break;`, where p is searched for.
std::optional<Derived> Inference::searchGuardRounds(const Context &context, const Statement &loop,
                                                    const Expression &leaves) {
  if (leaves.kind == Expression::Kind::binary && leaves.text != "==")
    return std::nullopt;
  for (const Expression &side : leaves.operands)
    if (auto rounds = searchRounds(context, loop, side))
      return rounds;
  return std::nullopt;
}

} // namespace loadline::infer
