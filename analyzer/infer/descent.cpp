#include "analyzer/infer/descent.h"

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using link::FunctionId;

/// What an inner run gets for a parameter, seen from what the outer one got.
enum class Step { none, same, lower, divided, ended };

/// Over several inner runs: the least that ends it, and by how much each is lower.
struct Change {
  Step step = Step::ended;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t greatest = 0;
  bool keepsRest = false; ///< of a division: what it leaves over is more than its result
};

constexpr std::int64_t mostLevels = 1'000'000; // no stack is deeper

class Descent {
public:
  Descent(Inference &inference, const Call &spawn)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        spawn_(spawn) {}

  std::optional<Derived> run() {
    for (const KnownThere &known : knownAt(inference_, spawn_.context))
      if (const link::VariableId parameter = testedParameter(known); parameter >= 0)
        if (auto units = unitsBy(parameter, {known}, 0))
          return units;
    return runByInnerCalls();
  }

private:
  /// A run starts its units, and what is tested is whether it calls itself.
  std::optional<Derived> runByInnerCalls() {
    std::map<link::VariableId, std::vector<KnownThere>> tests;
    std::size_t calls = 0;
    for (const Edge &edge : index_.edgesInto[spawn_.context.function]) {
      const Call &call = index_.calls[edge.call];
      if (!isInner(call.context.function))
        continue;
      ++calls;
      std::set<link::VariableId> tested;
      for (const KnownThere &known : knownAt(inference_, call.context))
        if (const link::VariableId parameter = testedParameter(known);
            parameter >= 0 && endsBelow(known) && tested.insert(parameter).second)
          tests[parameter].push_back(known);
    }
    for (const auto &[parameter, known] : tests)
      if (known.size() == calls)
        if (auto units = unitsBy(parameter, known, 1))
          return units;
    return std::nullopt;
  }

  /// A parameter of the spawn's function that a condition on the way compares with a literal, or
  /// asks whether it is true.
  link::VariableId testedParameter(const KnownThere &known) const {
    const Expression &asked = *known.expression;
    const bool compares = asked.kind == Expression::Kind::binary && isComparison(asked.text) &&
                          asked.operands[1].kind == Expression::Kind::literal;
    const Expression &side = compares ? asked.operands[0] : asked;
    const link::VariableId variable = side.kind == Expression::Kind::reference
                                          ? program_.variableOf(known.unit, side.symbol)
                                          : -1;
    const bool isOwn =
        variable >= 0 &&
        program_.variables()[variable].symbol->kind == facts::Symbol::Kind::parameter &&
        program_.variables()[variable].owner == spawn_.context.function;
    return isOwn ? variable : -1;
  }

  ///   tests   of the parameter; a run goes on while one of them lets it
  ///   before  how many runs come before the first test
  std::optional<Derived> unitsBy(link::VariableId parameter, const std::vector<KnownThere> &tests,
                                 std::int64_t before) {
    Change most;
    std::vector<Bound> runs;
    for (const Edge &edge : index_.edgesInto[spawn_.context.function]) {
      if (!isInner(index_.calls[edge.call].context.function)) {
        runs.push_back(runsBy(edge));
        continue;
      }
      const Change change = changeBy(edge, parameter, tests);
      if (change.step == Step::none || change.step == Step::same)
        return std::nullopt;
      most = {std::min(most.step, change.step), std::min(most.least, change.least),
              std::max(most.greatest, change.greatest), most.keepsRest || change.keepsRest};
    }
    const bool isStartTold = numberOf(parameter).kind() == bound::Kind::constant;
    const auto ends = [&](const KnownThere &known) { // `n != 0` is met by steps of 1 alone
      return endsBelow(known) && (most.greatest <= 1 || !passes(known, -1));
    };
    if (most.step != Step::ended &&
        (!std::ranges::all_of(tests, ends) || (isDatum(parameter, most) && !isStartTold)))
      return std::nullopt;
    const std::optional<Bound> started = unitsOf(parameter, most, tests, before);
    if (!started)
      return std::nullopt;
    const std::string name = program_.variables()[parameter].symbol->name;
    Derived units{*started,
                  {{inference_.position(tests.front().unit, tests.front().at),
                    fmt::format("each run of the recursion starts with less {}, or none", name)}}};
    if (!runs.empty())
      units.bound = Bound::product({units.bound, Bound::sum(std::move(runs))});
    return units;
  }

