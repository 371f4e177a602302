#include "analyzer/infer/advances.h"
#include "analyzer/infer/inference.h"
#include "analyzer/infer/signs.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

// How often a loop goes round whose condition, or a guard in it, compares something that counts:
// where it starts, where it ends, and by how much a round changes it.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

namespace {

/// Rounded up; both positive.
std::int64_t parts(std::int64_t whole, std::int64_t step) {
  return whole / step + (whole % step != 0 ? 1 : 0);
}

bool isZero(const Expression &expression) {
  return expression.kind == Expression::Kind::literal && expression.value == 0;
}

/// How often a value can be multiplied until it is not below `limit`.
std::int64_t timesMultiplied(std::int64_t start, std::int64_t limit, std::int64_t factor) {
  std::int64_t times = 0;
  for (; start < limit; ++times)
    if (__builtin_mul_overflow(start, factor, &start))
      return times + 1;
  return times;
}

/// How often a value can be divided until it is not above `limit`, which is not
/// negative.
std::int64_t timesDivided(std::int64_t start, std::int64_t limit, std::int64_t factor) {
  std::int64_t times = 0;
  for (; start > limit; start /= factor)
    ++times;
  return times;
}

/// Whether nobody who configures decides a number.
bool isDatum(const Bound &bound) {
  return bound.kind() == bound::Kind::size || bound.kind() == bound::Kind::unknown;
}

bool isFloating(const std::string &type) {
  return type == "double" || type == "float" || type == "long double";
}

} // namespace

bool Inference::stepsDown(link::VariableId counter, const Statement &loop) const {
  const auto inLoop = [&](const Write &write) { return isInRound(write.context, loop); };
  const auto down = [&](const Write &write) {
    return !inLoop(write) || (write.how == Write::How::stepped && !write.grows);
  };
  return isChangedIn(counter, loop) && std::ranges::all_of(index_.writes[counter], down);
}

/// The least that one round adds to the counter or takes away, at least 1.
std::int64_t Inference::leastStep(link::VariableId counter, const Statement &loop) const {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const Write &write : index_.writes[counter])
    if (isInRound(write.context, loop))
      least = std::min(least, write.step);
  return std::max<std::int64_t>(least, 1);
}

/// The writes that a counter may hold when the loop begins: that of the loop itself, else all
/// outside it.
std::vector<const Write *> Inference::startingWrites(link::VariableId counter,
                                                     const Statement &loop) const {
  std::vector<const Write *> outside, ofLoop;
  for (const Write *write : allWrites(counter)) {
    if (!write->value || write->how == Write::How::stepped || isInside(write->context, loop))
      continue;
    outside.push_back(write);
    if (std::ranges::find(write->context.statements, &loop) != write->context.statements.end())
      ofLoop.push_back(write);
  }
  return ofLoop.empty() ? outside : ofLoop;
}

/// The greatest value that a counter holds when the loop begins, and `offset` more.
Derived Inference::greatestStart(link::VariableId counter, const Statement &loop,
                                 std::int64_t offset) {
  std::vector<Bound> arms;
  Derived out{Bound::constant(0), {}};
  const link::Variable &variable = program_.variables()[counter];
  const auto isUnseen = [](const Write *write) {
    return write->how == Write::How::addressTaken || write->how == Write::How::readFromOutside;
  };
  const std::vector<const Write *> starts = startingWrites(counter, loop);
  const bool loopStartsIt =
      !starts.empty() && std::ranges::find(starts.front()->context.statements, &loop) !=
                             starts.front()->context.statements.end();
  if (const auto all = allWrites(counter); !loopStartsIt && std::ranges::any_of(all, isUnseen))
    return numberOfVariable(counter);
  const auto isGrown = [&](const Write *write) {
    return write->how == Write::How::stepped && write->grows && !isInside(write->context, loop);
  };
  if (const auto all = allWrites(counter); !loopStartsIt && std::ranges::any_of(all, isGrown)) {
    Derived grown = numberOfVariable(counter);
    if (grown.bound.form() == Bound::Form::constant)
      grown.bound = Bound::constant(grown.bound.count() + offset);
    else if (offset > 0)
      grown.bound = Bound::sum({grown.bound, Bound::constant(offset)});
    return grown;
  }
  for (const Write *write : starts) {
    const Derived value = numberPlus(write->unit, *write->value, offset);
    arms.push_back(value.bound);
    out.witness.push_back({position(write->unit, write->at),
                           fmt::format("{} = {}", variable.symbol->name,
                                       toString(number(write->unit, *write->value).bound))});
    append(out.witness, value.witness);
  }
  if (variable.symbol->kind == facts::Symbol::Kind::parameter && arms.empty()) {
    Derived passed = numberOfParameter(counter);
    if (passed.bound.kind() == bound::Kind::unknown)
      passed.bound = Bound::config(variable.symbol->name);
    if (passed.bound.form() == Bound::Form::constant)
      passed.bound = Bound::constant(passed.bound.count() + offset);
    else if (offset > 0)
      passed.bound = Bound::sum({passed.bound, Bound::constant(offset)});
    arms.push_back(passed.bound);
    append(out.witness, passed.witness);
  }
  if (arms.empty())
    return {Bound::unknown("where " + variable.symbol->name + " starts"), {}};
  return {Bound::maximum(std::move(arms)), std::move(out.witness)};
}

