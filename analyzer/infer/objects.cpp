#include "analyzer/infer/inference.h"

#include <fmt/format.h>

#include <algorithm>

// How many objects of a class there may be, where each event makes one: what each of them limits
// for itself limits nothing together.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

std::optional<Derived> Inference::objectsOfEvents(const std::string &type) {
  const auto [known, isNew] = objects_.try_emplace(type);
  if (!isNew) // an answer, or none as long as it is asked for
    return known->second;
  for (const Call &call : index_.calls) {
    if (call.context.function < 0 || !makesOnHeap(call, type) || isDroppedInRound(call))
      continue;
    const std::optional<findings::Step> event = eventAround(call.context);
    Bound made =
        Bound::product({rounds(call.context).bound, invocations(call.context.function).bound});
    if (!event || made.kind() < bound::Kind::size)
      continue;
    return objects_[type] = Derived{std::move(made),
                                    {{position(call.unit, call.expression->at),
                                      fmt::format("each {} has its own, and is made here", type)},
                                     *event}};
  }
  for (link::VariableId id = 0; id < static_cast<link::VariableId>(program_.variables().size());
       ++id)
    if (const facts::Symbol &part = *program_.variables()[id].symbol;
        part.kind == facts::Symbol::Kind::field && part.type == type)
      if (auto objects = objectsOfEvents(classOfField(id)))
        return objects_[type] = std::move(objects);
  return std::nullopt;
}

std::string Inference::classOfField(link::VariableId variable) const {
  const facts::Symbol &symbol = *program_.variables()[variable].symbol;
  if (symbol.kind != facts::Symbol::Kind::field)
    return "";
  return symbol.name.substr(0, std::min(symbol.name.rfind("::"), symbol.name.size()));
}

/// `new Session(…)`, `std::make_shared<Session>(…)`.
bool Inference::makesOnHeap(const Call &call, const std::string &type) const {
  const Expression &made = *call.expression;
  if (made.kind == Expression::Kind::construct)
    return made.isHeap && made.type.starts_with(type) && withoutArguments(made.type) == type;
  if (made.type.find(type) == std::string::npos ||
      withoutArguments(firstArgument(made.type)) != type)
    return false;
  const rules::SpawnApi *maker = rules_.spawnApi(ruleName(program_, call.unit, made));
  return maker && maker->starts == rules::SpawnApi::Starts::whatItMakes;
}

/// `auto session = std::make_unique<Session>(…);` that goes nowhere else, or is deleted there.
bool Inference::isDroppedInRound(const Call &call) const {
  const Statement &statement = *call.context.statements.back();
  const bool isKeptThere = statement.kind == Statement::Kind::declare &&
                           !statement.expressions.empty() &&
                           &statement.expressions.front() == call.expression;
  const link::VariableId variable =
      isKeptThere ? program_.variableOf(call.unit, statement.symbol) : -1;
  if (variable < 0)
    return false;
  const auto isOfDestructor = [&](std::size_t number) {
    const Expression &end = *index_.calls[number].expression;
    return index_.calls[number].context.function == call.context.function &&
           (end.symbol < 0 ||
            program_.symbol(call.unit, end.symbol).name.find('~') != std::string::npos);
  };
  if (std::ranges::any_of(index_.callsOn[variable], isOfDestructor))
    return true;
  const auto isLetGo = [&](std::size_t number) {
    const rules::NumberSource *rule =
        rules_.number(ruleName(program_, call.unit, *index_.calls[number].expression));
    return rule && rule->gives == rules::NumberSource::Gives::letGo;
  };
  return call.expression->type.starts_with("std::unique_ptr") &&
         index_.callsWith[variable].empty() && !index_.copies.contains(variable) &&
         std::ranges::none_of(index_.callsOn[variable], isLetGo);
}

Derived Inference::runsOnce(const Edge &edge) {
  const Call &call = index_.calls[edge.call];
  const rules::EventSource *event =
      rules_.eventSource(ruleName(program_, call.unit, *call.expression));
  const auto arguments = argumentsOf(*call.expression);
  const link::VariableId flag =
      event && !arguments.empty() ? baseVariable(program_, call.unit, *arguments.front()) : -1;
  if (const std::string owner = flag < 0 ? "" : classOfField(flag); !owner.empty())
    if (auto objects = objectsOfEvents(owner))
      return *std::move(objects);
  return {Bound::constant(1), {}};
}

} // namespace loadline::infer
