#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

// What a loop's comparison says: which side counts, what the other makes of it, and whether the
// counter can come to its limit at all.

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

namespace {

constexpr std::int64_t farthest = std::int64_t{1} << 40; // beyond it sums might overflow

/// A side as `factor × counter + offset`.
struct Linear {
  const Expression *counter = nullptr; ///< null where it is none
  std::int64_t offset = 0, factor = 1;
};

Linear scaled(Linear linear, std::int64_t by) {
  if (by < 1 || by > farthest || linear.factor > farthest / by ||
      std::abs(linear.offset) > farthest / by)
    return {};
  return {linear.counter, linear.offset * by, linear.factor * by};
}

/// `i`, `i++`, `i + 1`, `2 * i`, `i << 1`; `i * i` is no less than `i`.
Linear linearIn(const Expression &side) {
  const Expression &whole = converted(side);
  if (whole.kind == Expression::Kind::unary && !whole.operands.empty())
    return {&whole.operands[0]};
  if (whole.kind != Expression::Kind::binary || whole.operands.size() != 2)
    return {&whole};
  const std::string &op = whole.text;
  const Expression *left = &whole.operands[0], *right = &whole.operands[1];
  if ((op == "+" || op == "*") && left->kind == Expression::Kind::literal)
    std::swap(left, right);
  if (op == "*" && haveOneValue(*left, *right) && left->kind == Expression::Kind::reference)
    return {left};
  if (right->kind != Expression::Kind::literal || std::abs(right->value) > farthest)
    return {};
  Linear inner = linearIn(*left);
  if (!inner.counter || (op == "<<" && (right->value < 0 || right->value > 40)))
    return {};
  if (op == "+" || op == "-") {
    inner.offset += op == "+" ? right->value : -right->value;
    return std::abs(inner.offset) > farthest ? Linear{} : inner;
  }
  return op == "*"    ? scaled(inner, right->value)
         : op == "<<" ? scaled(inner, std::int64_t{1} << right->value)
                      : Linear{};
}

/// Whether something else is asked for a value.
bool asks(const Expression &value) {
  return value.kind == Expression::Kind::call || value.kind == Expression::Kind::construct ||
         std::ranges::any_of(value.operands, asks);
}

/// The largest value of a counter's type; nothing for types that no condition runs out of.
std::optional<std::int64_t> largestOf(const std::string &type) {
  if (type == "unsigned char")
    return std::numeric_limits<unsigned char>::max();
  if (type == "char" || type == "signed char")
    return std::numeric_limits<signed char>::max();
  if (type == "unsigned short")
    return std::numeric_limits<unsigned short>::max();
  if (type == "short")
    return std::numeric_limits<short>::max();
  if (type == "unsigned int")
    return std::numeric_limits<unsigned>::max();
  return std::nullopt;
}

} // namespace

/// `i < n`, `n > i`, `i + 1 < n`, `it != v.end()`, `v.size() < n`: the side that changes counts,
/// the other bounds it.
Comparison Inference::readComparison(const Context &context, const Statement &loop,
                                     const Expression &comparison) const {
  const int unit = unitOf(context);
  const auto counterOf = [&](const Expression &side) -> link::VariableId {
    const Expression *inner = linearIn(side).counter;
    const link::VariableId variable = inner && inner->kind == Expression::Kind::reference
                                          ? program_.variableOf(unit, inner->symbol)
                                          : -1;
    return variable >= 0 && isSteppedOnlyIn(variable, loop) ? variable : -1;
  };
  const auto sizeCounts = [&](const Expression &side) {
    const bool asksSize =
        side.kind == Expression::Kind::call && side.hasObject && argumentsOf(side).empty();
    const link::VariableId variable =
        asksSize ? baseVariable(program_, unit, side.operands[0]) : -1;
    return variable >= 0 && growsIn(variable, loop);
  };
  const auto counts = [&](const Expression &side) {
    return counterOf(side) >= 0 || sizeCounts(side);
  };
  Comparison out{
      .counting = &comparison.operands[0], .limit = &comparison.operands[1], .op = comparison.text};
  if (!counts(*out.counting) && counts(*out.limit)) {
    std::swap(out.counting, out.limit);
    out.op = mirrored(out.op);
  }
  out.counter = counterOf(*out.counting);
  out.sizeCounts = out.counter < 0 && sizeCounts(*out.counting);
  if (out.counter >= 0) {
    const Linear linear = linearIn(*out.counting);
    out.offset = linear.offset;
    out.factor = linear.factor;
  }
  return out;
}

