#include "analyzer/infer/growth.h"

#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Symbol;

namespace {

/// Whether the function of a step sets the variable to a constant before, so that earlier runs left
/// nothing.
bool isSetBefore(const BodyIndex &index, const Write &step, link::VariableId id) {
  return std::ranges::any_of(index.writes[id], [&](const Write &write) {
    return write.how != Write::How::stepped && write.value &&
           write.value->kind == Expression::Kind::literal &&
           write.context.function == step.context.function && write.at < step.at &&
           commonFrames(write.context, step.context) == write.context.frames.size();
  });
}

} // namespace

const Expression *keptBelow(const Inference &inference, const Write &step, link::VariableId id) {
  const facts::Statement *loop =
      step.context.frames.empty() ? nullptr : step.context.frames.back().loop;
  const Expression *condition = loop && step.grows ? conditionOf(*loop) : nullptr;
  if (!condition || condition->kind != Expression::Kind::binary)
    return nullptr;
  const auto isDeclaredByIt = [&](const Write &write) {
    return write.how == Write::How::initial &&
           std::ranges::find(write.context.statements, loop) != write.context.statements.end();
  };
  if (std::ranges::none_of(inference.index().writes[id], isDeclaredByIt))
    return nullptr;
  const auto isCounter = [&](const Expression &side) {
    return side.kind == Expression::Kind::reference &&
           inference.program().variableOf(step.unit, side.symbol) == id;
  };
  const std::string &op = condition->text;
  if ((op == "<" || op == "<=") && isCounter(condition->operands[0]))
    return &condition->operands[1];
  return (op == ">" || op == ">=") && isCounter(condition->operands[1]) ? &condition->operands[0]
                                                                        : nullptr;
}

std::optional<Derived> grownBy(Inference &inference, const Write &step, link::VariableId id) {
  if (step.how != Write::How::stepped || !step.grows || step.step <= 0 || step.context.function < 0)
    return std::nullopt;
  std::size_t first = 0;
  for (const Write &write : inference.index().writes[id])
    if (write.how == Write::How::initial && write.context.function == step.context.function)
      first = commonFrames(write.context, step.context);
  Derived grown = inference.rounds(step.context, first);
  std::vector<Bound> factors{Bound::constant(step.step), grown.bound};
  if (!isSetBefore(inference.index(), step, id))
    factors.push_back(inference.invocations(step.context.function).bound);
  grown.bound = Bound::product(std::move(factors));
  if (grown.bound.kind() >= bound::Kind::unknown)
    return std::nullopt;
  grown.witness.insert(
      grown.witness.begin(),
      {inference.position(step.unit, step.at),
       fmt::format("{} grows here", inference.program().variables()[id].symbol->name)});
  return grown;
}

std::optional<Bound> scaledBy(Inference &inference, const Write &step, link::VariableId id) {
  if (step.how != Write::How::stepped || (step.by != "*" && step.by != "<<") || !step.value ||
      inference.program().variables()[id].symbol->kind != Symbol::Kind::local)
    return std::nullopt;
  const Bound by = inference.number(step.unit, *step.value).bound;
  const Bound rounds = inference.rounds(step.context).bound;
  if (by.kind() > bound::Kind::config || rounds.kind() > bound::Kind::size ||
      rounds.comesFromOutside())
    return std::nullopt;
  constexpr std::int64_t most = 1 << 20; // what is greater is no count of units
  if (by.form() == Bound::Form::constant && rounds.form() == Bound::Form::constant) {
    std::int64_t power = 1;
    const std::int64_t factor = step.by == "*"    ? by.count()
                                : by.count() < 20 ? 1 << by.count()
                                                  : most;
    for (std::int64_t i = 0; i < rounds.count() && power < most && factor > 1; ++i)
      power *= std::min(factor, most);
    if (power < most)
      return Bound::constant(std::max<std::int64_t>(power, 1));
  }
  return Bound::config(inference.program().variables()[id].symbol->name);
}

const Expression *digitsIn(const Inference &inference, const Write &write, link::VariableId id) {
  const auto isOther = [&](const Expression &part) {
    return (part.kind == Expression::Kind::reference &&
            inference.program().variableOf(write.unit, part.symbol) != id) ||
           part.kind == Expression::Kind::subscript;
  };
  const Expression *digits = nullptr;
  const auto isDigit = [&](const Expression &part) {
    return part.kind == Expression::Kind::binary && part.text == "-" &&
           part.operands[1].kind == Expression::Kind::literal && part.operands[1].value == '0' &&
           holds(part.operands[0], [&](const Expression &from) {
             return !digits && isOther(from) && (digits = &from);
           });
  };
  if (write.value)
    holds(*write.value, isDigit);
  return digits;
}

} // namespace loadline::infer
