#include "analyzer/infer/inference.h"

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
  constexpr std::int64_t ofInt = std::int64_t{1} << 32;
  const std::int64_t below = from.bound.count() - less.bound.count();
  return Derived{Bound::constant(type == "unsigned int" ? ofInt + below
                                                        : std::numeric_limits<std::int64_t>::max()),
                 {{position(unit, expression.at), "below 0 it wraps round, as it has no sign"}}};
}

} // namespace loadline::infer