  /// Whether the parameter says how much there is to do, as the length of what is sorted, rather
  /// than how many may do it: it is used for more than to be tested and handed on, or is alone and
  /// not counted down, run by run.
  bool isDatum(link::VariableId parameter, const Change &change) {
    std::set<const Expression *> handedOn;
    std::set<FunctionId> bodies{spawn_.context.function};
    for (const Edge &edge : index_.edgesInto[spawn_.context.function])
      if (isInner(index_.calls[edge.call].context.function)) {
        handedOn.insert(inference_.argumentFor(edge, *program_.variables()[parameter].symbol));
        bodies.insert(index_.calls[edge.call].context.function);
      }
    const link::Function &self = program_.functions()[spawn_.context.function];
    std::set<FunctionId> open;
    const bool isCountdown =
        change.step == Step::lower && runsWithin(spawn_.context.function, open).isConstant(1);
    const bool isAlone = self.facts->parameters.size() < 2 && !isCountdown;
    return isAlone || std::ranges::any_of(bodies, [&](FunctionId id) {
             const link::Function &body = program_.functions()[id];
             return usesIn(body.unit, body.facts->body, parameter, handedOn);
           });
  }

  bool usesIn(int unit, const facts::Statement &statement, link::VariableId parameter,
              const std::set<const Expression *> &handedOn) const {
    for (const Expression &expression : statement.expressions)
      if (conditionOf(statement) != &expression && mentions(unit, expression, parameter, handedOn))
        return true;
    return std::ranges::any_of(statement.parts, [&](const facts::Statement &part) {
      return usesIn(unit, part, parameter, handedOn);
    });
  }

  bool mentions(int unit, const Expression &expression, link::VariableId parameter,
                const std::set<const Expression *> &handedOn) const {
    return !handedOn.contains(&expression) &&
           (isSame(unit, expression, parameter) ||
            std::ranges::any_of(expression.operands, [&](const Expression &operand) {
              return mentions(unit, operand, parameter, handedOn);
            }));
  }

  /// As many as there are runs that start some.
  std::optional<Bound> unitsOf(link::VariableId parameter, const Change &change,
                               const std::vector<KnownThere> &tests, std::int64_t before) {
    std::set<FunctionId> open;
    const Bound inner = runsWithin(spawn_.context.function, open);
    if (change.step == Step::ended)
      return runsOf(before + 1, inner);
    const Bound start = numberOf(parameter);
    if (start.kind() > bound::Kind::constant || start.form() != Bound::Form::constant)
      return before == 0 ? start : Bound::sum({start, Bound::constant(before)});
    const auto goesOn = [&](std::int64_t value) {
      return std::ranges::any_of(tests,
                                 [&](const KnownThere &known) { return passes(known, value); });
    };
    const bool isShared = change.step == Step::divided && before == 0 && !goesOn(1) &&
                          inner.form() == Bound::Form::constant && inner.count() <= 2;
    if (isShared)
      return start; // two halves are no more than the whole, until they are 1
    std::int64_t levels = before;
    const auto next = [&](std::int64_t value) {
      return change.step != Step::divided ? value - change.least
             : change.keepsRest           ? value - value / 2
                                          : value / 2;
    };
    for (std::int64_t value = start.count(); levels < mostLevels && goesOn(value);
         value = next(value))
      ++levels;
    return levels < mostLevels ? runsOf(levels, inner) : std::nullopt;
  }

  /// The runs of a recursion so deep, where each starts so many inner ones: 1 + b + b^2 and so on.
  static std::optional<Bound> runsOf(std::int64_t levels, const Bound &inner) {
    if (inner.isConstant(1) || levels <= 1) // of the first run alone, however many it starts
      return Bound::constant(levels);
    if (inner.kind() == bound::Kind::unbounded)
      return std::nullopt;
    Bound runs = Bound::constant(0);
    for (std::int64_t level = 0; level < levels; ++level) {
      Bound next = Bound::sum({Bound::product({runs, inner}), Bound::constant(1)});
      if (next == runs || next.isBeyondCounting())
        return next;
      runs = std::move(next);
    }
    return runs;
  }

  /// How many runs of the function itself one run comes to start, or runs of a function on the way.
  Bound runsWithin(FunctionId function, std::set<FunctionId> &open) {
    if (!open.insert(function).second)
      return Bound::unbounded();
    std::vector<Bound> terms;
    for (const Edge &edge : index_.edgesInto[function]) {
      const FunctionId caller = index_.calls[edge.call].context.function;
      if (!isInner(caller))
        continue;
      const Bound ofCaller =
          caller == spawn_.context.function ? Bound::constant(1) : runsWithin(caller, open);
      terms.push_back(Bound::product({inference_.roundsOf(edge).bound, ofCaller}));
    }
    open.erase(function);
    return Bound::sum(std::move(terms));
  }

