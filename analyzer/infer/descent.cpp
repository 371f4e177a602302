#include "analyzer/infer/descent.h"

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using link::FunctionId;

/// What an inner run gets for a parameter, seen from what the outer one got.
enum class Step { none, same, lower, divided, ended };

class Descent {
public:
  Descent(Inference &inference, const Call &spawn)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        spawn_(spawn) {}

  std::optional<Derived> run() {
    for (const KnownThere &known : knownAt(inference_, spawn_.context))
      if (const link::VariableId parameter = testedParameter(known); parameter >= 0)
        if (auto units = unitsBy(parameter, known))
          return units;
    return std::nullopt;
  }

private:
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

  std::optional<Derived> unitsBy(link::VariableId parameter, const KnownThere &known) {
    Step least = Step::ended;
    std::vector<Bound> runs;
    for (const Edge &edge : index_.edgesInto[spawn_.context.function]) {
      if (!isInner(edge)) {
        runs.push_back(runsBy(edge));
        continue;
      }
      const Step step = stepOf(edge, parameter, known);
      if (step == Step::none || step == Step::same)
        return std::nullopt;
      least = std::min(least, step);
    }
    if (least != Step::ended && (!endsBelow(known) || isDatum(parameter)))
      return std::nullopt;
    const std::string name = program_.variables()[parameter].symbol->name;
    Derived units{unitsOf(parameter, least),
                  {{inference_.position(known.unit, known.at),
                    fmt::format("each run of the recursion starts with less {}, or none", name)}}};
    if (!runs.empty())
      units.bound = Bound::product({units.bound, Bound::sum(std::move(runs))});
    return units;
  }

  /// Whether the parameter says how much there is to do, as the length of what is sorted, rather
  /// than how many may do it: it is used for more than to be tested and handed on, or is alone.
  bool isDatum(link::VariableId parameter) const {
    std::set<const Expression *> handedOn;
    std::set<FunctionId> bodies{spawn_.context.function};
    for (const Edge &edge : index_.edgesInto[spawn_.context.function])
      if (isInner(edge)) {
        handedOn.insert(inference_.argumentFor(edge, *program_.variables()[parameter].symbol));
        bodies.insert(index_.calls[edge.call].context.function);
      }
    const link::Function &self = program_.functions()[spawn_.context.function];
    return self.facts->parameters.size() < 2 || std::ranges::any_of(bodies, [&](FunctionId id) {
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

  Bound unitsOf(link::VariableId parameter, Step least) {
    if (least == Step::ended)
      return Bound::constant(1);
    const Bound most = numberOf(parameter);
    constexpr std::int64_t deepest = 30;
    if (least == Step::divided || most.kind() > bound::Kind::constant)
      return most;
    return most.form() == Bound::Form::constant && most.count() <= deepest
               ? Bound::constant(std::int64_t{1} << most.count())
               : Bound::config(program_.variables()[parameter].symbol->name);
  }

  /// What the outermost runs get.
  Bound numberOf(link::VariableId parameter) {
    std::vector<Bound> arms;
    const facts::Symbol &symbol = *program_.variables()[parameter].symbol;
    for (const Edge &edge : index_.edgesInto[spawn_.context.function])
      if (const Expression *argument =
              isInner(edge) ? nullptr : inference_.argumentFor(edge, symbol))
        arms.push_back(inference_.number(index_.calls[edge.call].unit, *argument).bound);
    return arms.empty() ? Bound::config(symbol.name) : Bound::maximum(std::move(arms));
  }

  Bound runsBy(const Edge &edge) {
    const FunctionId caller = index_.calls[edge.call].context.function;
    if (caller < 0)
      return Bound::constant(1);
    return Bound::product({inference_.roundsOf(edge).bound, inference_.invocations(caller).bound});
  }

  /// Whether an edge comes from a run of the function itself.
  bool isInner(const Edge &edge) const {
    const FunctionId caller = index_.calls[edge.call].context.function;
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

  Step stepOf(const Edge &edge, link::VariableId parameter, const KnownThere &known) const {
    const Expression *given = inference_.argumentFor(edge, *program_.variables()[parameter].symbol);
    const int unit = index_.calls[edge.call].unit;
    if (!given)
      return Step::none;
    if (given->kind == Expression::Kind::literal)
      return passes(known, given->value) ? Step::none : Step::ended;
    if (isSame(unit, *given, parameter))
      return Step::same;
    if (given->kind != Expression::Kind::binary || !isLess(unit, *given, parameter))
      return Step::none;
    return given->text == "-" ? lowered(unit, given->operands[1], parameter) : Step::divided;
  }

  /// `n - 1` counts down; `n - n / 2` is what a division left.
  Step lowered(int unit, const Expression &by, link::VariableId parameter) const {
    if (by.kind == Expression::Kind::literal)
      return by.value > 0 ? Step::lower : Step::none;
    return by.kind == Expression::Kind::binary && by.text == "/" &&
                   isSame(unit, by.operands[0], parameter)
               ? Step::divided
               : Step::none;
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
    const std::int64_t limit = asked.operands[1].value;
    const std::string op = holds ? asked.text : negated(asked.text);
    return op == "<"    ? value < limit
           : op == "<=" ? value <= limit
           : op == ">"  ? value > limit
           : op == ">=" ? value >= limit
           : op == "==" ? value == limit
                        : value != limit;
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