/// The least constant that a counter may start from; 0 where it is no constant.
std::int64_t Inference::leastStart(link::VariableId counter, const Statement &loop) {
  const std::vector<const Write *> writes = startingWrites(counter, loop);
  std::int64_t least = writes.empty() ? 0 : std::numeric_limits<std::int64_t>::max();
  for (const Write *write : writes)
    least =
        std::min(least, write->value->kind == Expression::Kind::literal ? write->value->value : 0);
  return least;
}

/// The least constant that a value may be, as far as it is told by literals; 0 where it is not, as
/// counts are.
std::int64_t Inference::leastOf(int unit, const Expression &expression, int depth) const {
  constexpr int deepest = 4;
  if (expression.kind == Expression::Kind::literal)
    return expression.value;
  const link::VariableId variable = expression.kind == Expression::Kind::reference
                                        ? program_.variableOf(unit, expression.symbol)
                                        : -1;
  if (variable < 0 || depth > deepest)
    return 0;
  std::optional<std::int64_t> least;
  const auto take = [&](int in, const Expression &value) {
    const std::int64_t each = leastOf(in, value, depth + 1);
    least = least ? std::min(*least, each) : each;
  };
  for (const Write &write : index_.writes[variable])
    if (write.value && write.how != Write::How::stepped)
      take(write.unit, *write.value);
  const link::Variable &known = program_.variables()[variable];
  if (known.symbol->kind == facts::Symbol::Kind::parameter && known.owner >= 0)
    for (const Edge &edge : index_.edgesInto[known.owner])
      if (const Expression *argument = argumentFor(edge, *known.symbol))
        take(index_.calls[edge.call].unit, *argument);
  return least ? std::min<std::int64_t>(*least, 0) : 0;
}

/// The `n` of `for (p = first; p != first + n; …)`; null where the limit is not told from the
/// start.
const Expression *Inference::distanceFromStart(link::VariableId counter, const Statement &loop,
                                               const Expression &limit) const {
  const std::vector<const Write *> starts = startingWrites(counter, loop);
  return starts.size() == 1
             ? stepsBehind(program_, rules_, starts.front()->unit, *starts.front()->value, limit)
             : nullptr;
}

