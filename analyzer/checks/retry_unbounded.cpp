#include "analyzer/checks/all_checks.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::checks {

namespace {

using facts::Expression;
using facts::Statement;

/// Whether a body does nothing but let time go by and speak of it: no assignment, no way out, and
/// no call but of what waits and of what a system header declares.
class Idle {
public:
  Idle(const infer::Inference &inference, int unit) : inference_(inference), unit_(unit) {}

  bool isIdle(const Statement &statement) const {
    return statement.kind != Statement::Kind::leave && statement.kind != Statement::Kind::loop &&
           std::ranges::all_of(statement.expressions,
                               [&](const Expression &one) { return isIdle(one); }) &&
           std::ranges::all_of(statement.parts,
                               [&](const Statement &part) { return isIdle(part); });
  }

private:
  bool isIdle(const Expression &expression) const {
    const bool isStep = expression.kind == Expression::Kind::unary &&
                        (expression.text == "++" || expression.text == "x++" ||
                         expression.text == "--" || expression.text == "x--");
    const bool isWrite =
        expression.kind == Expression::Kind::binary && infer::isAssignment(expression.text);
    if (isStep || isWrite)
      return false;
    if (expression.kind == Expression::Kind::call && !isHarmless(expression))
      return false;
    return std::ranges::all_of(expression.operands,
                               [&](const Expression &one) { return isIdle(one); });
  }

  bool isHarmless(const Expression &call) const {
    return call.symbol >= 0 && inference_.program().symbol(unit_, call.symbol).isSystem;
  }

  const infer::Inference &inference_;
  int unit_;
};

/// Finds loops that only ask one call again until it succeeds.
class Retries {
public:
  explicit Retries(const Subject &subject)
      : subject_(subject), inference_(subject.inference), program_(inference_.program()) {}

  std::vector<findings::Finding> run() {
    for (std::size_t id = 0; id < program_.functions().size(); ++id) {
      function_ = static_cast<link::FunctionId>(id);
      unit_ = program_.functions()[id].unit;
      walk(program_.functions()[id].facts->body);
    }
    return std::move(out_);
  }

private:
  void walk(const Statement &statement) {
    if (statement.kind == Statement::Kind::loop && statement.conditionAt >= 0 &&
        statement.stepAt < 0 && statement.loop != Statement::Loop::rangeFor &&
        Idle(inference_, unit_).isIdle(statement.parts.back()))
      if (const Expression *call = askedAgain(*infer::conditionOf(statement)))
        tell(statement, *call);
    for (const Statement &part : statement.parts)
      walk(part);
  }

  /// The call of which a condition asks whether it failed: `!f(x)`, `f(x) < 0`, `f(x) != 0`.
  const Expression *askedAgain(const Expression &condition) const {
    if (condition.kind == Expression::Kind::unary && condition.text == "!")
      return isAttempt(condition.operands[0]) ? &condition.operands[0] : nullptr;
    const bool asksFailure =
        condition.kind == Expression::Kind::binary &&
        (condition.text == "<" || condition.text == "!=" || condition.text == "==") &&
        condition.operands[1].kind == Expression::Kind::literal;
    const bool isSuccess = asksFailure && condition.text == "==" && condition.operands[1].value > 0;
    if (!asksFailure || isSuccess)
      return nullptr;
    return isAttempt(condition.operands[0]) ? &condition.operands[0] : nullptr;
  }

  /// A call of what the program does not hold, which gets something to work on. What takes the
  /// next of many (`read(&line)`), or asks about state, is none.
  bool isAttempt(const Expression &call) const {
    if (call.kind != Expression::Kind::call || call.symbol < 0 ||
        !program_.definitionsOf(unit_, call.symbol).empty())
      return false;
    const facts::Symbol &symbol = program_.symbol(unit_, call.symbol);
    const auto arguments = infer::argumentsOf(call);
    return symbol.kind == facts::Symbol::Kind::function && !symbol.isSystem &&
           !symbol.usr.empty() && !arguments.empty() && !inference_.rules().limiter(symbol.name) &&
           !inference_.rules().number(symbol.name) && !inference_.rules().wait(symbol.name) &&
           std::ranges::none_of(arguments, [](const Expression *argument) {
             return argument->kind == Expression::Kind::unary && argument->text == "&";
           });
  }

  void tell(const Statement &loop, const Expression &call) {
    const std::string &name = program_.symbol(unit_, call.symbol).name;
    findings::Finding finding = findingIn(
        subject_, "retry-unbounded", findings::Severity::warning,
        fmt::format(
            "{} is tried again until it succeeds, with no limit of attempts or time; while "
            "it can't succeed this never ends. Give up after some attempts, and wait longer "
            "before each",
            name),
        {.context = {.function = function_}, .expression = &call, .unit = unit_}, name);
    finding.at = placeIn(subject_, unit_, loop.at);
    finding.path.push_back({placeIn(subject_, unit_, call.at), "what is tried"});
    out_.push_back(std::move(finding));
  }

  const Subject &subject_;
  const infer::Inference &inference_;
  const link::Program &program_;
  link::FunctionId function_ = -1;
  int unit_ = -1;
  std::vector<findings::Finding> out_;
};

} // namespace

std::vector<findings::Finding> retryUnbounded(const Subject &subject) {
  return Retries(subject).run();
}

} // namespace loadline::checks