  /// What the outermost runs get.
  Bound numberOf(link::VariableId parameter) {
    std::vector<Bound> arms;
    const facts::Symbol &symbol = *program_.variables()[parameter].symbol;
    for (const Edge &edge : index_.edgesInto[spawn_.context.function])
      if (const Expression *argument = isInner(index_.calls[edge.call].context.function)
                                           ? nullptr
                                           : inference_.argumentFor(edge, symbol))
        arms.push_back(inference_.number(index_.calls[edge.call].unit, *argument).bound);
    return arms.empty() ? Bound::config(symbol.name) : Bound::maximum(std::move(arms));
  }

  Bound runsBy(const Edge &edge) {
    const FunctionId caller = index_.calls[edge.call].context.function;
    if (caller < 0)
      return Bound::constant(1);
    return Bound::product({inference_.roundsOf(edge).bound, inference_.invocations(caller).bound});
  }

  /// Whether a function runs within a run of the spawn's function.
  bool isInner(FunctionId caller) const {
    std::set<FunctionId> seen{caller};
    std::vector<FunctionId> open{caller};
    while (!open.empty()) {
      const FunctionId at = open.back();
      open.pop_back();
      if (at == spawn_.context.function)
        return true;
      if (at < 0)
        continue;
      for (const Edge &above : index_.edgesInto[at])
        if (const FunctionId next = index_.calls[above.call].context.function;
            seen.insert(next).second)
          open.push_back(next);
    }
    return false;
  }

  Change changeBy(const Edge &edge, link::VariableId parameter,
                  const std::vector<KnownThere> &tests) const {
    const Expression *given = inference_.argumentFor(edge, *program_.variables()[parameter].symbol);
    const int unit = index_.calls[edge.call].unit;
    if (!given)
      return {Step::none};
    if (given->kind == Expression::Kind::literal)
      return {std::ranges::any_of(
                  tests, [&](const KnownThere &known) { return passes(known, given->value); })
                  ? Step::none
                  : Step::ended};
    if (isSame(unit, *given, parameter))
      return {Step::same};
    if (given->kind != Expression::Kind::binary || !isLess(unit, *given, parameter))
      return {Step::none};
    return given->text == "-" ? lowered(unit, given->operands[1], parameter)
                              : divided(given->text, given->operands[1]);
  }

  /// `n - 1` counts down; `n - n / 2` is what a division left.
  Change lowered(int unit, const Expression &by, link::VariableId parameter) const {
    if (by.kind == Expression::Kind::literal)
      return by.value > 0 ? Change{Step::lower, by.value, by.value} : Change{Step::none};
    if (by.kind != Expression::Kind::binary || by.text != "/" ||
        !isSame(unit, by.operands[0], parameter))
      return {Step::none};
    Change rest = divided(by.text, by.operands[1]);
    rest.keepsRest = true;
    return rest;
  }

  /// `n / 1` and `n >> 0` stay what they were.
  static Change divided(const std::string &op, const Expression &by) {
    const bool staysSame = by.kind == Expression::Kind::literal && by.value < (op == "/" ? 2 : 1);
    return {staysSame ? Step::none : Step::divided};
  }

  bool isLess(int unit, const Expression &given, link::VariableId parameter) const {
    const bool isSmaller = given.text == "-" || given.text == "/" || given.text == ">>";
    return isSmaller && isSame(unit, given.operands[0], parameter);
  }

  bool isSame(int unit, const Expression &given, link::VariableId parameter) const {
    return given.kind == Expression::Kind::reference &&
           program_.variableOf(unit, given.symbol) == parameter;
  }

  /// Whether a value of the parameter lets a run start units.
  static bool passes(const KnownThere &known, std::int64_t value) {
    const bool holds = known.how == KnownThere::How::holds;
    const Expression &asked = *known.expression;
    if (known.how == KnownThere::How::equals)
      return value == known.value;
    if (asked.kind != Expression::Kind::binary)
      return (value != 0) == holds;
    return compares(value, holds ? asked.text : negated(asked.text), asked.operands[1].value);
  }

  /// Whether a parameter that goes down comes to an end: `depth > 0`, `threads >= 2`, `depth`.
  static bool endsBelow(const KnownThere &known) {
    return !passes(known, 0) && passes(known, std::int64_t{1} << 30);
  }

  Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const Call &spawn_;
};

} // namespace

std::optional<Derived> descentOf(Inference &inference, const Call &spawn) {
  return Descent(inference, spawn).run();
}

} // namespace loadline::infer