/// `i > n` with i going down: from where it starts to the limit.
Derived Inference::countedDown(const Context &context, const Statement &loop,
                               const Comparison &counts) {
  const int unit = unitOf(context);
  if (const Expression *all =
          isPosition(counts.counter) ? sequenceAt(unit, *counts.limit) : nullptr)
    return sizeOf(unit, *all); // from its end to its start
  const std::int64_t limit =
      (counts.limit->kind == Expression::Kind::literal ? counts.limit->value : 0) - counts.offset;
  const std::int64_t end = limit > 0 ? limit / counts.factor : limit;
  const std::int64_t equal = counts.op == ">=" ? 1 : 0;
  const bool isDivided = isScaled(counts.counter, loop);
  Derived most = greatestStart(counts.counter, loop, isDivided ? 0 : equal + counts.extra - end);
  if (most.bound.form() == Bound::Form::constant && !most.bound.isBeyondCounting())
    most.bound = Bound::constant(
        isDivided ? timesDivided(most.bound.count(), std::max<std::int64_t>(end - equal, 0),
                                 factorOf(counts.counter, loop).value_or(2)) +
                        counts.extra
                  : parts(most.bound.count(), leastStep(counts.counter, loop)));
  else if (isDivided && (isDatum(most.bound) || most.bound.isBeyondCounting()))
    most.bound = Bound::constant(roundsUntilShiftedOut(counts.counter, loop) + counts.extra);
  else if (isDivided && counts.extra > 0)
    most.bound = Bound::sum({most.bound, Bound::constant(counts.extra)});
  most.witness.insert(
      most.witness.begin(),
      {position(unit, loop.at),
       fmt::format("counts {} down", program_.variables()[counts.counter].symbol->name)});
  return most;
}

/// `i < n` with i going up: to the limit, or to the least of those that it is made of.
Derived Inference::countedUp(const Context &context, const Statement &loop,
                             const Comparison &counts) {
  std::vector<Bound> bounds;
  std::vector<findings::Step> witness;
  for (const Expression *limit : leastOf(context, loop, *counts.limit)) {
    Comparison part = counts;
    part.limit = limit;
    Derived most = countedTo(context, loop, part);
    bounds.push_back(std::move(most.bound));
    append(witness, most.witness);
  }
  return {Bound::minimum(std::move(bounds)), std::move(witness)};
}

/// A pointer or iterator, which counts elements.
bool Inference::isPosition(link::VariableId variable) const {
  const facts::Symbol &symbol = *program_.variables()[variable].symbol;
  const bool isOwn =
      symbol.kind == facts::Symbol::Kind::local || symbol.kind == facts::Symbol::Kind::parameter;
  return isOwn && (symbol.isReference || !isNumeric(symbol.type));
}

/// `i < n`, `it != v.end()`, `v.size() < n`: from where it starts to the limit.
Derived Inference::countedTo(const Context &context, const Statement &loop,
                             const Comparison &counts) {
  const int unit = unitOf(context);
  const Expression &limit = converted(*counts.limit);
  const Expression *distance =
      counts.counter >= 0 ? distanceFromStart(counts.counter, loop, limit) : nullptr;
  const bool comesToEnd =
      counts.counter >= 0 && !distance && (counts.op == "!=" || isPosition(counts.counter));
  const Expression *ended = comesToEnd ? endOf(unit, limit, counts.op) : nullptr;
  Derived most{Bound::constant(0), {}};
  if (ended) {
    most = sizeOf(unit, *ended);
    if (most.bound.form() == Bound::Form::constant && !most.bound.isBeyondCounting())
      most.bound = Bound::constant(parts(most.bound.count(), leastStep(counts.counter, loop)));
  } else if (comesToEnd && isPosition(counts.counter)) {
    most = {Bound::size("up to " + nameOf(unit, limit)), {}};
  } else if (counts.counter >= 0) {
    const std::int64_t start = leastStart(counts.counter, loop);
    const bool isMultiplied = isScaled(counts.counter, loop);
    const std::int64_t from = isMultiplied ? 0 : counts.extra - (distance ? 0 : start);
    most = limitOfCounter(unit, distance ? *distance : limit, counts, from);
    if (most.bound.form() == Bound::Form::constant && !most.bound.isBeyondCounting())
      most.bound = Bound::constant(
          isMultiplied ? timesMultiplied(start, most.bound.count(),
                                         factorOf(counts.counter, loop).value_or(2)) +
                             counts.extra
                       : parts(most.bound.count(), leastStep(counts.counter, loop)));
    else if (isMultiplied && isDatum(most.bound))
      most.bound = Bound::constant(roundsUntilShiftedOut(counts.counter, loop) + counts.extra);
    else if (isMultiplied && counts.extra > 0)
      most.bound = Bound::sum({most.bound, Bound::constant(counts.extra)});
  } else {
    most = numberPlus(unit, limit, counts.op == "<=" ? 1 : 0);
  }
  most.witness.insert(
      most.witness.begin(),
      {position(unit, loop.at), fmt::format("the loop counts to {}", toString(most.bound))});
  return most;
}

