#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

// Numbers that are chosen among others: `c ? a : b`, and the least of several.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

namespace {

/// Whether `c ? a : b` is the least of a and b, because c compares them.
bool isLeast(const Expression &conditional) {
  const Expression &test = converted(conditional.operands[0]);
  const bool isLess = test.text == "<" || test.text == "<=";
  return test.kind == Expression::Kind::binary &&
         (isLess || test.text == ">" || test.text == ">=") &&
         haveOneValue(test.operands[isLess ? 0 : 1], conditional.operands[1]) &&
         haveOneValue(test.operands[isLess ? 1 : 0], conditional.operands[2]);
}

} // namespace

/// Adds, for each comparison of `condition` that says so, what `value` is at most where the
/// condition turned out as `holds`.
void Inference::addLimits(int unit, const Expression &condition, bool holds,
                          const Expression &value, std::vector<Derived> &out) {
  const Expression &test = converted(condition);
  if (test.kind == Expression::Kind::unary && test.text == "!")
    return addLimits(unit, test.operands[0], !holds, value, out);
  if (test.kind != Expression::Kind::binary)
    return;
  if (test.text == (holds ? "&&" : "||"))
    for (const Expression &part : test.operands)
      addLimits(unit, part, holds, value, out);
  if (!isComparison(test.text))
    return;
  const std::string op = holds ? test.text : negated(test.text);
  for (const bool isLeft : {true, false}) {
    const std::string &says = isLeft ? op : mirrored(op);
    if ((says == "<" || says == "<=" || says == "==") &&
        haveOneValue(test.operands[isLeft ? 0 : 1], value))
      out.push_back(numberPlus(unit, test.operands[isLeft ? 1 : 0], says == "<" ? -1 : 0));
  }
}

/// The greatest of what can be chosen, each at most what the condition then says of it.
Derived Inference::numberOfConditional(int unit, const Expression &conditional) {
  std::vector<Bound> chosen;
  std::vector<findings::Step> witness;
  for (const bool holds : {true, false}) {
    const Expression &value = conditional.operands[holds ? 1 : 2];
    std::vector<Derived> limits{number(unit, value)};
    if (!isLeast(conditional) && value.kind != Expression::Kind::literal)
      addLimits(unit, conditional.operands[0], holds, value, limits);
    std::vector<Bound> bounds;
    for (const Derived &limit : limits) {
      bounds.push_back(limit.bound);
      append(witness, limit.witness);
    }
    chosen.push_back(Bound::minimum(std::move(bounds)));
  }
  return {isLeast(conditional) ? Bound::minimum(std::move(chosen))
                               : Bound::maximum(std::move(chosen)),
          std::move(witness)};
}

/// The values whose least the limit of a loop is: of `std::min(a, b)`, of `a < b ? a : b`, of a
/// variable that was given such a value for this run of the loop; else the limit alone.
std::vector<const Expression *> Inference::leastOf(const Context &context, const Statement &loop,
                                                   const Expression &limit) const {
  const int unit = unitOf(context);
  const Expression &value = *givenFor(context, loop, limit);
  const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, value));
  if (rule && rule->gives == rules::NumberSource::Gives::smallest) {
    const std::vector<const Expression *> arguments = argumentsOf(value);
    return arguments.size() == 1 && arguments[0]->kind == Expression::Kind::list
               ? argumentsOf(*arguments[0])
               : std::vector(arguments.begin(), arguments.begin() + std::min<std::ptrdiff_t>(
                                                                        std::ssize(arguments), 2));
  }
  if (value.kind == Expression::Kind::conditional && isLeast(value))
    return {&value.operands[1], &value.operands[2]};
  return {&limit};
}

/// What a local variable was given once, at the start of the round around the loop, out of values
/// that do not change until the loop; else the limit itself.
const Expression *Inference::givenFor(const Context &context, const Statement &loop,
                                      const Expression &limit) const {
  const Expression &plain = converted(limit);
  const link::VariableId variable = plain.kind == Expression::Kind::reference
                                        ? program_.variableOf(unitOf(context), plain.symbol)
                                        : -1;
  if (variable < 0 || program_.variables()[variable].symbol->kind != facts::Symbol::Kind::local)
    return &plain;
  const std::vector<const Write *> writes = allWrites(variable);
  if (writes.size() != 1 || !writes[0]->value || writes[0]->how != Write::How::initial ||
      !isInRoundAround(context, loop, writes[0]->context))
    return &plain;
  const Expression &given = converted(*writes[0]->value);
  return isChangedBetween(unitOf(context), given, writes[0]->at, loop.at) ? &plain : &given;
}

/// Whether something stands in the same round as a loop: in each loop around it.
bool Inference::isInRoundAround(const Context &context, const Statement &loop,
                                const Context &place) const {
  for (const Frame &frame : context.frames) {
    if (frame.loop == &loop)
      return true;
    if (!isInside(place, *frame.loop))
      return false;
  }
  return true;
}

/// Whether a variable that the value reads is written, or grows, between two places of a function.
bool Inference::isChangedBetween(int unit, const Expression &value, const facts::Place &from,
                                 const facts::Place &to) const {
  const link::VariableId variable =
      value.kind == Expression::Kind::reference ? program_.variableOf(unit, value.symbol) : -1;
  const auto isBetween = [&](const Write *write) { return write->at > from && write->at < to; };
  const auto growsBetween = [&](std::size_t number) {
    const Call &call = index_.calls[number];
    return call.expression->at > from && call.expression->at < to && growsBy(call);
  };
  return (variable >= 0 && (std::ranges::any_of(allWrites(variable), isBetween) ||
                            std::ranges::any_of(index_.callsOn[variable], growsBetween))) ||
         std::ranges::any_of(value.operands, [&](const Expression &operand) {
           return isChangedBetween(unit, operand, from, to);
         });
}

} // namespace loadline::infer
