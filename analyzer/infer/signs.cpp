#include "analyzer/infer/signs.h"

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using Gives = rules::NumberSource::Gives;

namespace {

bool isPositiveLiteral(const Expression &expression) {
  return expression.kind == Expression::Kind::literal && expression.value > 0;
}

class Signs {
public:
  Signs(const Inference &inference, const Context &place)
      : inference_(inference), program_(inference.program()), place_(place) {}

  bool isPositive(int unit, const Expression &whole, int depth = 0) const {
    constexpr int deepest = 6;
    const Expression &value = converted(whole);
    if (depth > deepest)
      return false;
    switch (value.kind) {
    case Expression::Kind::literal:
      return value.value > 0;
    case Expression::Kind::binary:
      return isPositiveSum(unit, value, depth);
    case Expression::Kind::conditional: { // `n ? n : 1`
      const bool asksItself = haveOneValue(value.operands[0], value.operands[1]) &&
                              isNotNegative(unit, value.operands[1]);
      return (asksItself || isPositive(unit, value.operands[1], depth + 1)) &&
             isPositive(unit, value.operands[2], depth + 1);
    }
    case Expression::Kind::reference:
      return isPositiveVariable(unit, value, depth);
    case Expression::Kind::call:
      return isPositiveCall(unit, value, depth);
    default:
      return false;
    }
  }

  /// Whether a value's type has no sign.
  bool isNotNegative(int unit, const Expression &value) const {
    if (value.kind == Expression::Kind::literal)
      return value.value >= 0;
    const std::string &type = value.kind == Expression::Kind::reference
                                  ? program_.symbol(unit, value.symbol).type
                                  : value.type;
    return type.starts_with("unsigned");
  }

private:
  /// A sum, product or division as it is written; `+` of what has no sign and what is positive.
  bool isPositiveSum(int unit, const Expression &value, int depth) const {
    const Expression &left = value.operands[0], &right = value.operands[1];
    const bool isLeft = isPositive(unit, left, depth + 1);
    const bool isRight = isPositive(unit, right, depth + 1);
    if (value.text == "*" || value.text == "|" || value.text == "<<")
      return isLeft && (isRight || value.text != "*");
    return value.text == "+" && (isLeft || isRight) && (isLeft || isNotNegative(unit, left)) &&
           (isRight || isNotNegative(unit, right));
  }

  bool isPositiveCall(int unit, const Expression &call, int depth) const {
    const rules::NumberSource *rule = inference_.rules().number(ruleName(program_, unit, call));
    const std::vector<const Expression *> arguments = argumentsOf(call);
    const auto positive = [&](const Expression *argument) {
      return isPositive(unit, *argument, depth + 1);
    };
    if (rule && rule->gives == Gives::hardware)
      return true;
    if (rule && rule->gives == Gives::largest)
      return std::ranges::any_of(arguments, positive);
    if (rule && rule->gives == Gives::smallest)
      return !arguments.empty() && std::ranges::all_of(arguments, positive);
    if (rule && rule->gives == Gives::clamped)
      return arguments.size() == 3 && positive(arguments[1]);
    if (call.symbol < 0)
      return false;
    const auto &definitions = program_.definitionsOf(unit, call.symbol);
    return !definitions.empty() && std::ranges::all_of(definitions, [&](link::FunctionId callee) {
      const link::Function &function = program_.functions()[callee];
      const Expression *given = returnedAtEnd(function.facts->body);
      return given && function.facts->body.parts.size() == 1 &&
             isPositive(function.unit, *given, depth + 1);
    });
  }

  bool isPositiveVariable(int unit, const Expression &value, int depth) const {
    const link::VariableId id = program_.variableOf(unit, value.symbol);
    return id >= 0 && (isTestedHere(unit, value) || isRaised(id) || isGivenPositive(id, depth));
  }

  /// `if (step < 1) return;`, `while (step > 0 && …)`.
  bool isTestedHere(int unit, const Expression &value) const {
    return std::ranges::any_of(knownAt(inference_, place_), [&](const KnownThere &known) {
      const bool isHeld = known.how == KnownThere::How::holds;
      if (known.unit != unit || (!isHeld && known.how != KnownThere::How::fails))
        return false;
      const Expression &asked = *known.expression;
      if (haveOneValue(asked, value)) // `if (step)`
        return isHeld && isNotNegative(unit, value);
      if (asked.kind != Expression::Kind::binary || !isComparison(asked.text) ||
          !haveOneValue(asked.operands[0], value) ||
          asked.operands[1].kind != Expression::Kind::literal)
        return false;
      const std::int64_t limit = asked.operands[1].value;
      const std::string op = isHeld ? asked.text : negated(asked.text);
      return (op == ">" && limit >= 0) || ((op == ">=" || op == "==") && limit >= 1) ||
             (op == "!=" && limit == 0 && isNotNegative(unit, value));
    });
  }

