#include "analyzer/infer/gates.h"

#include "analyzer/infer/answers.h"
#include "analyzer/infer/conditions.h"
#include "analyzer/infer/counter_steps.h"
#include "analyzer/infer/counters_asked.h"
#include "analyzer/infer/flag_questions.h"
#include "analyzer/infer/held_permits.h"
#include "analyzer/infer/one_of_many.h"
#include "analyzer/infer/place_changes.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using How = KnownThere::How;
using Does = rules::Limiter::Does;
using Gives = rules::NumberSource::Gives;

bool isZero(const Expression &expression) {
  return expression.kind == Expression::Kind::literal && expression.value == 0;
}

class GateFinder {
public:
  GateFinder(Inference &inference, const Context &place, const Expression &expression,
             const Call *left)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        place_(place), expression_(expression), left_(left),
        changes_(inference, place, expression) {}

  std::optional<Gate> run() {
    for (const KnownThere &known : knownAt(inference_, place_))
      look(known);
    return std::move(best_);
  }

private:
  void look(const KnownThere &known) {
    if (known.how == How::acquired)
      return permits(known, *known.expression);
    if (known.how == How::made)
      return heldPermit(known);
    if (known.how == How::equals)
      return once(known, *known.expression, known.value);
    const bool holds = known.how == How::holds;
    const Expression &asked = answerBehind(known, *known.expression);
    if (asked.kind == Expression::Kind::binary && isComparison(asked.text))
      return comparison(known, asked, holds ? asked.text : negated(asked.text));
    if (asked.kind == Expression::Kind::binary && asked.text == "&&" && !holds)
      refusedRange(known, asked);
    if (asked.kind == Expression::Kind::binary && asked.text == (holds ? "||" : "&&"))
      return either(known, asked);
    const rules::Limiter *limiter = limiterOf(known.unit, asked);
    if (limiter && limiter->does == Does::triesToAcquire) {
      if (holds != limiter->isHadWithZero)
        permits(known, asked);
      return;
    }
    const bool asksSwapped = limiter && limiter->does == Does::swaps;
    if (asked.kind == Expression::Kind::binary && asked.text == "&" && !holds)
      return bit(known, asked);
    if (holds == (asksEmpty(known.unit, asked) ||
                  asksSwapped)) // `if (started) return;`, `if (workers.empty())`
      return once(known, asked, 0);
    if (!holds)
      return;
    tokens(known, asked, true); // `if (tokens)`
    first(known, asked);        // `if (first) { first = false; … }`
  }

  bool asksEmpty(int unit, const Expression &asked) const {
    const rules::NumberSource *rule = inference_.rules().number(ruleName(program_, unit, asked));
    return rule && rule->gives == Gives::emptiness;
  }

  /// `if (idle() || (live < most && isBusy()))`: one of both holds, and each lets so many live.
  void either(const KnownThere &known, const Expression &asked) {
    std::optional<Gate> other = std::exchange(best_, std::nullopt), most;
    for (const Expression &arm : asked.operands) {
      best_.reset();
      lookAt(known, arm, known.how == How::holds);
      if (!best_)
        return best_.swap(other);
      const Bound both =
          most ? Bound::maximum({most->most.bound, best_->most.bound}) : best_->most.bound;
      const auto ownedIn = most ? std::max(most->ownedIn, best_->ownedIn) : best_->ownedIn;
      if (!most || both == best_->most.bound)
        most = best_;
      most->most.bound = both;
      most->ownedIn = ownedIn;
    }
    const bool isOther = other && other->most.bound.kind() <= most->most.bound.kind();
    best_ = std::move(isOther ? other : most);
  }

  /// A part of a condition, which holds or fails.
  void lookAt(const KnownThere &known, const Expression &part, bool holds) {
    if (part.kind == Expression::Kind::unary && part.text == "!")
      return lookAt(known, part.operands[0], !holds);
    if (part.kind == Expression::Kind::binary && part.text == (holds ? "&&" : "||"))
      for (const Expression &each : part.operands)
        lookAt(known, each, holds);
    else
      look({holds ? How::holds : How::fails, &part, known.unit, known.frames, part.at});
  }

