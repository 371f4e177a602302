#include "analyzer/infer/told_by_locals.h"

#include "analyzer/infer/place_changes.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

// What a local that lets a place pass tells of the code before: `bool ok = false;
// if (n < most) { ++n; ok = true; } if (!ok) continue;`.

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

std::optional<Context> toldBy(const Inference &inference, const Context &place,
                              const KnownThere &known) {
  const link::Program &program = inference.program();
  const Expression &asked = *known.expression;
  const bool isHeld = known.how == KnownThere::How::holds;
  const link::VariableId local =
      (isHeld || known.how == KnownThere::How::fails) && asked.kind == Expression::Kind::reference
          ? program.variableOf(known.unit, asked.symbol)
          : -1;
  if (local < 0 || program.variables()[local].symbol->kind != facts::Symbol::Kind::local)
    return std::nullopt;
  std::optional<Context> told;
  bool beginsAnew = false;
  for (const Write *write : inference.allWrites(local)) {
    if (!write->value || write->value->kind != Expression::Kind::literal ||
        write->context.function != place.function)
      return std::nullopt;
    const bool isTold = compares(write->value->value, isHeld ? "!=" : "==", 0);
    if (write->how == Write::How::initial) {
      beginsAnew = !isTold && commonFrames(write->context, place) >= known.frames;
    } else if (write->how != Write::How::assigned || (isTold && told)) {
      return std::nullopt;
    } else if (isTold) {
      told = write->context;
    }
  }
  return beginsAnew ? told : std::nullopt;
}

/// `bool full = n >= most; if (!full) ++n; … if (full) continue;`, `if (n < most) { ++n; ok = true;
/// } if (!ok) continue;`: what a local tells, which lets the place pass, decides about both.
bool PlaceChanges::isToldWithIt(const Context &raised) const {
  return std::ranges::any_of(knownAt(inference_, place_), [&](const KnownThere &known) {
    const std::optional<Context> told = toldBy(inference_, place_, known);
    return (told && isMetWith(*told, raised, nullptr)) || isArmOf(raised, known);
  });
}

/// Whether something stands alone in the arm of a branch that asks the same local, which is given
/// its value once in the round.
bool PlaceChanges::isArmOf(const Context &something, const KnownThere &known) const {
  const link::VariableId local = known.expression->kind == Expression::Kind::reference
                                     ? program_.variableOf(known.unit, known.expression->symbol)
                                     : -1;
  if (local < 0 || index_.writes[local].size() != 1 ||
      program_.variables()[local].symbol->kind != facts::Symbol::Kind::local ||
      commonFrames(index_.writes[local].front().context, place_) < known.frames)
    return false;
  const auto asks = [&](const Statement *statement) {
    return statement->kind == Statement::Kind::branch &&
           std::ranges::find(place_.statements, statement) == place_.statements.end();
  };
  const auto found = std::ranges::find_if(something.statements, asks);
  if (found == something.statements.end() || found + 1 == something.statements.end() ||
      std::any_of(found + 1, something.statements.end(), [](const Statement *inner) {
        return inner->kind == Statement::Kind::branch || inner->kind == Statement::Kind::loop ||
               inner->kind == Statement::Kind::choice;
      }))
    return false;
  bool isHeld = found[1] == &(*found)->parts.front();
  const Expression *asked = conditionOf(**found);
  for (; asked && asked->kind == Expression::Kind::unary && asked->text == "!"; isHeld = !isHeld)
    asked = &asked->operands[0];
  Context branch = something;
  branch.statements.erase(branch.statements.begin() + (found - something.statements.begin()) + 1,
                          branch.statements.end());
  return asked && haveOneValue(*asked, *known.expression) &&
         isHeld == (known.how == KnownThere::How::holds) && isMetWith(place_, branch, nullptr);
}

} // namespace loadline::infer
