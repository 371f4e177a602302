#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

// Data that is cut into a number of chunks: `chunk = (n + parts - 1) / parts;
// for (i = 0; i < n; i += chunk)` goes round at most `parts` times, however large n is.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

namespace {

/// What a step makes of the whole by dividing it.
struct Division {
  const Expression *whole = nullptr;
  const Expression *parts = nullptr;
  bool isRoundedUp = false; ///< so that no rest is left beside the parts
};

bool isOne(const Expression &expression) {
  return expression.kind == Expression::Kind::literal && expression.value == 1;
}

bool isBinary(const Expression &expression, const char *op) {
  return expression.kind == Expression::Kind::binary && expression.text == op;
}

bool isPositiveLiteral(const Expression &expression) {
  return expression.kind == Expression::Kind::literal && expression.value > 0;
}

/// The n of `n + parts - 1` and of `n + (parts - 1)`; null for any other sum.
const Expression *roundedUp(const Expression &sum, const Expression &parts) {
  if (isBinary(sum, "-") && isOne(sum.operands[1])) {
    const Expression &both = sum.operands[0];
    if (!isBinary(both, "+"))
      return nullptr;
    return haveOneValue(both.operands[1], parts)   ? &both.operands[0]
           : haveOneValue(both.operands[0], parts) ? &both.operands[1]
                                                   : nullptr;
  }
  if (!isBinary(sum, "+"))
    return nullptr;
  const auto isLess = [&](const Expression &side) {
    const bool isLiteral = side.kind == Expression::Kind::literal &&
                           parts.kind == Expression::Kind::literal && side.value == parts.value - 1;
    return isLiteral || (isBinary(side, "-") && isOne(side.operands[1]) &&
                         haveOneValue(side.operands[0], parts));
  };
  return isLess(sum.operands[1])   ? &sum.operands[0]
         : isLess(sum.operands[0]) ? &sum.operands[1]
                                   : nullptr;
}

/// `n % parts != 0`, `(n % parts ? 1 : 0)`: one more where a rest is left.
bool isOneForRest(const Expression &value, const Division &division) {
  const bool isChosen = value.kind == Expression::Kind::conditional && isOne(value.operands[1]) &&
                        value.operands[2].kind == Expression::Kind::literal;
  const Expression &asked = isChosen ? value.operands[0] : value;
  const bool isCompared =
      asked.kind == Expression::Kind::binary && (asked.text == "!=" || asked.text == ">") &&
      asked.operands[1].kind == Expression::Kind::literal && asked.operands[1].value == 0;
  const Expression &rest = isCompared ? asked.operands[0] : asked;
  return (isCompared || isChosen) && isBinary(rest, "%") &&
         haveOneValue(rest.operands[0], *division.whole) &&
         haveOneValue(rest.operands[1], *division.parts);
}

/// Reads steps that divide.
class Divider {
public:
  Divider(const link::Program &program, const rules::Rules &rules, int unit)
      : program_(program), rules_(rules), unit_(unit) {}

  /// A step that is positive wherever the whole is; nothing for any other.
  Division read(const Expression &step) const {
    const Expression &value = converted(step);
    const rules::NumberSource *rule = rules_.number(ruleName(program_, unit_, value));
    if (rule && rule->gives == rules::NumberSource::Gives::largest)
      return ofGreatest(argumentsOf(value));
    if (isBinary(value, "/"))
      return roundedUpIn(value);
    if (isBinary(value, "+"))
      for (const bool isFirst : {true, false})
        if (const Division more = oneMore(converted(value.operands[isFirst ? 0 : 1]),
                                          converted(value.operands[isFirst ? 1 : 0]));
            more.whole)
          return more;
    return {};
  }

private:
  static Division roundedUpIn(const Expression &division) {
    const Expression &parts = converted(division.operands[1]);
    return {roundedUp(converted(division.operands[0]), parts), &parts, true};
  }

  /// `n / parts + 1`, `n / parts + (n % parts != 0)`.
  static Division oneMore(const Expression &divided, const Expression &more) {
    if (!isBinary(divided, "/"))
      return {};
    const Division division{&divided.operands[0], &divided.operands[1], true};
    return isPositiveLiteral(more) || isOneForRest(more, division) ? division : Division{};
  }

  /// `std::max(1, n / parts)`: down to 1, and what it is rounded by may be as much as all parts.
  Division ofGreatest(std::vector<const Expression *> values) const {
    if (values.size() == 1 && values[0]->kind == Expression::Kind::list)
      values = argumentsOf(*values[0]);
    if (values.size() != 2)
      return {};
    for (const bool isFirst : {true, false}) {
      const Expression &divided = converted(*values[isFirst ? 0 : 1]);
      if (const Division up = read(divided); up.whole)
        return up;
      if (isPositiveLiteral(converted(*values[isFirst ? 1 : 0])) && isBinary(divided, "/"))
        return {&divided.operands[0], &divided.operands[1], false};
    }
    return {};
  }

  const link::Program &program_;
  const rules::Rules &rules_;
  int unit_;
};

} // namespace

/// How many chunks a loop goes through whose step divides its limit; nothing for any other loop.
std::optional<Derived> Inference::chunkRounds(const Context &context, const Statement &loop,
                                              const Comparison &counts) {
  if ((counts.op != "<" && counts.op != "<=") || counts.offset < 0 || counts.factor != 1 ||
      leastStart(counts.counter, loop) < 0)
    return std::nullopt;
  const Write *step = nullptr;
  for (const Write *write : allWrites(counts.counter))
    if (isInside(write->context, loop)) {
      if (step)
        return std::nullopt;
      step = write;
    }
  if (!step || step->how != Write::How::stepped || step->by != "+" || !step->value)
    return std::nullopt;
  const int unit = unitOf(context);
  const auto given = [&](const Expression &value) { return givenFor(context, loop, value); };
  const Division division = Divider(program_, rules_, unit).read(*given(*step->value));
  const auto isChanged = [&](const Expression &part) {
    const link::VariableId read =
        part.kind == Expression::Kind::reference ? program_.variableOf(unit, part.symbol) : -1;
    return read >= 0 && isChangedIn(read, loop);
  };
  if (!division.whole || holds(*given(*step->value), isChanged))
    return std::nullopt;
  const Expression &whole = converted(*division.whole);
  if (!haveOneValue(whole, converted(*counts.limit)) &&
      !haveOneValue(*given(whole), *given(*counts.limit)))
    return std::nullopt;
  Derived most = number(unit, *division.parts);
  if (most.bound.kind() >= bound::Kind::unknown)
    return std::nullopt;
  const Bound parts = most.bound;
  if (!division.isRoundedUp) // n = q * parts + rest, and rest / q is less than parts
    most.bound = Bound::product({Bound::constant(2), most.bound});
  if (const int more = counts.extra + (counts.op == "<=" ? 1 : 0); more > 0)
    most.bound = Bound::sum({most.bound, Bound::constant(more)});
  const Derived elements = countedUp(context, loop, counts); // a step is at least 1
  if (elements.bound.kind() < most.bound.kind() && most.bound.kind() >= bound::Kind::size)
    most.bound = elements.bound;
  most.witness.insert(
      most.witness.begin(),
      {position(unit, step->at), fmt::format("steps by one of {} parts", toString(parts))});
  return most;
}

} // namespace loadline::infer