  /// `bool ok = sem.try_acquire(); if (!ok)`, `bool full = live >= most; if (full)`: the question
  /// whose answer a local holds that is tested, in the round of the test.
  const Expression &answerBehind(const KnownThere &known, const Expression &asked) const {
    const link::VariableId local = asked.kind == Expression::Kind::reference
                                       ? program_.variableOf(known.unit, asked.symbol)
                                       : -1;
    if (local < 0 || program_.variables()[local].symbol->kind != facts::Symbol::Kind::local ||
        index_.writes[local].size() != 1)
      return asked;
    const Write &only = index_.writes[local].front();
    if (!only.value || only.unit != known.unit || only.context.function != place_.function)
      return asked;
    const bool isComparing = only.value->kind == Expression::Kind::binary &&
                             isComparison(only.value->text) &&
                             commonFrames(only.context, place_) >= known.frames;
    return isComparing || limiterOf(only.unit, *only.value) ? *only.value : asked;
  }

  const rules::Limiter *limiterOf(int unit, const Expression &call) const {
    return inference_.rules().limiter(ruleName(program_, unit, call));
  }

  /// `if (sem_trywait(&places) == 0)`: takes the permit where the answer says that it was had.
  bool isTryCompared(const KnownThere &known, const Expression &side, const std::string &op,
                     const Expression &than) {
    const Expression &asked = answerBehind(known, side);
    const rules::Limiter *limiter = limiterOf(known.unit, asked);
    if (!limiter || limiter->does != Does::triesToAcquire || than.kind != Expression::Kind::literal)
      return false;
    const std::int64_t had = limiter->isHadWithZero ? 0 : 1;
    const std::int64_t refused = limiter->isHadWithZero ? -1 : 0;
    if (compares(had, op, than.value) && !compares(refused, op, than.value))
      permits(known, asked);
    return true;
  }

  /// `x < most` on either side, with x raised where the units start.
  void comparison(const KnownThere &known, const Expression &asked, const std::string &op) {
    const Expression &left = asked.operands[0];
    const Expression &right = asked.operands[1];
    if (isTryCompared(known, left, op, right) || isTryCompared(known, right, mirrored(op), left))
      return;
    if (op == "==" && right.kind == Expression::Kind::literal)
      return once(known, left, right.value);
    if (op == "==" && left.kind == Expression::Kind::literal)
      return once(known, right, left.value);
    const std::string below = isZero(right) ? op : isZero(left) ? mirrored(op) : "";
    if (below == "<=" ||
        below == "<") // `if (running > 0) return;`, `if (child < 0) child = fork();`
      once(known, isZero(right) ? left : right, below == "<" ? -1 : 0);
    if (op == "!=" && right.kind == Expression::Kind::literal)
      refused(known, left, right.value, right.value);
    less(known, left, op, right);
    less(known, right, mirrored(op), left);
    if (isZero(right) && (op == "!=" || op == ">"))
      tokens(known, left, op == "!=");
    if (isZero(left) && (op == "!=" || op == "<"))
      tokens(known, right, op == "!=");
  }

  /// `if (state() >= starting && state() < stopped) return; setState(starting);`
  void refusedRange(const KnownThere &known, const Expression &both) {
    if (const auto asked = rangeAsked(both))
      refused(known, *asked->state, asked->least, asked->most);
  }

  /// A state that is tested for what the place then makes it. To take a 0 for such would take a
  /// request that is pending, and served, for a start that happens once.
  void refused(const KnownThere &known, const Expression &asked, std::int64_t least,
               std::int64_t most) {
    if (least <= 0 && 0 <= most)
      return;
    for (const link::VariableId state : countersIn(program_, index_, known.unit, asked)) {
      if (!changes_.entersRefused(state, least, most))
        continue;
      const std::string name = program_.variables()[state].symbol->name;
      Derived one{Bound::constant(1),
                  {{inference_.position(known.unit, known.at),
                    fmt::format("only while {} is not what it then becomes", name)}}};
      return offer({std::move(one), "once", known.frames}, state);
    }
  }

  /// `tokens > 0`, with one taken where a unit starts: as many as there were.
  void tokens(const KnownThere &known, const Expression &counting, bool asksForZero) {
    if (isOfOneOfMany(inference_, place_, known.unit, counting))
      return;
    for (const link::VariableId counter : countersIn(program_, index_, known.unit, counting))
      if (changes_.takes(counter) && !(asksForZero && stepsOverOne(index_, counter)))
        tokensOf(known, counter);
  }