/// What the counter itself stays below, and `more`: `i + 1 < n` is `i < n - 1`.
Derived Inference::limitOfCounter(int unit, const Expression &limit, const Comparison &counts,
                                  std::int64_t more) {
  if (auto wrapped = wrappedLimit(unit, limit, counts.counter))
    return *std::move(wrapped);
  const std::int64_t equal = (counts.op == "<=" ? 1 : 0) - counts.offset;
  if (counts.factor == 1)
    return numberPlus(unit, limit, equal + more);
  Derived most = numberPlus(unit, limit, equal);
  if (most.bound.form() == Bound::Form::constant && !most.bound.isBeyondCounting())
    most.bound = Bound::constant(parts(most.bound.count(), counts.factor) + more);
  else if (more > 0)
    most.bound = Bound::sum({most.bound, Bound::constant(more)});
  return most;
}

/// The container that a place belongs to, written there or kept in a local that nothing else is
/// given to: `v.end()`, `const auto end = std::end(v);`; null for any other expression.
const Expression *Inference::sequenceAt(int unit, const Expression &place) const {
  const Expression &inner = converted(place);
  const link::VariableId variable =
      inner.kind == Expression::Kind::reference ? program_.variableOf(unit, inner.symbol) : -1;
  if (variable < 0)
    return sequenceOf(program_, rules_, unit, inner);
  const std::vector<Write> &writes = index_.writes[variable];
  const bool isKept = program_.variables()[variable].symbol->kind == facts::Symbol::Kind::local &&
                      writes.size() == 1 && writes.front().how == Write::How::initial &&
                      writes.front().value;
  return isKept ? sequenceOf(program_, rules_, unit, *writes.front().value) : nullptr;
}

/// The container whose end a place is compared with; null for any other limit.
const Expression *Inference::endOf(int unit, const Expression &limit, const std::string &op) const {
  if (const Expression *sequence = sequenceAt(unit, limit))
    return sequence;
  const bool isAsked = op == "!=" && limit.kind == Expression::Kind::call && limit.hasObject &&
                       limit.operands.size() == 1; // `p != text.last()`
  return isAsked ? &limit.operands[0] : nullptr;
}

Derived Inference::countedRounds(const Context &context, const Statement &loop,
                                 const Comparison &counts) {
  const int unit = unitOf(context);
  const auto uncounted = [&](const std::string &why) {
    return Derived{Bound::unknown(why), {{position(unit, loop.at), why}}};
  };
  if (isLimitChangedIn(context, *counts.limit, loop))
    return uncounted("the limit of the loop changes in it");
  if (counts.counter < 0)
    return countedUp(context, loop, counts);
  const facts::Symbol &symbol = *program_.variables()[counts.counter].symbol;
  if (isFloating(symbol.type))
    return uncounted("rounds counted with fractions");
  const bool isDown = counts.op == ">" || counts.op == ">=" ||
                      (counts.op == "!=" && stepsDown(counts.counter, loop));
  if (isDown != stepsDown(counts.counter, loop) && counts.op != "==")
    return uncounted(fmt::format("{} is stepped both ways, or away from its limit", symbol.name));
  if (auto why = unscalable(context, loop, counts, isDown))
    return *std::move(why);
  if (const std::string why = neverReached(loop, counts); !why.empty())
    return endlessRounds(context, loop, why);
  if (!stepsInEachRound(counts.counter, context, loop))
    return uncounted(fmt::format("a round need not step {}", symbol.name));
  if (auto chunks = isDown ? std::nullopt : chunkRounds(context, loop, counts))
    return *std::move(chunks);
  if (!isPosition(counts.counter) && isSteppedByNone(*this, context, loop, counts.counter))
    return uncounted(fmt::format("{} may be stepped by nothing", symbol.name));
  if (counts.op == ">=" && isZero(*counts.limit) && symbol.type.rfind("unsigned", 0) == 0)
    return endlessRounds(context, loop, symbol.name + " has no sign, so it never ends");
  return isDown ? countedDown(context, loop, counts) : countedUp(context, loop, counts);
}

} // namespace loadline::infer
