#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

// Numbers that operators make of others.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;

namespace {

/// `flags & 7`: no more than either. A mask of 0 is one that is not told, as are negative ones.
Derived maskedBy(Derived left, const Derived &right) {
  std::vector<Bound> arms;
  for (const Derived *side : {&std::as_const(left), &right})
    if (!side->bound.isConstant(0))
      arms.push_back(side->bound);
  append(left.witness, right.witness);
  return {arms.empty() ? Bound::constant(0) : Bound::minimum(std::move(arms)),
          std::move(left.witness)};
}

} // namespace

Derived Inference::numberOfBinary(int unit, const Expression &expression) {
  Derived left{Bound::constant(0), {}}, right{Bound::constant(0), {}};
  const bool restsOnItself = answers_.restsOnOpen([&] {
    left = number(unit, expression.operands[0]);
    right = number(unit, expression.operands[1]);
  });
  const bool areConstant =
      left.bound.form() == Bound::Form::constant && right.bound.form() == Bound::Form::constant;
  const std::string &op = expression.text;
  if (left.bound.isBeyondCounting() && (op == "-" || op == "/"))
    return left;
  if (auto wrapped = wrappedBelowZero(unit, expression))
    return *std::move(wrapped);
  if (op == "-" && areConstant)
    return {Bound::constant(left.bound.count() - right.bound.count()), left.witness};
  if (op == "/" && areConstant && right.bound.count() > 0)
    return {Bound::constant(left.bound.count() / right.bound.count()), left.witness};
  if (op == "&")
    return maskedBy(std::move(left), right);
  if (op == "-" || op == "/" || op == ">>")
    return left; // no more than it was
  if (op == "%" && right.bound.form() == Bound::Form::constant && right.bound.count() > 0)
    return {Bound::constant(right.bound.count() - 1), right.witness};
  if (op == "%")
    return right;
  append(left.witness, right.witness);
  if (restsOnItself && (op == "+" || op == "*" || op == "|" || op == "<<"))
    return {Bound::unknown("a value that grows from itself"),
            {{position(unit, expression.at), "grows from what it was"}}};
  constexpr std::int64_t widest = 40; // beyond it the product might overflow
  if (op == "<<" && right.bound.form() == Bound::Form::constant && right.bound.count() < widest)
    return {Bound::product({left.bound, Bound::constant(std::int64_t{1} << right.bound.count())}),
            left.witness};
  if (op == "+" || op == "|")
    return {Bound::sum({left.bound, right.bound}), left.witness};
  if (op == "*")
    return {Bound::product({left.bound, right.bound}), left.witness};
  if (op == "=")
    return right;
  return {Bound::unknown(fmt::format("the result of '{}'", op)),
          {{position(unit, expression.at), "this value is not followed"}}};
}

namespace {

/// What a number below 0 becomes in a type without a sign.
Bound wrapped(const std::string &type, std::int64_t below) {
  constexpr std::int64_t ofInt = std::int64_t{1} << 32;
  return Bound::constant(type == "unsigned int" ? ofInt + below
                                                : std::numeric_limits<std::int64_t>::max());
}

} // namespace

/// `n - 4` where n is unsigned and never more than 3: it wraps to the largest numbers of its type;
/// nothing where it need not.
std::optional<Derived> Inference::wrappedBelowZero(int unit, const Expression &expression) {
  if (expression.kind != Expression::Kind::binary || expression.text != "-" ||
      expression.operands[0].kind != Expression::Kind::reference)
    return std::nullopt;
  const std::string &type = program_.symbol(unit, expression.operands[0].symbol).type;
  if (type != "unsigned int" && !type.starts_with("unsigned long"))
    return std::nullopt;
  const Derived from = number(unit, expression.operands[0]);
  const Derived less = number(unit, expression.operands[1]);
  if (from.bound.form() != Bound::Form::constant || less.bound.form() != Bound::Form::constant ||
      from.bound.count() >= less.bound.count())
    return std::nullopt;
  const std::int64_t below = from.bound.count() - less.bound.count();
  return Derived{wrapped(type, below),
                 {{position(unit, expression.at), "below 0 it wraps round, as it has no sign"}}};
}

/// The greatest value of what constants alone say, with its sign; nothing for any other.
std::optional<std::int64_t> Inference::greatestSigned(int unit, const Expression &expression) {
  if (expression.kind == Expression::Kind::literal)
    return expression.value;
  if (expression.kind == Expression::Kind::binary && expression.text == "-") {
    const auto from = greatestSigned(unit, expression.operands[0]);
    const Expression &less = expression.operands[1];
    return from && less.kind == Expression::Kind::literal ? std::optional(*from - less.value)
                                                          : std::nullopt;
  }
  const link::VariableId variable = expression.kind == Expression::Kind::reference
                                        ? program_.variableOf(unit, expression.symbol)
                                        : -1;
  if (variable < 0)
    return std::nullopt;
  const auto writes = allWrites(variable);
  std::optional<std::int64_t> greatest;
  for (const Write *write : writes) {
    if (!write->value || write->value->kind != Expression::Kind::literal ||
        (write->how != Write::How::initial && write->how != Write::How::assigned))
      return std::nullopt;
    greatest = std::max(greatest.value_or(write->value->value), write->value->value);
  }
  if (greatest)
    return greatest;
  const bool isPassed =
      program_.variables()[variable].symbol->kind == facts::Symbol::Kind::parameter;
  const Bound most =
      isPassed && writes.empty() ? number(unit, expression).bound : Bound::unbounded();
  return most.form() == Bound::Form::constant ? std::optional(most.count()) : std::nullopt;
}

/// `int n = -1; for (std::size_t i = 0; i < n; ++i)`: what a counter without a sign is compared
/// with, where that is below 0 and of a type that is converted to the counter's.
std::optional<Derived> Inference::wrappedLimit(int unit, const Expression &limit,
                                               link::VariableId counter) {
  const std::string type = counter < 0 ? "" : program_.variables()[counter].symbol->type;
  const bool isWide = type.starts_with("unsigned long");
  if (type != "unsigned int" && !isWide)
    return std::nullopt;
  const bool isWider = !isWide && holds(limit, [&](const Expression &part) {
    return part.symbol >= 0 &&
           program_.symbol(unit, part.symbol).type.find("long") != std::string::npos;
  });
  const auto value = isWider ? std::nullopt : greatestSigned(unit, limit);
  if (!value || *value >= 0)
    return std::nullopt;
  return Derived{wrapped(type, *value),
                 {{position(unit, limit.at), "below 0 it wraps round, as what it is compared with "
                                             "has no sign"}}};
}

} // namespace loadline::infer