  void tokensOf(const KnownThere &known, link::VariableId counter) {
    std::vector<Bound> arms;
    for (const Write &write : index_.writes[counter])
      if (write.value && write.how != Write::How::stepped)
        arms.push_back(inference_.number(write.unit, *write.value).bound);
    Bound most = Bound::maximum(arms);
    if (arms.empty() || most.kind() >= bound::Kind::unknown)
      return;
    const std::string name = program_.variables()[counter].symbol->name;
    Derived units{most,
                  {{inference_.position(known.unit, known.at),
                    fmt::format("one of {} {} is taken", toString(most), name)}}};
    offer({std::move(units), "semaphore", known.frames}, counter, setBack(known, counter, true));
  }

  void less(const KnownThere &known, const Expression &counting, const std::string &op,
            const Expression &limit) {
    if (op != "<" && op != "<=" && op != "!=")
      return;
    const bool isStep = counting.kind == Expression::Kind::unary && counting.text != "*" &&
                        counting.text != "&" && !counting.operands.empty();
    const Expression &asked = isStep ? counting.operands[0] : counting;
    const std::string step = isStep ? counting.text : "";
    if (isOfOneOfMany(inference_, place_, known.unit, asked))
      return;
    const bool isSize = asksSize(program_, inference_.rules(), index_, known.unit, counting);
    for (const link::VariableId counter : countersIn(program_, index_, known.unit, asked)) {
      if ((op == "!=" && isZero(limit)) || !isRaised(counter, step) ||
          changes_.lowersInRound(counter) || isLoweredUnderWay(inference_, counter, expression_) ||
          (isSize && changes_.shrinksUnwaited(counter)) ||
          isLoweredByMore(inference_, counter, expression_) ||
          isLeftOut(inference_, counter, expression_, left_ ? left_->expression : nullptr))
        continue;
      const bool isCounted = step == "++" || changes_.raisesBefore(counter, known);
      Derived most =
          inference_.numberPlus(known.unit, limit, (op == "<=" ? 1 : 0) - (isCounted ? 1 : 0));
      if (most.bound.kind() >= bound::Kind::unknown)
        continue;
      const std::string name = program_.variables()[counter].symbol->name;
      most.witness.insert(most.witness.begin(),
                          {inference_.position(known.unit, known.at),
                           fmt::format("only while {} is below {}", name, toString(most.bound))});
      most.bound = ofAll(known.unit, rangeAround(known, asked), std::move(most.bound));
      offer({std::move(most), isSize ? "size_check" : "semaphore", known.frames}, counter,
            setBack(known, counter, false));
      return;
    }
  }

  /// By the test itself, as in `tries++ < 3`, or along with the place.
  bool isRaised(link::VariableId counter, const std::string &step) const {
    return step == "++" || step == "x++" || changes_.raises(counter);
  }

  /// `for (Slot &slot : slots) if (!slot.busy)`: the slots; null where what is asked is none of
  /// many.
  const Expression *rangeAround(const KnownThere &known, const Expression &asked) const {
    const bool isHere = known.unit == program_.functions()[place_.function].unit;
    return isHere ? rangeOfElement(place_, asked) : nullptr;
  }

  /// What all slots let live, each as many.
  Bound ofAll(int unit, const Expression *slots, Bound each) {
    return slots ? Bound::product({inference_.sizeOf(unit, *slots).bound, std::move(each)}) : each;
  }

