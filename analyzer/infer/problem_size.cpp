#include "analyzer/infer/problem_size.h"

#include "analyzer/infer/statements.h"

#include <algorithm>
#include <set>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using facts::Symbol;
using link::FunctionId;
using link::VariableId;

/// Follows a number from the loop that counts units by it into what these do.
class NumberInUnits {
public:
  NumberInUnits(const Inference &inference, const Call &spawn)
      : inference_(inference), program_(inference.program()), index_(inference.index()),
        spawn_(spawn) {}

  bool run() {
    const Statement *loop =
        spawn_.context.frames.empty() ? nullptr : spawn_.context.frames.back().loop;
    const Expression *condition = loop ? conditionOf(*loop) : nullptr;
    if (!condition || condition->kind != Expression::Kind::binary || !isComparison(condition->text))
      return false;
    readCondition(*condition, *loop);
    findUnits();
    if (numbers_.empty() || units_.empty() || !areTold())
      return false;
    for (std::size_t before = 0; before != numbers_.size() + units_.size();) {
      before = numbers_.size() + units_.size();
      follow();
    }
    return std::ranges::any_of(units_, [&](FunctionId unit) { return countsIn(unit); }) &&
           std::ranges::none_of(units_, [&](FunctionId unit) { return sharesOutIn(unit); });
  }

private:
  VariableId referred(int unit, const Expression &expression) const {
    return expression.kind == Expression::Kind::reference
               ? program_.variableOf(unit, expression.symbol)
               : -1;
  }

  bool isNumber(int unit, const Expression &expression) const {
    return numbers_.contains(referred(unit, expression));
  }

