#include "analyzer/infer/ended_joins.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;

class Breaks {
public:
  Breaks(const Inference &inference, const Handles &handles, const Call &join,
         const Statement &loop)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        handles_(handles), join_(join), loop_(loop) {}

  bool run() const {
    const Expression *condition =
        loop_.loop == Statement::Loop::rangeFor ? nullptr : conditionOf(loop_);
    return (condition && asksIfEnded(*condition)) ||
           (!loop_.parts.empty() && breaksOff(loop_.parts.back()));
  }

private:
  bool breaksOff(const Statement &statement) const {
    if (statement.exit == Statement::Exit::breaks)
      return true;
    const bool hasOwn =
        statement.kind == Statement::Kind::loop || statement.kind == Statement::Kind::choice;
    const Expression *condition =
        statement.kind == Statement::Kind::branch ? conditionOf(statement) : nullptr;
    const auto says = [&](const Expression &part) { return saysEnough(part); };
    if (hasOwn || (condition && holds(*condition, says) && !asksIfEnded(*condition)))
      return false;
    return std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return breaksOff(part); });
  }

  /// `all.front().wait_for(0s) == ready`, `isDone(all.front())`, `all.front().done`: whether a part
  /// asks an element how far its unit is, which leaves those that still run. Not of what the code
  /// that starts them sets, which says whether there is one.
  bool asksIfEnded(const Expression &condition) const {
    return holds(condition, [&](const Expression &part) {
      const bool isOfUnit = std::ranges::any_of(
          part.operands, [&](const Expression &operand) { return isElementOfHandles(operand); });
      if (!isOfUnit || &part == join_.expression || part.symbol < 0)
        return false;
      if (part.kind == Expression::Kind::reference)
        return isSetElsewhere(program_.variableOf(join_.unit, part.symbol));
      if (part.kind != Expression::Kind::call)
        return false;
      const rules::Wait *wait = inference_.rules().wait(ruleName(program_, join_.unit, part));
      return (wait && wait->ends == rules::Wait::Ends::inTime) ||
             !program_.definitionsOf(join_.unit, part.symbol).empty();
    });
  }

  /// An element of what holds the units, or the one whose part is joined: `all.front()` with
  /// `all.front().thread.join()`.
  bool isElementOfHandles(const Expression &expression) const {
    const link::VariableId base = baseVariable(program_, join_.unit, expression);
    const bool isOne = base >= 0 && (isElement(program_, join_.unit, expression) ||
                                     index_.elementOf.contains(base));
    return isOne && (std::ranges::count(handles_.all, base) > 0 ||
                     holds(*join_.expression, [&](const Expression &part) {
                       return baseVariable(program_, join_.unit, part) == base;
                     }));
  }

  bool isSetElsewhere(link::VariableId field) const {
    return field >= 0 && std::ranges::count(handles_.all, field) == 0 &&
           std::ranges::none_of(index_.writes[field], [&](const Write &write) {
             return write.context.function == join_.context.function && !startsObject(write);
           });
  }

  /// The join itself, a handle, or what the loop gives a value: `if (++joined == started)`.
  bool saysEnough(const Expression &part) const {
    if (&part == join_.expression)
      return true;
    const link::VariableId variable =
        part.kind == Expression::Kind::reference && part.operands.empty()
            ? program_.variableOf(join_.unit, part.symbol)
            : -1;
    if (variable < 0)
      return false;
    const bool isElement = loop_.loop == Statement::Loop::rangeFor && part.symbol == loop_.symbol;
    return (!isElement && std::ranges::count(handles_.all, variable) > 0) ||
           std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
             return (write.value && holds(*write.value, *join_.expression)) ||
                    (write.how != Write::How::initial && isInBody(write.context));
           });
  }

  /// Not in the head of the loop: its counter goes on whatever was joined.
  bool isInBody(const Context &context) const {
    return std::ranges::any_of(context.statements, [&](const Statement *statement) {
      return statement == &loop_.parts.back();
    });
  }

  const Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const Handles &handles_;
  const Call &join_;
  const Statement &loop_;
};

} // namespace

bool endsBeforeAll(const Inference &inference, const Handles &handles, const Call &join,
                   std::size_t common) {
  const auto &frames = join.context.frames;
  return std::any_of(frames.begin() + static_cast<std::ptrdiff_t>(common), frames.end(),
                     [&](const Frame &frame) {
                       return frame.loop && Breaks(inference, handles, join, *frame.loop).run();
                     });
}

} // namespace loadline::infer
