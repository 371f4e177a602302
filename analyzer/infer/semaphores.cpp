#include "analyzer/infer/semaphores.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using Does = rules::Limiter::Does;

link::VariableId permitsObject(const link::Program &program, int unit, const Expression &call,
                               const rules::Limiter &limiter) {
  const auto arguments = argumentsOf(call);
  if (limiter.objectArgument)
    return *limiter.objectArgument < static_cast<int>(arguments.size())
               ? baseVariable(program, unit, *arguments[*limiter.objectArgument])
               : -1;
  return call.hasObject ? baseVariable(program, unit, call.operands[0]) : -1;
}

Derived permitsOf(Inference &inference, link::VariableId semaphore) {
  const BodyIndex &index = inference.index();
  const link::Program &program = inference.program();
  std::vector<Bound> arms;
  std::vector<findings::Step> witness;
  const auto add = [&](int unit, const Expression &call) {
    const rules::Limiter *limiter = inference.rules().limiter(ruleName(program, unit, call));
    const auto arguments = argumentsOf(call);
    if (!limiter || limiter->does != Does::permits || !limiter->countArgument ||
        *limiter->countArgument >= static_cast<int>(arguments.size()))
      return;
    const Derived count = inference.number(unit, *arguments[*limiter->countArgument]);
    arms.push_back(count.bound);
    witness.push_back(
        {inference.position(unit, call.at), fmt::format("it has {}", toString(count.bound))});
  };
  for (const Write &write : index.writes[semaphore])
    if (write.value)
      add(write.unit, *write.value);
  for (const auto *calls : {&index.callsWith[semaphore], &index.callsOn[semaphore]})
    for (const std::size_t number : *calls)
      add(index.calls[number].unit, *index.calls[number].expression);
  if (arms.empty())
    return {Bound::config("permits of " + program.variables()[semaphore].symbol->name), {}};
  return {Bound::maximum(std::move(arms)), std::move(witness)};
}

std::int64_t amountOf(const Expression &call, const rules::Limiter &limiter) {
  const auto arguments = argumentsOf(call);
  const std::size_t place = limiter.objectArgument ? 1 : 0;
  return place < arguments.size() && arguments[place]->kind == Expression::Kind::literal
             ? arguments[place]->value
             : 1;
}

std::int64_t releasedByUnit(const Inference &inference, link::VariableId semaphore,
                            const Expression &start) {
  const BodyIndex &index = inference.index();
  const auto isEntry = [&](link::FunctionId function) {
    return function >= 0 && std::ranges::any_of(index.edgesInto[function], [&](const Edge &edge) {
             return edge.kind == Edge::Kind::spawn && index.calls[edge.call].expression == &start;
           });
  };
  const auto isPassed = [](const facts::Statement *statement) {
    return statement->kind != facts::Statement::Kind::branch &&
           statement->kind != facts::Statement::Kind::choice;
  };
  std::int64_t released = 0;
  for (const auto *calls : {&index.callsOn[semaphore], &index.callsWith[semaphore]})
    for (const std::size_t number : *calls) {
      const Call &call = index.calls[number];
      const rules::Limiter *limiter =
          inference.rules().limiter(ruleName(inference.program(), call.unit, *call.expression));
      if (limiter && limiter->does == Does::releases && call.context.frames.empty() &&
          std::ranges::all_of(call.context.statements, isPassed) && isEntry(call.context.function))
        released += amountOf(*call.expression, *limiter);
    }
  return released;
}

} // namespace loadline::infer