  /// `if (running) return; running = true;`: the place takes what it asked away from the value
  /// that lets pass.
  void once(const KnownThere &known, const Expression &asked, std::int64_t passes) {
    const bool isQuestion = asked.kind == Expression::Kind::call && asked.hasObject;
    const bool isStep = asked.kind == Expression::Kind::unary &&
                        ((asked.text == "x++" && passes == 0) ||
                         (asked.text == "++" && passes == 1));    // `if (users++ == 0)`
    const rules::Limiter *limiter = limiterOf(known.unit, asked); // `started.exchange(true)`
    const bool isOfC = limiter && limiter->objectArgument == 0 && !asked.operands.empty();
    const Expression &inner = isQuestion || isStep || isOfC ? asked.operands[0] : asked;
    const link::VariableId flag = baseVariable(program_, known.unit, inner);
    // `seen.count(name)` asks for one of many: it keeps out the same again, and nothing else
    if (flag < 0 || (isQuestion && !argumentsOf(asked).empty() && !limiter))
      return;
    const Expression *slots = slotsOf(inner);
    if (!slots && isOfOneOfMany(inference_, place_, known.unit, inner))
      return;
    if (limiter && limiter->does == Does::swaps && !swapsToConstant(asked))
      return; // `live.compare_exchange_weak(now, now + 1)` counts
    const bool isSetByAsking =
        isStep || (limiter && (limiter->does == Does::raises || limiter->does == Does::swaps));
    const bool isFilled = asksEmpty(known.unit, asked) && changes_.raises(flag);
    if ((!isSetByAsking && !isFilled && !changes_.sets(flag, passes, tested(known))) ||
        changes_.givesBack(flag, passes, known.at) ||
        isLoweredUnderWay(inference_, flag, expression_, passes))
      return;
    const std::string name = program_.variables()[flag].symbol->name;
    const auto loop = slots ? loopOverSlots(program_, known.unit, inner) : std::nullopt;
    const Bound most = ofAll(known.unit, slots ? slots : rangeAround(known, inner),
                             Bound::constant(1)); // no more than it looks at
    Derived one{loop ? Bound::minimum({most, inference_.rounds(*loop).bound}) : most,
                {{inference_.position(known.unit, known.at),
                  passes == 0 ? fmt::format("only while {} is not set, and then it is", name)
                              : fmt::format("only while {} is this, and then it is not", name)}}};
    offer({std::move(one), "once", known.frames}, flag, std::nullopt,
          asksPointerItself(program_, inner, flag));
  }

  PlaceChanges::Tested tested(const KnownThere &known) const {
    const facts::Statement &body = program_.functions()[place_.function].facts->body;
    const bool isHere =
        known.unit == program_.functions()[place_.function].unit && asks(body, *known.expression);
    return {known.expression->at, known.frames, isHere};
  }

  /// `if (flags & started) return; flags |= started;`: a flag among others.
  void bit(const KnownThere &known, const Expression &asked) {
    const link::VariableId flags = baseVariable(program_, known.unit, asked.operands[0]);
    const Expression &mask = asked.operands[1];
    if (flags < 0 || mask.kind != Expression::Kind::literal || slotsOf(asked.operands[0]) ||
        !changes_.setsBits(flags, mask.value))
      return;
    Derived one{Bound::constant(1),
                {{inference_.position(known.unit, known.at),
                  fmt::format("only while a bit of {} is not set, and then it is",
                              program_.variables()[flags].symbol->name)}}};
    offer({std::move(one), "once", known.frames}, flags);
  }

  /// `bool first = true; … if (first) { first = false; … }`, and nobody sets it again.
  void first(const KnownThere &known, const Expression &asked) {
    const link::VariableId flag =
        asked.kind == Expression::Kind::reference ? baseVariable(program_, known.unit, asked) : -1;
    if (flag < 0 || !isClearedOnly(index_, flag) || !changes_.sets(flag, 1, tested(known)))
      return;
    Derived one{Bound::constant(1),
                {{inference_.position(known.unit, known.at),
                  fmt::format("only while {} is set, and then it is cleared",
                              program_.variables()[flag].symbol->name)}}};
    offer({std::move(one), "once", known.frames}, flag);
  }

  /// The permits of a semaphore that was had, unless the place gives it back itself.
  void permits(const KnownThere &known, const Expression &call) {
    const rules::Limiter *limiter = limiterOf(known.unit, call);
    const link::VariableId semaphore = permitsObject(program_, known.unit, call, *limiter);
    if (semaphore < 0 || isGivenBackBehind(inference_, semaphore, place_, expression_) ||
        isGivenBackBefore(inference_, semaphore, place_, known.through ? *known.through : call,
                          expression_) ||
        (known.through && !isKeptFor(inference_, place_, semaphore, *known.through)) ||
        !isOneSemaphore(inference_, place_, known.unit, call, *limiter) ||
        comesBackUnderWay(inference_, semaphore, expression_) ||
        releasedByUnit(inference_, semaphore, expression_) > amountOf(call, *limiter) ||
        (left_ && releasedByUnit(inference_, semaphore, expression_) > 0 &&
         releasedByUnit(inference_, semaphore, *left_->expression) == 0))
      return;
    offerPermits(known, semaphore);
  }

