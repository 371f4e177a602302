#include "analyzer/infer/moved_elements.h"

#include "analyzer/infer/advances.h"
#include "analyzer/infer/handle_moves.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using link::VariableId;

class Mover {
public:
  Mover(const Inference &inference, link::FunctionId function, VariableId container)
      : program_(inference.program()), rules_(inference.rules()), index_(inference.index()),
        function_(function), unit_(program_.functions()[function].unit), container_(container) {}

  std::vector<VariableId> run() {
    for (const std::size_t number : index_.callsOf[function_])
      if (isGivenPlace(index_.calls[number]))
        addTargets(index_.calls[number]);
    addLocals(program_.functions()[function_].facts->body);
    return std::move(out_);
  }

private:
  void addLocals(const Statement &statement) {
    if (statement.kind == Statement::Kind::declare && !statement.expressions.empty())
      addMadeOfElement(statement);
    for (const Statement &part : statement.parts)
      addLocals(part);
  }

  const std::string &typeOf(VariableId variable) const {
    return program_.variables()[variable].symbol->type;
  }

  /// What a place lies in, or what is written to: of `std::make_move_iterator(v.begin())` and
  /// `std::back_inserter(v)`, v; -1 for none.
  VariableId sequenceIn(const Expression &argument) const {
    const Expression &place = converted(argument);
    if (const Expression *sequence = sequenceOf(program_, rules_, unit_, place))
      return baseVariable(program_, unit_, *sequence);
    const auto given = argumentsOf(place);
    const bool isMade =
        (place.kind == Expression::Kind::call || place.kind == Expression::Kind::construct) &&
        !place.hasObject && given.size() == 1;
    if (!isMade)
      return -1;
    const VariableId inner = sequenceIn(*given.front());
    return inner >= 0 ? inner : baseVariable(program_, unit_, *given.front());
  }

  bool isGivenPlace(const Call &call) const {
    const rules::NumberSource *rule = rules_.number(ruleName(program_, unit_, *call.expression));
    const bool takesAll = rule && rule->gives == rules::NumberSource::Gives::joined; // `splice`
    return std::ranges::any_of(argumentsOf(*call.expression), [&](const Expression *argument) {
      if (takesAll && baseVariable(program_, unit_, *argument) == container_)
        return true;
      const bool isPlace =
          argument->kind == Expression::Kind::call || argument->kind == Expression::Kind::construct;
      return isPlace && sequenceIn(*argument) == container_;
    });
  }

  void addTargets(const Call &call) {
    if (call.expression->hasObject)
      add(baseVariable(program_, unit_, call.expression->operands[0]));
    for (const Expression *argument : argumentsOf(*call.expression))
      add(sequenceIn(*argument));
    const Statement &statement = *call.context.statements.back();
    if (statement.kind == Statement::Kind::declare && !statement.expressions.empty() &&
        &statement.expressions.front() == call.expression)
      add(program_.variableOf(unit_, statement.symbol));
  }

  /// Another container of the same elements.
  void add(VariableId variable) {
    if (variable >= 0 && variable != container_ && !firstArgument(typeOf(variable)).empty() &&
        firstArgument(typeOf(variable)) == firstArgument(typeOf(container_)))
      out_.push_back(variable);
  }

  void addMadeOfElement(const Statement &declaration) {
    const Expression &value = converted(declaration.expressions.front());
    const facts::Symbol &made = program_.symbol(unit_, declaration.symbol);
    if (!made.isReference && !isNumeric(made.type) && isElement(program_, unit_, value) &&
        baseVariable(program_, unit_, value) == container_)
      out_.push_back(program_.variableOf(unit_, declaration.symbol));
  }

  const link::Program &program_;
  const rules::Rules &rules_;
  const BodyIndex &index_;
  const link::FunctionId function_;
  const int unit_;
  const VariableId container_;
  std::vector<VariableId> out_;
};

} // namespace

std::vector<VariableId> elementsMovedTo(const Inference &inference, link::FunctionId function,
                                        VariableId container) {
  return Mover(inference, function, container).run();
}

bool areMovedOnBefore(const Inference &inference, const Call &spawn, const Handles &handles,
                      const Call &taking, std::size_t common) {
  if (handles.mayLiveOn)
    return true;
  const link::Program &program = inference.program();
  const BodyIndex &index = inference.index();
  const VariableId container =
      baseVariable(program, taking.unit, taking.expression->operands.front());
  const auto isOlder = [&](const Write &write) {
    return write.how == Write::How::initial &&
           (write.context.function != spawn.context.function ||
            commonFrames(write.context, spawn.context) < common);
  };
  const auto from = std::ranges::find(handles.all, container); // in the order of the moves
  return std::any_of(from, handles.all.end(), [&](VariableId handle) {
    const bool isItself = handle == container || index.elementOf.contains(handle) ||
                          referredBy(program, index, container) == handle ||
                          referredBy(program, index, handle) == container;
    const auto kind = program.variables()[handle].symbol->kind;
    return !isItself && (kind != facts::Symbol::Kind::local ||
                         std::ranges::any_of(index.writes[handle], isOlder));
  });
}

} // namespace loadline::infer
