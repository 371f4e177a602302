#include "analyzer/infer/given_states.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;

class Finder {
public:
  Finder(const Inference &inference, link::FunctionId function)
      : inference_(inference), program_(inference.program()), index_(inference.index()),
        function_(function) {}

  std::vector<GivenState> run(link::VariableId variable) {
    for (const Write &write : index_.writes[variable])
      if (write.how == Write::How::assigned && write.value)
        add(write.context, write.at, write.unit, *write.value);
    for (const std::size_t number : index_.callsOn[variable]) {
      const Call &call = index_.calls[number];
      const auto arguments = argumentsOf(*call.expression);
      if (!arguments.empty() && sets(call))
        add(call.context, call.expression->at, call.unit, *arguments.front());
    }
    return std::move(states_);
  }

private:
  /// `state.store(s)`, `state = s` of an atomic.
  bool sets(const Call &call) const {
    if (call.expression->symbol < 0)
      return false;
    const std::string name = lastName(program_.symbol(call.unit, call.expression->symbol).name);
    const rules::Limiter *limiter =
        inference_.rules().limiter(ruleName(program_, call.unit, *call.expression));
    return name == "operator=" || (limiter && limiter->does == rules::Limiter::Does::raises &&
                                   !lastName(limiter->name).starts_with("fetch"));
  }

  void add(const Context &context, const facts::Place &at, int unit, const Expression &value) {
    if (value.kind == Expression::Kind::literal) {
      if (context.function == function_)
        states_.push_back({context, at, value.value});
      return;
    }
    const link::VariableId given =
        value.kind == Expression::Kind::reference ? program_.variableOf(unit, value.symbol) : -1;
    if (given < 0 || context.function < 0 || context.function == function_ ||
        program_.variables()[given].owner != context.function)
      return;
    for (const Edge &edge : index_.edgesInto[context.function])
      addPassed(edge, *program_.variables()[given].symbol);
  }

  /// What the function gives to a setter's parameter.
  void addPassed(const Edge &edge, const facts::Symbol &parameter) {
    const Call &call = index_.calls[edge.call];
    if (call.context.function != function_ || edge.kind != Edge::Kind::call || edge.isHandOver)
      return;
    const Expression *argument = inference_.argumentFor(edge, parameter);
    if (argument && argument->kind == Expression::Kind::literal)
      states_.push_back({call.context, call.expression->at, argument->value});
  }

  const Inference &inference_;
  const link::Program &program_;
  const BodyIndex &index_;
  link::FunctionId function_;
  std::vector<GivenState> states_;
};

} // namespace

std::vector<GivenState> statesGiven(const Inference &inference, link::FunctionId function,
                                    link::VariableId variable) {
  return Finder(inference, function).run(variable);
}

} // namespace loadline::infer
