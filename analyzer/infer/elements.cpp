#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

// What the elements of a container or an array are, as numbers: what the code puts there. Where it
// does not say, they are data.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Symbol;
using Gives = rules::NumberSource::Gives;

namespace {

bool isBraced(const Expression &value) {
  return value.kind == Expression::Kind::list || value.kind == Expression::Kind::construct;
}

/// Whether a call may put something into elements that it does not say: `read(&sizes[i])`. What
/// the standard library does to elements is told by rules, or moves them.
bool mayWriteElements(const link::Program &program, const Call &call, link::VariableId array) {
  return !ruleName(program, call.unit, *call.expression).starts_with("std::") &&
         std::ranges::any_of(argumentsOf(*call.expression), [&](const Expression *argument) {
           return argument->kind == Expression::Kind::unary && argument->text == "&" &&
                  argument->operands[0].kind == Expression::Kind::subscript &&
                  baseVariable(program, call.unit, *argument) == array;
         });
}

} // namespace

/// The greatest of what an array's elements are given; unknown where the code does not say.
Derived Inference::greatestElement(link::VariableId array) {
  std::vector<Bound> arms;
  std::vector<findings::Step> witness;
  const auto take = [&](int unit, const Expression &value) {
    const Derived each = number(unit, value);
    arms.push_back(each.bound);
    append(witness, each.witness);
  };
  for (const Write &write : index_.writes[array])
    if (write.value && isBraced(*write.value))
      for (const Expression &element : write.value->operands)
        take(write.unit, element);
  for (const ElementWrite &write : index_.elementWrites)
    if (write.container == array && write.value)
      take(write.unit, *write.value);
  for (const std::size_t number : index_.callsOn[array]) {
    const Call &call = index_.calls[number];
    const rules::NumberSource *rule =
        rules_.number(ruleName(program_, call.unit, *call.expression));
    const auto arguments = argumentsOf(*call.expression);
    if (rule && rule->gives == Gives::oneElement && !arguments.empty())
      take(call.unit, *arguments.back());
  }
  const auto mayWrite = [&](std::size_t number) {
    return mayWriteElements(program_, index_.calls[number], array);
  };
  if (arms.empty() || std::ranges::any_of(index_.callsWith[array], mayWrite))
    return {Bound::unknown("the elements of " + program_.variables()[array].symbol->name), {}};
  return withShortWitness({Bound::maximum(std::move(arms)), std::move(witness)});
}

/// The elements of what a loop goes over, be it written there or a variable: `{1, 8}`, `sizes`.
Derived Inference::elementsOf(int unit, const Expression &range) {
  if (isBraced(range) && !range.operands.empty()) {
    std::vector<Bound> arms;
    for (const Expression &element : range.operands)
      arms.push_back(isBraced(element) ? elementsOf(unit, element).bound
                                       : number(unit, element).bound);
    return {Bound::maximum(std::move(arms)), {}};
  }
  const link::VariableId container =
      range.kind == Expression::Kind::reference ? program_.variableOf(unit, range.symbol) : -1;
  if (container < 0)
    return {Bound::unknown("the elements of " + nameOf(unit, range)), {}};
  if (auto received = receivedInto(container))
    return *std::move(received);
  return answers_.get({Question::element, container}, [&] { return greatestElement(container); });
}

/// What a number is that stands for each element of a range in turn: what the code puts there, or
/// else a number of the data. Nothing for any other variable.
std::optional<Derived> Inference::numberOfElement(link::VariableId variable) {
  const Symbol &symbol = *program_.variables()[variable].symbol;
  const auto range = index_.rangeOf.find(variable);
  if (range == index_.rangeOf.end() || !isNumeric(symbol.type))
    return std::nullopt;
  Derived element = elementsOf(range->second.first, *range->second.second);
  if (element.bound.kind() != bound::Kind::unknown)
    return element;
  return Derived{Bound::size(symbol.name),
                 {{position(range->second.first, range->second.second->at),
                   symbol.name + " is a number of the data"}}};
}

} // namespace loadline::infer