  /// `if (step == 0) step = 1;`, `if (step < 1) step = 1;`: what is not positive is replaced.
  bool isRaised(link::VariableId id) const {
    return std::ranges::any_of(inference_.index().writes[id], [&](const Write &write) {
      const facts::Statement *branch = innermostBranch(write.context);
      const Expression *asked = branch ? conditionOf(*branch) : nullptr;
      if (!asked || write.how != Write::How::assigned || !write.value ||
          !isPositiveLiteral(*write.value) || write.context.function != place_.function ||
          !isMetWith(place_, around(write.context, *branch), nullptr))
        return false;
      const auto isIt = [&](const Expression &part) {
        return part.kind == Expression::Kind::reference &&
               program_.variableOf(write.unit, part.symbol) == id;
      };
      if (asked->kind == Expression::Kind::unary && asked->text == "!")
        return isIt(asked->operands[0]) && isNotNegative(write.unit, asked->operands[0]);
      if (asked->kind != Expression::Kind::binary || !isIt(asked->operands[0]) ||
          asked->operands[1].kind != Expression::Kind::literal)
        return false;
      const std::int64_t limit = asked->operands[1].value;
      return (asked->text == "<" && limit >= 1) || (asked->text == "<=" && limit >= 0) ||
             (asked->text == "==" && limit == 0 && isNotNegative(write.unit, asked->operands[0]));
    });
  }

  static const facts::Statement *innermostBranch(const Context &context) {
    const auto branch = std::find_if(
        context.statements.rbegin(), context.statements.rend(),
        [](const facts::Statement *each) { return each->kind == facts::Statement::Kind::branch; });
    return branch == context.statements.rend() ? nullptr : *branch;
  }

  static Context around(Context context, const facts::Statement &branch) {
    context.statements.erase(std::ranges::find(context.statements, &branch) + 1,
                             context.statements.end());
    return context;
  }

  /// Whether everything that a variable is given is positive, and something is.
  bool isGivenPositive(link::VariableId id, int depth) const {
    const link::Variable &variable = program_.variables()[id];
    bool isGiven = false;
    for (const Write &write : inference_.index().writes[id]) {
      const bool isMoreOnly = write.how == Write::How::stepped && write.grows;
      if (!isMoreOnly && !(write.value && write.how != Write::How::stepped && !write.isCopied &&
                           isPositive(write.unit, *write.value, depth + 1)))
        return false;
      isGiven = isGiven || !isMoreOnly;
    }
    if (variable.symbol->kind != facts::Symbol::Kind::parameter)
      return isGiven && !variable.symbol->isOpen;
    if (variable.owner < 0 || inference_.index().edgesInto[variable.owner].empty())
      return false;
    return std::ranges::all_of(inference_.index().edgesInto[variable.owner], [&](const Edge &edge) {
      const Expression *argument = inference_.argumentFor(edge, *variable.symbol);
      return argument && isPositive(inference_.index().calls[edge.call].unit, *argument, depth + 1);
    });
  }

  const Inference &inference_;
  const link::Program &program_;
  const Context &place_;
};

} // namespace

bool isPositive(const Inference &inference, const Context &place, int unit,
                const Expression &value) {
  return Signs(inference, place).isPositive(unit, value);
}

bool isSteppedByNone(const Inference &inference, const Context &place, const facts::Statement &loop,
                     link::VariableId counter) {
  const Signs signs(inference, place);
  bool isSure = false, isUnsure = false, mayGoBack = false;
  for (const Write &write : inference.index().writes[counter]) {
    if (write.how != Write::How::stepped || !isInRound(write.context, loop))
      continue;
    const bool isSum = write.by == "+" || write.by == "-";
    const bool isForward =
        !isSum || !write.value || write.step > 0 || signs.isPositive(write.unit, *write.value);
    isSure = isSure || (isForward && isMetWith(place, write.context, &loop));
    isUnsure = isUnsure || !isForward;
    mayGoBack = mayGoBack || (!isForward && !signs.isNotNegative(write.unit, *write.value));
  }
  return isUnsure && (mayGoBack || !isSure);
}

} // namespace loadline::infer
