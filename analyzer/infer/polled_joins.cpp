#include "analyzer/infer/polled_joins.h"

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/join_calls.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;

/// What a call that only looks answers: 0 where nothing has ended yet.
///   within  where variables are given it; null for anywhere
class Answer {
public:
  Answer(const link::Program &program, const BodyIndex &index, const Call &call,
         const Statement *within)
      : program_(program), index_(index), call_(call), within_(within) {}

  /// Whether the answer is not 0 where a condition holds, or where it fails.
  bool saysEnded(const Expression &condition, bool holds) const {
    if (condition.kind == Expression::Kind::unary && condition.text == "!")
      return saysEnded(condition.operands[0], !holds);
    if (isAnswer(condition))
      return holds;
    if (condition.kind != Expression::Kind::binary)
      return false;
    const Expression &left = condition.operands[0], &right = condition.operands[1];
    if (condition.text == "&&" || condition.text == "||") {
      const bool isEither = saysEnded(left, holds) || saysEnded(right, holds);
      const bool isBoth = saysEnded(left, holds) && saysEnded(right, holds);
      return (condition.text == "&&") == holds ? isEither : isBoth;
    }
    if (!isComparison(condition.text))
      return false;
    return isAnswer(left)    ? excludesNone(condition.text, right, holds)
           : isAnswer(right) ? excludesNone(mirrored(condition.text), left, holds)
                             : false;
  }

  /// The call, an assignment of it, or a variable that is given its answer.
  bool isAnswer(const Expression &expression) const {
    if (&expression == call_.expression)
      return true;
    if (expression.kind == Expression::Kind::binary && expression.text == "=")
      return &expression.operands[1] == call_.expression;
    const link::VariableId variable = expression.kind == Expression::Kind::reference
                                          ? program_.variableOf(call_.unit, expression.symbol)
                                          : -1;
    return variable >= 0 && std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
             return write.value == call_.expression &&
                    (!within_ || isInside(write.context, *within_));
           });
  }

private:
  /// `answer op than`; the number of a process is not 0.
  static bool excludesNone(const std::string &op, const Expression &than, bool holds) {
    if (than.kind == Expression::Kind::literal)
      return compares(0, op, than.value) != holds;
    return (op == "==" && holds) || (op == "!=" && !holds);
  }

  const link::Program &program_;
  const BodyIndex &index_;
  const Call &call_;
  const Statement *within_;
};

/// The ways out of a loop, and whether each is taken only with an answer other than 0: nothing has
/// ended yet.
class Polling {
public:
  Polling(const link::Program &program, const BodyIndex &index, const Call &call,
          const Statement &loop)
      : answer_(program, index, call, &loop), loop_(loop) {}

  bool run() const {
    const Expression *condition = conditionOf(loop_);
    const bool isEndless = !condition || condition->kind == Expression::Kind::literal;
    return (isEndless || answer_.saysEnded(*condition, false)) &&
           !mayLeave(loop_.parts.back(), false);
  }

private:
  bool mayLeave(const Statement &statement, bool isInner) const {
    if (statement.exit == Statement::Exit::returns || statement.exit == Statement::Exit::jumps ||
        (statement.exit == Statement::Exit::breaks && !isInner))
      return true;
    const Expression *condition =
        statement.kind == Statement::Kind::branch ? conditionOf(statement) : nullptr;
    for (std::size_t arm = 0; arm < statement.parts.size(); ++arm)
      if (!(condition && answer_.saysEnded(*condition, arm == 0)) &&
          mayLeave(statement.parts[arm], isInner || takesBreaks(statement)))
        return true;
    return false;
  }

  const Answer answer_;
  const Statement &loop_;
};

} // namespace

bool isAskedUntilItEnds(const link::Program &program, const BodyIndex &index, const Call &call,
                        const rules::SpawnApi &api) {
  const Statement *loop = call.context.frames.empty() ? nullptr : call.context.frames.back().loop;
  if (!loop || loop->parts.empty() || call.context.function < 0)
    return false;
  const auto mayStart = [&](std::size_t number) {
    const Call &other = index.calls[number];
    const int symbol = other.expression->symbol;
    return isInside(other.context, *loop) && symbol >= 0 &&
           (!program.definitionsOf(other.unit, symbol).empty() ||
            ruleName(program, other.unit, *other.expression) == api.name);
  };
  return std::ranges::none_of(index.callsOf[call.context.function], mayStart) &&
         Polling(program, index, call, *loop).run();
}

bool isMetThoughNoneEnded(const Inference &inference, const Context &place) {
  const link::Program &program = inference.program();
  const auto asksInVain = [&](std::size_t number) {
    const Call &call = inference.index().calls[number];
    if (!onlyLooks(*call.expression) || !isAnyJoin(program, inference.rules(), call))
      return false;
    const Answer answer(program, inference.index(), call, nullptr);
    bool isAsked = false, hasEnded = false;
    for (std::size_t i = 0; i + 1 < place.statements.size(); ++i) {
      const Statement &statement = *place.statements[i];
      const Expression *condition = conditionOf(statement);
      const bool isBody = place.statements[i + 1] == &statement.parts.back();
      const bool isLoop = statement.kind == Statement::Kind::loop;
      if (!condition || (!isLoop && statement.kind != Statement::Kind::branch) ||
          (isLoop && !isBody))
        continue;
      const bool isThen = isLoop || place.statements[i + 1] == &statement.parts.front();
      isAsked = isAsked ||
                holds(*condition, [&](const Expression &part) { return answer.isAnswer(part); });
      hasEnded = hasEnded || answer.saysEnded(*condition, isThen);
    }
    return isAsked && !hasEnded &&
           std::ranges::none_of(knownAt(inference, place), [&](const KnownThere &known) {
             const bool isTest =
                 known.how == KnownThere::How::holds || known.how == KnownThere::How::fails;
             return isTest && known.unit == call.unit &&
                    answer.saysEnded(*known.expression, known.how == KnownThere::How::holds);
           });
  };
  return place.function >= 0 &&
         std::ranges::any_of(inference.index().callsOf[place.function], asksInVain);
}

} // namespace loadline::infer