/// Why a counter goes on beyond its limit, where that is a number: `for (unsigned char i = 0; i <
/// 256; ++i)`, `for (int i = 0; i != 10; i += 3)`, `for (unsigned i = 10; i > 0; i -= 3)`; "" where
/// it need not.
std::string Inference::neverReached(const Statement &loop, const Comparison &counts) {
  const Expression &limit = converted(*counts.limit);
  if (limit.kind != Expression::Kind::literal || isScaled(counts.counter, loop))
    return "";
  const facts::Symbol &symbol = *program_.variables()[counts.counter].symbol;
  const std::int64_t most = limit.value - counts.offset - (counts.op == "<" ? 1 : 0);
  const auto largest = largestOf(symbol.type);
  if (largest && (counts.op == "<" || counts.op == "<=") && most / counts.factor >= *largest)
    return fmt::format("{} is {} and never comes to {}", symbol.name, symbol.type, limit.value);
  const bool isSigned = symbol.type.rfind("unsigned", 0) != 0;
  const bool isDown = stepsDown(counts.counter, loop);
  if (counts.factor != 1 || (counts.op != "!=" && (isSigned || !isDown)))
    return "";
  const std::vector<const Write *> starts = startingWrites(counts.counter, loop);
  const bool isStartTold = starts.size() == 1 && starts.front()->value &&
                           starts.front()->value->kind == Expression::Kind::literal;
  std::vector<const Write *> steps;
  for (const Write &write : index_.writes[counts.counter])
    if (isInRound(write.context, loop) && write.how == Write::How::stepped)
      steps.push_back(&write);
  if (!isStartTold || steps.size() != 1 || steps.front()->step < 2)
    return "";
  const std::int64_t start = starts.front()->value->value, step = steps.front()->step;
  const std::int64_t end = limit.value - counts.offset;
  if (counts.op == "!=")
    return (end - start) % step == 0 ? "" : fmt::format("{} steps over {}", symbol.name, end);
  // the first value down from the start that the condition no longer holds for, if there is one
  const std::int64_t least = end + (counts.op == ">" ? 1 : 0);
  const std::int64_t last = start < least ? start : least + (start - least) % step - step;
  return last >= 0 ? "" : fmt::format("{} has no sign and steps over 0", symbol.name);
}

/// The variable that a condition reckons with, which the loop gives values reckoned from others:
/// `for (s = 0; s < n; s = e) { e = s + 100; … }`; -1 for none. It may well end, and nothing says
/// when.
link::VariableId Inference::reckonedIn(const Context &context, const Statement &loop,
                                       const Expression &side) const {
  if (side.kind == Expression::Kind::call || side.kind == Expression::Kind::construct)
    return -1;
  const link::VariableId variable = side.kind == Expression::Kind::reference
                                        ? program_.variableOf(unitOf(context), side.symbol)
                                        : -1;
  if (variable >= 0) {
    bool isGiven = false;
    for (const Write &write : index_.writes[variable])
      if (isInside(write.context, loop)) {
        if (write.how != Write::How::stepped && (!write.value || asks(*write.value)))
          return -1;
        isGiven = true;
      }
    const facts::Symbol &symbol = *program_.variables()[variable].symbol;
    return isGiven && symbol.kind == facts::Symbol::Kind::local && isNumeric(symbol.type) ? variable
                                                                                          : -1;
  }
  for (const Expression &operand : side.operands)
    if (const link::VariableId inner = reckonedIn(context, loop, operand); inner >= 0)
      return inner;
  return -1;
}

} // namespace loadline::infer
