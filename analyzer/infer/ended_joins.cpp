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
      : index_(inference.index()), program_(inference.program()), handles_(handles), join_(join),
        loop_(loop) {}

  bool run() const { return !loop_.parts.empty() && breaksOff(loop_.parts.back()); }

private:
  bool breaksOff(const Statement &statement) const {
    if (statement.exit == Statement::Exit::breaks)
      return true;
    const bool hasOwn =
        statement.kind == Statement::Kind::loop || statement.kind == Statement::Kind::choice;
    const Expression *condition =
        statement.kind == Statement::Kind::branch ? conditionOf(statement) : nullptr;
    if (hasOwn ||
        (condition && holds(*condition, [&](const Expression &part) { return saysEnough(part); })))
      return false;
    return std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return breaksOff(part); });
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
