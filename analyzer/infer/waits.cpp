#include "analyzer/infer/waits.h"

#include "analyzer/infer/handle_moves.h"
#include "analyzer/infer/semaphores.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using facts::Statement;

class Waiting {
public:
  Waiting(Inference &inference, const Call &call)
      : inference_(inference), program_(inference.program()), index_(inference.index()),
        call_(call) {}

  std::optional<std::size_t> frames() const {
    if (call_.context.function < 0)
      return std::nullopt;
    for (const std::size_t number : index_.callsOf[call_.context.function]) {
      const Call &behind = index_.calls[number];
      if (call_.expression->at < behind.expression->at && waits(behind) &&
          isMetWith(call_.context, outside(behind), nullptr))
        return commonFrames(behind.context, call_.context);
    }
    return std::nullopt;
  }

private:
  /// `while (done < n) cv.wait(lock);`, or a wait that is given the condition.
  bool waits(const Call &behind) const {
    const Statement *loop =
        behind.context.frames.empty() ? nullptr : behind.context.frames.back().loop;
    const Expression *condition = loop ? conditionOf(*loop) : nullptr;
    const bool polls = condition && loop->loop != Statement::Loop::rangeFor && !isAround(*loop) &&
                       !givesUp(loop->parts.back(), false) &&
                       isSetElsewhere(*condition, behind.unit, loop);
    return polls || waitsUntil(behind) || waitsForResult(behind);
  }

  /// `std::thread(std::move(task)).detach(); result.get();`, where the result is the task's.
  bool waitsForResult(const Call &behind) const {
    const rules::Wait *wait =
        inference_.rules().wait(ruleName(program_, behind.unit, *behind.expression));
    if (!wait || wait->ends != rules::Wait::Ends::withAnAnswer || !behind.expression->hasObject)
      return false;
    const link::VariableId result =
        baseVariable(program_, behind.unit, behind.expression->operands[0]);
    return result >= 0 && std::ranges::any_of(index_.writes[result], [&](const Write &write) {
             const rules::NumberSource *rule =
                 write.value && write.value->hasObject
                     ? inference_.rules().number(ruleName(program_, write.unit, *write.value))
                     : nullptr;
             const link::VariableId task =
                 rule && rule->gives == rules::NumberSource::Gives::same
                     ? baseVariable(program_, write.unit, write.value->operands[0])
                     : -1;
             return task >= 0 && (isGivenAway(program_, call_, task) || isAnswered(task));
           });
  }

  /// `std::thread([&promise] { work(); promise.set_value(); })`: whether the unit answers a promise
  /// of its own as the last that it does, and nobody else answers it.
  bool isAnswered(link::VariableId promise) const {
    const auto isOfRound = [&](const Write &write) {
      return write.how == Write::How::initial && write.context.function == call_.context.function &&
             commonFrames(write.context, call_.context) == call_.context.frames.size();
    };
    const auto isAnsweredHere = [&](std::size_t number) {
      return index_.calls[number].context.function == call_.context.function &&
             givesAnswer(index_.calls[number]);
    };
    if (std::ranges::none_of(index_.writes[promise], isOfRound) ||
        std::ranges::any_of(index_.callsOn[promise], isAnsweredHere))
      return false;
    bool isAnswered = false;
    for (const Expression *argument : argumentsOf(*call_.expression))
      if (const Expression *code = namedCode(*argument); code && code->symbol >= 0)
        for (const link::FunctionId unit : program_.definitionsOf(call_.unit, code->symbol))
          for (const std::size_t number : index_.callsOf[unit])
            if (const Call &answer = index_.calls[number];
                givesAnswer(answer) && isOfPromise(answer, promise)) {
              if (isFollowed(unit, answer))
                return false;
              isAnswered = true;
            }
    return isAnswered;
  }

  bool givesAnswer(const Call &call) const {
    const rules::NumberSource *rule =
        inference_.rules().number(ruleName(program_, call.unit, *call.expression));
    return rule && rule->gives == rules::NumberSource::Gives::newValue &&
           call.expression->hasObject;
  }

  /// By its name, or by the unit's own name for what it is given, which has the promise's type.
  bool isOfPromise(const Call &answer, link::VariableId promise) const {
    const link::VariableId answered =
        baseVariable(program_, answer.unit, answer.expression->operands[0]);
    const auto isPromise = [&](const Expression &part) {
      return part.kind == Expression::Kind::reference &&
             program_.variableOf(call_.unit, part.symbol) == promise;
    };
    return answered == promise || (answered >= 0 && holds(*call_.expression, isPromise) &&
                                   program_.variables()[answered].symbol->type ==
                                       program_.variables()[promise].symbol->type);
  }

