#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

// What objects and buffers hold that something fills as a whole: by receiving into them, or by
// copying from one that was received into.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Symbol;
using Gives = rules::NumberSource::Gives;

namespace {

/// Whether a call can write the variable that an argument names: it stands behind `&`, is an array
/// or a pointer, or gives its own storage, `text.data()`.
bool canFill(const link::Program &program, int unit, const Expression &argument) {
  if (argument.kind != Expression::Kind::reference)
    return argument.kind == Expression::Kind::unary || argument.kind == Expression::Kind::call ||
           argument.kind == Expression::Kind::subscript;
  const Symbol &symbol = program.symbol(unit, argument.symbol);
  return symbol.isReference || symbol.extent >= 0;
}

/// Whether an object of a type is a text, and a copy of it the same text.
bool holdsText(const std::string &type) {
  return type.find("string") != std::string::npos && type.find("stream") == std::string::npos;
}

/// Whether a pointer leads to variables of the program, as an option that is passed by its address
/// does: one that leads into a buffer leads to data.
bool leadsToNumbers(const Inference &inference, int unit, const Expression &pointer, int depth) {
  constexpr int deepest = 4;
  if (pointer.kind == Expression::Kind::unary && pointer.text == "&")
    return pointer.operands[0].kind == Expression::Kind::reference;
  const link::Program &program = inference.program();
  const link::VariableId id =
      pointer.kind == Expression::Kind::reference ? program.variableOf(unit, pointer.symbol) : -1;
  if (id < 0 || depth > deepest || program.variables()[id].owner < 0 ||
      program.variables()[id].symbol->type.find("char") != std::string::npos)
    return false;
  const link::Variable &parameter = program.variables()[id];
  return std::ranges::all_of(inference.index().edgesInto[parameter.owner], [&](const Edge &edge) {
    const Expression *given = inference.argumentFor(edge, *parameter.symbol);
    return given &&
           leadsToNumbers(inference, inference.index().calls[edge.call].unit, *given, depth + 1);
  });
}

/// Whether an object is the result of a function that is not seen: who knows what it set.
bool isMadeUnseen(const link::Program &program, int unit, const Expression &value) {
  if (value.kind == Expression::Kind::unary && (value.text == "*" || value.text == "&"))
    return isMadeUnseen(program, unit, value.operands[0]);
  if (value.kind != Expression::Kind::call || value.symbol < 0)
    return false;
  const Symbol &callee = program.symbol(unit, value.symbol);
  return callee.kind == Symbol::Kind::function && !callee.usr.empty() && !callee.isSystem &&
         program.definitionsOf(unit, value.symbol).empty();
}

/// Whether code that is not seen may set what is in an object, or in what callers pass for it.
bool isSetUnseen(const Inference &inference, link::VariableId object) {
  const link::Program &program = inference.program();
  const auto isMade = [&](const Write &write) {
    return write.value && isMadeUnseen(program, write.unit, *write.value);
  };
  const auto isTaken = [](const Write &write) { return write.how == Write::How::addressTaken; };
  const auto passes = [&](const Edge &edge) {
    const Expression *given = inference.argumentFor(edge, *program.variables()[object].symbol);
    const int unit = inference.index().calls[edge.call].unit;
    const link::VariableId base = given ? baseVariable(program, unit, *given) : -1;
    return given && (isMadeUnseen(program, unit, *given) ||
                     (base >= 0 && std::ranges::any_of(inference.index().writes[base], isMade)));
  };
  const auto &writes = inference.index().writes[object];
  const link::FunctionId owner = program.variables()[object].owner;
  return std::ranges::any_of(writes, isTaken) || std::ranges::any_of(writes, isMade) ||
         (owner >= 0 && std::ranges::any_of(inference.index().edgesInto[owner], passes));
}

} // namespace

