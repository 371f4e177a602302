#include "analyzer/infer/named_handlers.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;

namespace {

/// The text that an argument is, or is made of.
const std::string *textIn(const Expression &argument) {
  if (argument.kind == Expression::Kind::text)
    return &argument.text;
  return argument.operands.size() == 1 ? textIn(argument.operands[0]) : nullptr;
}

/// `Server` of `net::Server *`, with its namespaces.
std::string className(const std::string &type) {
  const std::string plain = withoutArguments(type);
  return plain.substr(0, plain.find_last_not_of("*& ") + 1);
}

} // namespace

Edge::Kind edgeKind(const rules::EventSource &event) {
  switch (event.runs) {
  case rules::EventSource::Runs::onceLater:
    return Edge::Kind::onceLater;
  case rules::EventSource::Runs::perEvent:
    return Edge::Kind::perEvent;
  case rules::EventSource::Runs::onceEver:
    return Edge::Kind::onceEver;
  case rules::EventSource::Runs::perCall:
  case rules::EventSource::Runs::perElement:
  case rules::EventSource::Runs::whereCalled:
    break;
  }
  return Edge::Kind::call;
}

NamedHandlers::NamedHandlers(const link::Program &program) : program_(program) {
  for (std::size_t id = 0; id < program.functions().size(); ++id)
    if (const link::Function &function = program.functions()[id];
        function.facts->kind == facts::Function::Kind::method)
      methods_[lastName(function.symbol->name)].push_back(static_cast<link::FunctionId>(id));
}

void NamedHandlers::note(BodyIndex &index, std::size_t number, const rules::EventSource *event,
                         Edge::Kind kind) const {
  if (!event || event->namedBehind.empty())
    return;
  const Call call = index.calls[number];
  const std::vector<Expression> &operands = call.expression->operands;
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const std::string *text = textIn(operands[i]);
    if (!text || !text->starts_with(event->namedBehind))
      continue;
    const std::size_t first = event->namedBehind.size();
    const std::string name = text->substr(first, text->find('(') - first);
    const bool isAfterSignal = textIn(operands[i - 1]); // without a receiver: the object itself
    const std::string type = typeOf(call, operands[isAfterSignal ? 0 : i - 1]);
    for (const link::FunctionId method : methodsOf(type, name))
      index.edgesInto[method].push_back(
          {.kind = kind, .callee = method, .call = number, .isHandOver = true});
  }
}

std::vector<link::FunctionId> NamedHandlers::methodsOf(const std::string &type,
                                                       const std::string &name) const {
  const auto named = methods_.find(name);
  if (named == methods_.end())
    return {};
  std::vector<link::FunctionId> ofClass;
  for (const link::FunctionId id : named->second)
    if (program_.functions()[id].symbol->name == type + "::" + name)
      ofClass.push_back(id);
  const bool isOnly = named->second.size() == 1;
  return ofClass.empty() && isOnly ? named->second : ofClass;
}

std::string NamedHandlers::typeOf(const Call &call, const Expression &object) const {
  if (object.kind == Expression::Kind::other && object.text == "this" &&
      call.context.function >= 0) {
    const std::string &function = program_.functions()[call.context.function].symbol->name;
    return function.substr(0, std::min(function.rfind("::"), function.size()));
  }
  return className(object.symbol >= 0 ? program_.symbol(call.unit, object.symbol).type
                                      : object.type);
}

} // namespace loadline::infer