  void offerPermits(const KnownThere &known, link::VariableId semaphore) {
    Derived most = permitsOf(inference_, semaphore);
    if (most.bound.kind() >= bound::Kind::unknown)
      return;
    const std::string name = program_.variables()[semaphore].symbol->name;
    most.witness.insert(most.witness.begin(), {inference_.position(known.unit, known.at),
                                               fmt::format("a permit of {} is had first", name)});
    offer({std::move(most), "semaphore", known.frames}, semaphore);
  }

  /// A permit that goes with an object into the unit.
  void heldPermit(const KnownThere &known) {
    const link::VariableId holder = program_.variableOf(known.unit, known.symbol);
    const bool isLocal = known.unit == program_.functions()[place_.function].unit; // not a callee's
    if (holder < 0 || !isLocal || !isTakenIntoUnit(inference_, known.unit, expression_, holder) ||
        isLetGo(inference_, place_, expression_, holder) ||
        (left_ && (left_->unit != known.unit || // which cannot name it
                   !isTakenIntoUnit(inference_, known.unit, *left_->expression, holder))))
      return;
    if (const auto semaphore = semaphoreOfHolder(inference_, place_, known.unit, *known.expression))
      offerPermits(known, *semaphore);
  }

  /// The loops around the declaration of what counts; nothing where it outlives the function.
  std::optional<std::size_t> ownerOf(link::VariableId variable, bool isPointerItself) const {
    const facts::Symbol &symbol = *program_.variables()[variable].symbol;
    if (symbol.kind != facts::Symbol::Kind::local && symbol.kind != facts::Symbol::Kind::parameter)
      return std::nullopt;
    if (symbol.isReference && !isPointerItself)
      return std::nullopt;
    for (const Write &write : index_.writes[variable])
      if (write.how == Write::How::initial)
        return write.context.function == place_.function
                   ? std::optional(commonFrames(write.context, place_))
                   : std::nullopt; // captured: it outlives this function's runs
    return 0;
  }

  /// How many loops stand around both the place and what sets the counter back, if that is the code
  /// that starts the units.
  std::optional<std::size_t> setBack(const KnownThere &known, link::VariableId counter,
                                     bool isTaken) const {
    const facts::Statement *loop =
        known.frames > 0 ? place_.frames[known.frames - 1].loop : nullptr;
    const Expression *condition = loop ? conditionOf(*loop) : nullptr;
    const bool isItsTest = condition && holds(*condition, [&](const Expression &part) {
                             return &part == known.expression;
                           });
    return changes_.setBackIn(counter, isTaken, isItsTest ? loop : nullptr);
  }

  /// A gate by what a variable holds, for one round of the loops that set it back.
  void offer(Gate gate, link::VariableId variable,
             std::optional<std::size_t> setBackIn = std::nullopt, bool isPointerItself = false) {
    gate.ownedIn = ownerOf(variable, isPointerItself);
    if (setBackIn)
      gate.ownedIn = std::max(gate.ownedIn.value_or(0), *setBackIn);
    if (gate.ownedIn > gate.checkedIn)
      return; // an inner loop begins anew what an outer one asks for
    gate.owner = inference_.holderOf(place_.function, inference_.classOfField(variable));
    const bool isAsGood = best_ && gate.most.bound.kind() == best_->most.bound.kind();
    if (!best_ || gate.most.bound.kind() < best_->most.bound.kind() ||
        (isAsGood && gate.ownedIn < best_->ownedIn) ||
        (isAsGood && gate.ownedIn == best_->ownedIn && gate.checkedIn > best_->checkedIn))
      best_ = std::move(gate);
  }

  Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const Context &place_;
  const Expression &expression_;
  const Call *left_;
  const PlaceChanges changes_;
  std::optional<Gate> best_;
};

} // namespace

std::optional<Gate> gateAt(Inference &inference, const Context &place, const Expression &expression,
                           const Call *left) {
  return GateFinder(inference, place, expression, left).run();
}

} // namespace loadline::infer
