#include "analyzer/infer/gates.h"
#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

// How many objects of a class there may be, where each event makes one: what each of them limits
// for itself limits nothing together.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

namespace {

/// Whether a field leads to an object that others made: `Server &server;`, `c->server = server;`.
bool isOfOther(const BodyIndex &index, const facts::Symbol &field, link::VariableId id) {
  return field.isReference && !index.writes[id].empty() &&
         std::ranges::all_of(index.writes[id], [](const Write &write) {
           const Expression *value = write.value ? &converted(*write.value) : nullptr;
           return value && (value->kind == Expression::Kind::reference ||
                            value->kind == Expression::Kind::literal || // null
                            (value->kind == Expression::Kind::unary && value->text == "&"));
         });
}

} // namespace

std::string Inference::holderOf(link::FunctionId method, std::string type) const {
  constexpr int deepest = 4;
  for (int depth = 0; depth < deepest && !type.empty(); ++depth) {
    if (classOf(program_, method) != type)
      return type;
    std::string holder;
    for (const Edge &edge : index_.edgesInto[method]) {
      const Call &call = index_.calls[edge.call];
      const bool isPlain = edge.kind == Edge::Kind::call && !edge.isHandOver &&
                           call.expression->hasObject &&
                           call.expression->operands.front().kind == Expression::Kind::reference;
      const link::VariableId part =
          isPlain ? baseVariable(program_, call.unit, call.expression->operands.front()) : -1;
      const std::string in = part < 0 ? "" : classOfField(part);
      if (in.empty() || program_.variables()[part].symbol->isReference ||
          program_.variables()[part].symbol->type != type || (!holder.empty() && holder != in))
        return type;
      holder = in;
      method = call.context.function;
    }
    if (holder.empty())
      return type;
    type = holder;
  }
  return type;
}

std::optional<Derived> Inference::objectsOfEvents(const std::string &type) {
  const auto [known, isNew] = objects_.try_emplace(type);
  if (!isNew) // an answer, or none as long as it is asked for
    return known->second;
  for (const Call &call : index_.calls)
    if (auto objects = objectsMadeBy(call, type)) {
      const auto event = eventAround(call.context);
      if (event)
        objects->witness.push_back(*event);
      if (event || objects->bound.kind() == bound::Kind::size)
        return objects_[type] = std::move(objects);
    }
  for (link::VariableId id = 0; id < static_cast<link::VariableId>(program_.variables().size());
       ++id)
    if (const facts::Symbol &part = *program_.variables()[id].symbol;
        part.kind == facts::Symbol::Kind::field && part.type == type &&
        !isOfOther(index_, part, id))
      if (auto objects = objectsOfEvents(classOfField(id)))
        return objects_[type] = std::move(objects);
  return std::nullopt;
}

/// The objects that a place makes in rounds whose number is not told, and that outlive these.
std::optional<Derived> Inference::objectsMadeBy(const Call &call, const std::string &type) {
  if (call.context.function < 0 ||
      !(makesOnHeap(call, type) || makesInContainer(call, type) || makesInRound(call, type)) ||
      isDroppedInRound(call))
    return std::nullopt;
  Bound made =
      Bound::product({rounds(call.context).bound, invocations(call.context.function).bound});
  if (made.kind() < bound::Kind::size)
    return std::nullopt;
  return Derived{std::move(made),
                 {{position(call.unit, call.expression->at),
                   fmt::format("each {} has its own, and is made here", type)}}};
}

Derived Inference::objectsStartedWith(const Call &call) {
  if (call.context.function < 0)
    for (const facts::InitialValue &started : program_.units()[call.unit].initialValues) {
      const link::VariableId variable = program_.variableOf(call.unit, started.symbol);
      const std::string owner = variable < 0 ? "" : classOfField(variable);
      if (owner.empty() || !holds(started.value, *call.expression))
        continue;
      for (const Call &made : index_.calls)
        if (auto objects = objectsMadeBy(made, owner))
          return *std::move(objects);
    }
  return {Bound::constant(1), {}};
}

std::string Inference::classOfField(link::VariableId variable) const {
  const facts::Symbol &symbol = *program_.variables()[variable].symbol;
  if (symbol.kind != facts::Symbol::Kind::field)
    return "";
  return symbol.name.substr(0, std::min(symbol.name.rfind("::"), symbol.name.size()));
}

/// `new Session(…)`, `std::make_shared<Session>(…)`, `struct session *s = malloc(sizeof *s)`.
bool Inference::makesOnHeap(const Call &call, const std::string &type) const {
  const Expression &made = *call.expression;
  if (made.kind == Expression::Kind::construct)
    return made.isHeap && made.type.starts_with(type) && withoutArguments(made.type) == type;
  const Statement &statement = *call.context.statements.back();
  const facts::Symbol *given = statement.kind == Statement::Kind::declare
                                   ? &program_.symbol(call.unit, statement.symbol)
                                   : nullptr;
  const bool isOfC = given && given->isReference && given->type == type;
  if (!isOfC && (made.type.find(type) == std::string::npos ||
                 withoutArguments(firstArgument(made.type)) != type))
    return false;
  const rules::SpawnApi *maker = rules_.spawnApi(ruleName(program_, call.unit, made));
  return maker && maker->starts == rules::SpawnApi::Starts::whatItMakes;
}

/// `for (…) { Session session; … }`: what it starts may live on.
bool Inference::makesInRound(const Call &call, const std::string &type) const {
  return call.expression->kind == Expression::Kind::construct && !call.context.frames.empty() &&
         call.context.statements.back()->kind == Statement::Kind::declare &&
         withoutArguments(call.expression->type) == type;
}

/// `sessions.emplace_back()`, `sessions[socket].open()`: a container that holds them by value.
bool Inference::makesInContainer(const Call &call, const std::string &type) const {
  const Expression &made = *call.expression;
  if (!made.hasObject || made.operands.empty())
    return false;
  const Expression &object = made.operands[0];
  const link::VariableId container = baseVariable(program_, call.unit, object);
  if (container < 0)
    return false;
  const std::vector<std::string> held = argumentsOf(program_.variables()[container].symbol->type);
  const auto isType = [&](const std::string &each) { return withoutArguments(each) == type; };
  const bool isByKey = object.kind == Expression::Kind::subscript &&
                       object.operands[1].kind != Expression::Kind::literal && held.size() > 1 &&
                       isType(held[1]); // of a map
  return isByKey || (addsElement(program_, rules_, call) && std::ranges::any_of(held, isType));
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

Derived mostAlive(Inference &inference, const Gate &gate) {
  const auto objects = gate.owner.empty() ? std::nullopt : inference.objectsOfEvents(gate.owner);
  if (!objects)
    return gate.most;
  Derived all{Bound::product({gate.most.bound, objects->bound}), objects->witness};
  append(all.witness, gate.most.witness);
  return all;
}

} // namespace loadline::infer