  bool isSteppedIn(VariableId variable, const Statement &loop) const {
    return std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
      return write.how == Write::How::stepped && isInside(write.context, loop);
    });
  }

  /// What stands in the condition: what the loop steps counts the units, all else is the number.
  void readCondition(const Expression &condition, const Statement &loop) {
    holds(condition, [&](const Expression &part) {
      if (const VariableId variable = referred(spawn_.unit, part); variable >= 0)
        (isSteppedIn(variable, loop) ? counters_ : numbers_).insert(variable);
      return false;
    });
  }

  void findUnits() {
    const auto number = static_cast<std::size_t>(&spawn_ - index_.calls.data());
    for (std::size_t function = 0; function < index_.edgesInto.size(); ++function)
      for (const Edge &edge : index_.edgesInto[function])
        if (edge.call == number && edge.kind == Edge::Kind::spawn) {
          units_.insert(static_cast<FunctionId>(function));
          entries_.push_back(&edge);
        }
  }

  bool isTold(int unit, const Expression &given) const {
    return holds(given,
                 [&](const Expression &part) { return counters_.contains(referred(unit, part)); });
  }

  /// Whether the counter is given to each unit.
  bool areTold() const {
    return isTold(spawn_.unit, *spawn_.expression) ||
           std::ranges::any_of(units_, [&](FunctionId unit) {
             const link::Function &function = program_.functions()[unit];
             return holdsIn(function.facts->body,
                            [&](const Expression &part) { return isTold(function.unit, part); });
           });
  }

  template <class Claim>
  static bool holdsIn(const Statement &statement, const Claim &claim) {
    return std::ranges::any_of(statement.expressions, claim) ||
           std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return holdsIn(part, claim); });
  }

  /// One step further: into parameters, into what is called, and into what is given the number.
  void follow() {
    for (const Edge *entry : entries_) {
      const link::Function &unit = program_.functions()[entry->callee];
      for (const int parameter : unit.facts->parameters)
        if (const Expression *given =
                inference_.argumentFor(*entry, program_.symbol(unit.unit, parameter)))
          followInto(isNumber(spawn_.unit, *given), program_.variableOf(unit.unit, parameter));
    }
    const std::set<FunctionId> known = units_;
    for (const FunctionId function : known)
      for (const std::size_t number : index_.callsOf[function])
        followCall(index_.calls[number]);
    for (VariableId variable = 0; variable < static_cast<VariableId>(index_.writes.size());
         ++variable)
      for (const Write &write : index_.writes[variable])
        followInto(write.value && units_.contains(write.context.function) &&
                       isNumber(write.unit, *write.value),
                   variable);
  }

  void followCall(const Call &call) {
    constexpr std::size_t most = 200; // functions; who calls more is no small kernel
    const auto arguments = argumentsOf(*call.expression);
    if (call.expression->symbol < 0 || units_.size() > most)
      return;
    for (const FunctionId callee : program_.definitionsOf(call.unit, call.expression->symbol)) {
      const link::Function &called = program_.functions()[callee];
      units_.insert(callee);
      const auto &parameters = called.facts->parameters;
      for (std::size_t i = 0; i < std::min(arguments.size(), parameters.size()); ++i)
        followInto(isNumber(call.unit, *arguments[i]),
                   program_.variableOf(called.unit, parameters[i]));
    }
  }

  void followInto(bool isGiven, VariableId variable) {
    if (isGiven && variable >= 0)
      numbers_.insert(variable);
  }

  /// Whether a loop of a function goes to the number, one by one, or its inner runs do.
  bool countsIn(FunctionId function) const {
    const link::Function &unit = program_.functions()[function];
    return hasLoop(unit.unit, unit.facts->body) ||
           (runsItself(function) && holdsIn(unit.facts->body, [&](const Expression &expression) {
              return holds(expression,
                           [&](const Expression &part) { return isDepth(function, part); });
            }));
  }

  bool runsItself(FunctionId function) const {
    return std::ranges::any_of(index_.callsOf[function], [&](std::size_t number) {
      const Call &call = index_.calls[number];
      return call.expression->symbol >= 0 &&
             std::ranges::count(program_.definitionsOf(call.unit, call.expression->symbol),
                                function) > 0;
    });
  }

  /// `row == size - 1`: a parameter is compared with the number.
  bool isDepth(FunctionId function, const Expression &test) const {
    const int unit = program_.functions()[function].unit;
    if (test.kind != Expression::Kind::binary || !isComparison(test.text))
      return false;
    const auto isOwn = [&](const Expression &side) {
      const VariableId variable = referred(unit, side);
      return variable >= 0 && program_.variables()[variable].owner == function &&
             !numbers_.contains(variable);
    };
    return (isOwn(test.operands[0]) && mentionsNumber(unit, test.operands[1])) ||
           (isOwn(test.operands[1]) && mentionsNumber(unit, test.operands[0]));
  }

  bool hasLoop(int unit, const Statement &statement) const {
    const Expression *condition =
        statement.kind == Statement::Kind::loop ? conditionOf(statement) : nullptr;
    if (condition && condition->kind == Expression::Kind::binary && isComparison(condition->text))
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
        if (isNumber(unit, condition->operands[side]) &&
            isCountedBy(referred(unit, condition->operands[1 - side]), statement))
          return true;
    return std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return hasLoop(unit, part); });
  }

  bool isCountedBy(VariableId counter, const Statement &loop) const {
    return counter >= 0 && !numbers_.contains(counter) &&
           std::ranges::any_of(index_.writes[counter], [&](const Write &write) {
             return write.how == Write::How::stepped && write.step == 1 &&
                    isInside(write.context, loop);
           });
  }

  /// Whether units divide by the number, or step by it.
  bool sharesOutIn(FunctionId function) const {
    const link::Function &unit = program_.functions()[function];
    return stepsBy(unit.unit, unit.facts->body) ||
           holdsIn(unit.facts->body, [&](const Expression &expression) {
             return holds(expression, [&](const Expression &part) {
               static const std::set<std::string> dividing{"/", "%", "/=", "%="};
               return part.kind == Expression::Kind::binary && dividing.contains(part.text) &&
                      mentionsNumber(unit.unit, part.operands[1]);
             });
           });
  }

  bool stepsBy(int unit, const Statement &statement) const {
    return (statement.stepAt >= 0 &&
            mentionsNumber(unit, statement.expressions[statement.stepAt])) ||
           std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return stepsBy(unit, part); });
  }

  bool mentionsNumber(int unit, const Expression &expression) const {
    return holds(expression, [&](const Expression &part) { return isNumber(unit, part); });
  }

  const Inference &inference_;
  const link::Program &program_;
  const BodyIndex &index_;
  const Call &spawn_;
  std::set<VariableId> numbers_, counters_;
  std::set<FunctionId> units_;
  std::vector<const Edge *> entries_;
};

} // namespace

bool isProblemSize(const Inference &inference, const Call &spawn) {
  return NumberInUnits(inference, spawn).run();
}

} // namespace loadline::infer