  /// Whether a unit has work behind a place: a loop, another round of one around it, or a call that
  /// is not one of the system's that only takes a moment.
  bool isFollowed(link::FunctionId unit, const Call &place) const {
    const auto isWork = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      const std::string name = ruleName(program_, call.unit, *call.expression);
      const bool isBrief = call.expression->symbol >= 0 &&
                           program_.symbol(call.unit, call.expression->symbol).isSystem &&
                           !inference_.rules().wait(name) && !inference_.rules().eventSource(name);
      return place.expression->at < call.expression->at && !isBrief &&
             !holds(*place.expression, *call.expression) && goesOnTo(place.context, call.context);
    };
    return !place.context.frames.empty() ||
           loops(program_.functions()[unit].facts->body, &place.expression->at) ||
           std::ranges::any_of(index_.callsOf[unit], isWork);
  }

  /// Whether a loop may be left before its condition says so: `if (cancelled()) return;`. What
  /// compares with a number is taken to ask for an error, as in `if (poll(…) < 0) break;`.
  static bool givesUp(const Statement &statement, bool isInner) {
    if (statement.exit == Statement::Exit::returns ||
        (statement.exit == Statement::Exit::breaks && !isInner))
      return true;
    const Expression *condition =
        statement.kind == Statement::Kind::branch ? conditionOf(statement) : nullptr;
    if (condition && condition->kind == Expression::Kind::binary && isComparison(condition->text) &&
        (condition->operands[0].kind == Expression::Kind::literal ||
         condition->operands[1].kind == Expression::Kind::literal))
      return false;
    return std::ranges::any_of(statement.parts, [&](const Statement &part) {
      return givesUp(part, isInner || takesBreaks(statement));
    });
  }

  /// `std::latch done(n);`, made anew in the round, counted down by each of n units as the last
  /// that it does, and waited for.
  bool waitsForEach(const Call &behind, const rules::Limiter &limiter) const {
    const link::VariableId latch =
        permitsObject(program_, behind.unit, *behind.expression, limiter);
    if (latch < 0 || releasedByUnit(inference_, latch, *call_.expression) < 1)
      return false;
    const std::size_t outer = commonFrames(behind.context, call_.context);
    const auto isMade = [&](const Write &write) {
      return write.how == Write::How::initial && write.context.function == call_.context.function &&
             commonFrames(write.context, call_.context) >= outer;
    };
    const auto goesOn = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      return call.context.function >= 0 && call.context.function != call_.context.function &&
             isFollowed(call.context.function, call);
    };
    if (std::ranges::none_of(index_.writes[latch], isMade) ||
        std::ranges::any_of(index_.callsOn[latch], goesOn))
      return false;
    const Bound waited = permitsOf(inference_, latch).bound;
    const Bound started = inference_.rounds(call_.context, outer).bound;
    return waited == started ||
           (waited.form() == Bound::Form::constant && started.form() == Bound::Form::constant &&
            started.count() <= waited.count());
  }

  bool isAround(const Statement &loop) const { return isInside(call_.context, loop); }

  bool waitsUntil(const Call &behind) const {
    const rules::Limiter *limiter =
        inference_.rules().limiter(ruleName(program_, behind.unit, *behind.expression));
    const auto arguments = argumentsOf(*behind.expression);
    if (!limiter || limiter->does != rules::Limiter::Does::waitsUntil)
      return false;
    if (!limiter->conditionArgument)
      return waitsForEach(behind, *limiter);
    if (*limiter->conditionArgument >= static_cast<int>(arguments.size()))
      return false;
    const int symbol = arguments[*limiter->conditionArgument]->symbol;
    for (const link::FunctionId asked : symbol >= 0 ? program_.definitionsOf(behind.unit, symbol)
                                                    : std::vector<link::FunctionId>{})
      if (const Expression *condition = returnedAtEnd(program_.functions()[asked].facts->body))
        return isSetElsewhere(*condition, program_.functions()[asked].unit, nullptr);
    return false;
  }

  /// Whether something that a condition asks is set by other functions, and neither in its loop nor
  /// where the units start: then others say when it is over, and not how many may start.
  bool isSetElsewhere(const Expression &condition, int unit, const Statement *loop) const {
    std::vector<link::VariableId> asked;
    addAsked(condition, unit, loop, asked);
    const auto isHere = [&](const Write &write) {
      return write.how != Write::How::initial && write.how != Write::How::addressTaken &&
             (write.context.function == call_.context.function ||
              (loop && isInside(write.context, *loop)));
    };
    const auto isOfLoop = [&](const Write &write) {
      return loop && write.how != Write::How::initial && isInside(write.context, *loop);
    };
    // a loop that changes what it asks goes round by itself: `i < seen`
    if (std::ranges::any_of(asked, [&](link::VariableId variable) {
          return std::ranges::any_of(index_.writes[variable], isOfLoop);
        }))
      return false;
    const auto isThere = [&](link::VariableId variable) {
      return std::ranges::any_of(index_.writes[variable],
                                 [&](const Write &write) {
                                   return write.how != Write::How::initial &&
                                          write.context.function >= 0 &&
                                          write.context.function != call_.context.function &&
                                          !keepsWaiting(condition, unit, variable, write) &&
                                          !goesOnBehind(write.context.function, write.at);
                                 }) ||
             std::ranges::any_of(index_.callsOn[variable], [&](std::size_t number) {
               const Call &call = index_.calls[number];
               return setsElsewhere(call) &&
                      !goesOnBehind(call.context.function, call.expression->at);
             });
    };
    return std::ranges::any_of(asked, [&](link::VariableId variable) {
      return isThere(variable) && std::ranges::none_of(index_.writes[variable], isHere);
    });
  }

  /// A method of an atomic that changes it, in another function.
  bool setsElsewhere(const Call &call) const {
    const std::string name = ruleName(program_, call.unit, *call.expression);
    const rules::Limiter *limiter = inference_.rules().limiter(name);
    const rules::NumberSource *number = inference_.rules().number(name);
    const bool sets = (limiter && limiter->does == rules::Limiter::Does::raises) ||
                      (number && number->gives == rules::NumberSource::Gives::newValue);
    return sets && call.context.function != call_.context.function;
  }

  /// Whether the condition of a wait still holds with what is written: `done = false` does not end
  /// `while (!done)`.
  bool keepsWaiting(const Expression &condition, int unit, link::VariableId variable,
                    const Write &write) const {
    if (!write.value || write.value->kind != Expression::Kind::literal)
      return false;
    const bool isTest = condition.kind == Expression::Kind::binary && isComparison(condition.text);
    const bool isNot = condition.kind == Expression::Kind::unary && condition.text == "!";
    const Expression &asked = isTest || isNot ? condition.operands[0] : condition;
    if (asked.kind != Expression::Kind::reference ||
        program_.variableOf(unit, asked.symbol) != variable)
      return false;
    if (isTest)
      return condition.operands[1].kind == Expression::Kind::literal &&
             compares(write.value->value, condition.text, condition.operands[1].value);
    return (write.value->value == 0) == isNot;
  }

  /// Whether a function has more to do behind a place than to let go of what it holds: a unit that
  /// says there that it has started, and then serves, is not over.
  bool goesOnBehind(link::FunctionId function, const facts::Place &place) const {
    return function >= 0 && (loops(program_.functions()[function].facts->body, &place) ||
                             std::ranges::any_of(index_.callsOf[function], [&](std::size_t number) {
                               const Call &call = index_.calls[number];
                               return place < call.expression->at && runsOn(call, 0);
                             }));
  }

  /// Whether a loop stands in a statement, and behind the place if there is one.
  static bool loops(const Statement &statement, const facts::Place *place) {
    return (statement.kind == Statement::Kind::loop && (!place || *place < statement.at)) ||
           std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return loops(part, place); });
  }

  /// Whether what is called waits for events, or goes round in a loop.
  bool runsOn(const Call &call, int depth) const {
    constexpr int deepest = 2;
    if (inference_.rules().eventSource(ruleName(program_, call.unit, *call.expression)))
      return true;
    const int symbol = call.expression->symbol;
    if (symbol < 0 || depth > deepest ||
        program_.symbol(call.unit, symbol).kind != facts::Symbol::Kind::function)
      return false;
    return std::ranges::any_of(
        program_.definitionsOf(call.unit, symbol), [&](link::FunctionId callee) {
          return loops(program_.functions()[callee].facts->body, nullptr) ||
                 std::ranges::any_of(index_.callsOf[callee], [&](std::size_t number) {
                   return runsOn(index_.calls[number], depth + 1);
                 });
        });
  }

  /// Not a field of what the loop steps through, as in `at->name`: the next round asks another.
  void addAsked(const Expression &condition, int unit, const Statement *loop,
                std::vector<link::VariableId> &out) const {
    if (condition.kind == Expression::Kind::reference)
      if (const link::VariableId variable = program_.variableOf(unit, condition.symbol);
          variable >= 0 && !isOfAnother(condition, unit, loop))
        out.push_back(variable);
    for (const Expression &operand : condition.operands)
      addAsked(operand, unit, loop, out);
  }

  bool isOfAnother(const Expression &field, int unit, const Statement *loop) const {
    const link::VariableId object =
        loop && !field.operands.empty() && field.operands[0].kind == Expression::Kind::reference
            ? program_.variableOf(unit, field.operands[0].symbol)
            : -1;
    return object >= 0 && std::ranges::any_of(index_.writes[object], [&](const Write &write) {
             return write.how != Write::How::initial && isInside(write.context, *loop);
           });
  }

  /// Where the loop of a wait stands, if it stands in one of its own.
  Context outside(const Call &behind) const {
    Context context = behind.context;
    const Statement *loop = context.frames.empty() ? nullptr : context.frames.back().loop;
    if (!loop || isAround(*loop))
      return context;
    // loops over all units, each waited for
    std::erase_if(context.statements, [&](const Statement *statement) {
      return statement->kind == Statement::Kind::loop && !isAround(*statement);
    });
    return context;
  }

  Inference &inference_;
  const link::Program &program_;
  const BodyIndex &index_;
  const Call &call_;
};

} // namespace

std::optional<std::size_t> framesOfWait(Inference &inference, const Call &call) {
  return Waiting(inference, call).frames();
}

} // namespace loadline::infer