/// The text or buffer in which a pointer or a part of it lies: `buffer + offset`, `strchr(buffer,
/// '=')`, `request.substr(4)`.
const Expression &Inference::textBehind(int unit, const Expression &part) const {
  if (part.kind == Expression::Kind::binary && part.text == "+")
    return textBehind(unit, part.operands.front());
  if (part.kind == Expression::Kind::construct && holdsText(part.type) && !part.operands.empty())
    return textBehind(unit, part.operands.front());
  const rules::NumberSource *rule =
      part.kind == Expression::Kind::call ? rules_.number(ruleName(program_, unit, part)) : nullptr;
  const bool isPart = rule && (rule->gives == Gives::found || rule->gives == Gives::nextWord ||
                               rule->gives == Gives::same);
  return isPart && !part.operands.empty() ? textBehind(unit, part.operands.front()) : part;
}

/// What data of other programs fills the variable, or one that it is copied from; nothing for none.
std::optional<Derived> Inference::receivedInto(link::VariableId id) {
  const auto [known, isNew] = received_.try_emplace(id);
  if (isNew)
    known->second = findReceived(id);
  return known->second;
}

std::optional<Derived> Inference::findReceived(link::VariableId id) const {
  using Place = std::pair<link::VariableId, bool>; // and whether it is inside a callee of the way
  std::vector<Place> open{{id, false}};
  std::set<Place> seen{open.front()};
  while (!open.empty()) {
    const auto [variable, isInside] = open.back();
    open.pop_back();
    for (const std::size_t number : index_.callsWith[variable]) {
      const Call &call = index_.calls[number];
      const rules::NumberSource *rule =
          rules_.number(ruleName(program_, call.unit, *call.expression));
      if (rule && rule->gives == Gives::received &&
          std::ranges::any_of(argumentsOf(*call.expression), [&](const Expression *argument) {
            return canFill(program_, call.unit, *argument) &&
                   baseVariable(program_, call.unit, textBehind(call.unit, *argument)) == variable;
          }))
        return Derived{
            Bound::outside(program_.variables()[id].symbol->name),
            {{position(call.unit, call.expression->at), "read from outside, by " + rule->name}}};
    }
    std::vector<Place> sources;
    for (const link::VariableId source : filledFrom(variable, isInside))
      sources.push_back({source, isInside});
    if (const auto aliases = index_.aliases.find(variable); aliases != index_.aliases.end())
      for (const link::VariableId parameter : aliases->second)
        sources.push_back({parameter, true});
    for (const Place &source : sources)
      if (seen.insert(source).second)
        open.push_back(source);
  }
  return std::nullopt;
}

/// The texts that a value is a word of: of `strtok(nullptr, " ")` those that its function began to
/// take apart, of any other value itself.
std::vector<const Expression *> Inference::wordsBehind(link::FunctionId function, int unit,
                                                       const Expression &value) const {
  const auto takesWord = [&](const Expression &call) {
    const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, call));
    return rule && rule->gives == Gives::nextWord && !call.operands.empty();
  };
  const Expression &asked = converted(value);
  if (function < 0 || !takesWord(asked) || asked.operands[0].kind != Expression::Kind::literal)
    return {&value};
  std::vector<const Expression *> texts;
  for (const std::size_t number : index_.callsOf[function]) {
    const Expression &call = *index_.calls[number].expression;
    if (takesWord(call) && call.operands[0].kind != Expression::Kind::literal)
      texts.push_back(&call.operands[0]);
  }
  return texts;
}

/// The variables whose data a variable holds or points to: what it is copied from, made to point
/// to, or stands for in a callee. Inside a callee that the question came into, other callers than
/// that of the question have no part in it.
std::vector<link::VariableId> Inference::filledFrom(link::VariableId id, bool isInside) const {
  std::vector<link::VariableId> sources;
  const auto add = [&](int unit, const Expression &value) {
    const Expression &start = textBehind(unit, value);
    const link::VariableId base = baseVariable(program_, unit, start);
    if (base >= 0 &&
        (canFill(program_, unit, start) || holdsText(program_.variables()[base].symbol->type)))
      sources.push_back(base);
  };
  const link::Variable &variable = program_.variables()[id];
  const Symbol &symbol = *variable.symbol;
  if (symbol.kind == Symbol::Kind::parameter && variable.owner >= 0 && !isInside)
    for (const Edge &edge : index_.edgesInto[variable.owner])
      if (const Expression *argument = argumentFor(edge, symbol))
        add(index_.calls[edge.call].unit, *argument);
  for (const std::size_t number : index_.callsWith[id]) {
    const Call &call = index_.calls[number];
    const rules::NumberSource *rule =
        rules_.number(ruleName(program_, call.unit, *call.expression));
    const auto arguments = argumentsOf(*call.expression);
    if (rule && rule->gives == Gives::copied && arguments.size() > 1 &&
        baseVariable(program_, call.unit, textBehind(call.unit, *arguments[0])) == id)
      add(call.unit, *arguments[1]);
  }
  if (symbol.isReference || holdsText(symbol.type))
    for (const Write &write : index_.writes[id])
      if (write.value && write.how != Write::How::stepped)
        for (const Expression *value :
             wordsBehind(write.context.function, write.unit, *write.value))
          add(write.unit, *value);
  for (const ElementWrite &write : index_.elementWrites) // `words[n++] = word`
    if (write.container == id && write.value)
      for (const Expression *value : wordsBehind(write.function, write.unit, *write.value))
        add(write.unit, *value);
  return sources;
}

/// What a helper writes for one of its callers, where only others give it what was received:
/// `parse(optarg, &threads)` beside `parse(packet, &length)`.
Derived Inference::asGivenFor(link::VariableId id, const Write &write, Derived value) {
  if (write.context.function < 0 || value.bound.form() != Bound::Form::outside)
    return value;
  const link::Function &helper = program_.functions()[write.context.function];
  for (const int symbol : helper.facts->parameters) {
    const Symbol &parameter = program_.symbol(helper.unit, symbol);
    if (parameter.name != value.bound.name())
      continue;
    const auto place = static_cast<std::size_t>(std::max(parameter.parameter, 0));
    std::optional<Derived> given;
    for (const std::size_t number : index_.callsWith[id]) {
      const Call &call = index_.calls[number];
      const auto arguments = argumentsOf(*call.expression);
      if (call.expression->symbol < 0 || place >= arguments.size() ||
          std::ranges::count(program_.definitionsOf(call.unit, call.expression->symbol),
                             write.context.function) == 0)
        continue;
      given = writtenNumber(call.unit, *arguments[place]);
      if (given->bound.comesFromOutside())
        return value;
    }
    if (given)
      return *std::move(given);
  }
  return value;
}

/// What a pointer that a number is copied from leads to: `memcpy(&n, option, sizeof n)`.
Derived Inference::numberCopied(int unit, const Expression &source) {
  if (const link::VariableId base = baseVariable(program_, unit, source); base >= 0)
    if (auto received = receivedInto(base))
      return *std::move(received);
  if (source.kind == Expression::Kind::literal || leadsToNumbers(*this, unit, source, 0))
    return number(unit, source);
  return {Bound::unknown("what " + nameOf(unit, source) + " holds"),
          {{position(unit, source.at), "copied from data that is not followed"}}};
}

/// The number of a variable; of a field, with what fills its object as a whole.
Derived Inference::numberInObject(int unit, const Expression &expression, Derived own) {
  if (program_.symbol(unit, expression.symbol).kind != Symbol::Kind::field)
    return own;
  for (const Expression *at = &expression;
       at->kind == Expression::Kind::reference && !at->operands.empty();
       at = &at->operands.front()) {
    const link::VariableId object = baseVariable(program_, unit, at->operands.front());
    if (object < 0 && !isMadeUnseen(program_, unit, at->operands.front()))
      continue;
    if (auto received = object < 0 ? std::nullopt : receivedInto(object)) {
      received->bound = Bound::outside(nameOf(unit, expression));
      return *std::move(received);
    }
    if (object < 0 || isSetUnseen(*this, object)) {
      own.bound = Bound::maximum({own.bound, Bound::config(nameOf(unit, expression))});
      own.witness.push_back({position(unit, expression.at), "set where the code is not seen"});
    }
  }
  return own;
}

} // namespace loadline::infer
