#include "analyzer/infer/advances.h"
#include "analyzer/infer/inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Symbol;

namespace {

bool isMain(const Symbol &symbol) {
  return symbol.name == "main";
}

/// `size()`, `length()`, `count()` without arguments: the container's own word for its size.
bool asksForSize(const std::string &name) {
  const std::string last = lastName(name);
  return last == "size" || last == "length" || last == "count" || last == "ssize";
}

/// A value made of one other; an allocator and its kin beside it say nothing.
bool wrapsItsFirst(const Expression &expression) {
  const auto isDefault = [](const Expression &operand) {
    return operand.kind == Expression::Kind::construct && operand.operands.empty();
  };
  return !expression.operands.empty() &&
         std::all_of(expression.operands.begin() + 1, expression.operands.end(), isDefault);
}

} // namespace

void append(std::vector<findings::Step> &to, const std::vector<findings::Step> &from) {
  to.insert(to.end(), from.begin(), from.end());
}

Derived withShortWitness(Derived derived) {
  constexpr std::size_t most = 24;
  std::vector<findings::Step> kept;
  for (findings::Step &step : derived.witness)
    if (kept.size() < most && std::ranges::find(kept, step) == kept.end())
      kept.push_back(std::move(step));
  return {std::move(derived.bound), std::move(kept)};
}

SourcePosition Inference::position(int unit, const facts::Place &at) const {
  return {program_.fileOf(unit, at), at.line, at.column};
}

std::string Inference::nameOf(int unit, const Expression &expression) const {
  switch (expression.kind) {
  case Expression::Kind::reference:
  case Expression::Kind::function:
    return program_.symbol(unit, expression.symbol).name;
  case Expression::Kind::subscript:
    if (expression.operands.size() == 2 && expression.operands[1].kind == Expression::Kind::literal)
      return fmt::format("{}[{}]", nameOf(unit, expression.operands[0]),
                         expression.operands[1].value);
    return expression.operands.empty() ? "" : nameOf(unit, expression.operands[0]) + "[]";
  case Expression::Kind::call:
    if (expression.hasObject && expression.symbol >= 0 &&
        asksForSize(program_.symbol(unit, expression.symbol).name))
      return nameOf(unit, expression.operands[0]);
    if (const Expression *sequence = sequenceOf(program_, rules_, unit, expression))
      return nameOf(unit, *sequence);
    return expression.symbol >= 0 ? program_.symbol(unit, expression.symbol).name + "()" : "a call";
  case Expression::Kind::unary:
    return expression.operands.empty() ? "" : nameOf(unit, expression.operands[0]);
  case Expression::Kind::text:
    return expression.text;
  case Expression::Kind::construct:
  case Expression::Kind::list:
    if (wrapsItsFirst(expression))
      return nameOf(unit, expression.operands[0]);
    [[fallthrough]];
  default:
    return expression.type.empty() ? "an expression" : expression.type;
  }
}

Derived Inference::number(int unit, const Expression &expression) {
  switch (expression.kind) {
  case Expression::Kind::literal:
    return {Bound::constant(expression.value), {}};
  case Expression::Kind::reference:
    if (const link::VariableId variable = program_.variableOf(unit, expression.symbol);
        variable >= 0)
      return numberInObject(unit, expression, numberOfVariable(variable));
    break;
  case Expression::Kind::call:
    return numberOfCall(unit, expression);
  case Expression::Kind::construct:
  case Expression::Kind::list:
    if (wrapsItsFirst(expression))
      return number(unit, expression.operands[0]);
    break;
  case Expression::Kind::conditional:
    return numberOfConditional(unit, expression);
  case Expression::Kind::binary:
    return numberOfBinary(unit, expression);
  case Expression::Kind::unary:
    if (expression.text == "*" || expression.text == "+" || expression.text == "&" ||
        expression.text == "x--" || expression.text == "--")
      return number(unit, expression.operands[0]);
    break;
  case Expression::Kind::subscript:
    if (const link::VariableId array = baseVariable(program_, unit, expression); array >= 0) {
      const link::Variable &variable = program_.variables()[array];
      if (variable.owner >= 0 && isMain(*program_.functions()[variable.owner].symbol))
        return {Bound::config(nameOf(unit, expression)),
                {{position(unit, expression.at), "an argument of the program"}}};
      if (auto received = receivedInto(array))
        return *std::move(received);
      if (expression.kind == Expression::Kind::subscript)
        if (const Derived element =
                answers_.get({Question::element, array}, [&] { return greatestElement(array); });
            element.bound.kind() != bound::Kind::unknown)
          return element;
      if (expression.kind == Expression::Kind::subscript &&
          variable.symbol->kind == Symbol::Kind::field)
        return {Bound::size(nameOf(unit, expression)),
                {{position(unit, expression.at), "a number among the data of an object"}}};
    }
    break;
  default:
    break;
  }
  return {Bound::unknown("the value of " + nameOf(unit, expression)),
          {{position(unit, expression.at), "this value is not followed"}}};
}

Derived Inference::numberOfCall(int unit, const Expression &call) {
  if (const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, call)))
    return numberFromRule(unit, call, *rule);
  if (call.symbol < 0)
    return {Bound::unknown("the result of a call"),
            {{position(unit, call.at), "it is not known what is called"}}};
  const std::string &name = program_.symbol(unit, call.symbol).name;
  if (call.hasObject && asksForSize(name) && argumentsOf(call).empty() &&
      program_.definitionsOf(unit, call.symbol).empty())
    return sizeOf(unit, call.operands[0]);
  Derived greatest{Bound::constant(0), {}};
  std::vector<Bound> arms;
  for (const link::FunctionId function : program_.definitionsOf(unit, call.symbol)) {
    const Derived returned = numberReturned(function);
    arms.push_back(returned.bound);
    append(greatest.witness, returned.witness);
  }
  if (!arms.empty())
    return {Bound::maximum(std::move(arms)), greatest.witness};
  return {Bound::unknown("the result of " + name + "()"),
          {{position(unit, call.at), "what it returns is not known"}}};
}

Derived Inference::numberReturned(link::FunctionId function) {
  return answers_.get({Question::returned, function},
                      [&] { return withShortWitness(greatestReturn(function)); });
}

/// The greatest value that a function returns; parameters in it are resolved over all callers.
Derived Inference::greatestReturn(link::FunctionId function) {
  const link::Function &callee = program_.functions()[function];
  std::vector<Bound> arms;
  std::vector<findings::Step> witness;
  std::vector<const facts::Statement *> open{&callee.facts->body};
  while (!open.empty()) {
    const facts::Statement *statement = open.back();
    open.pop_back();
    if (statement->kind == facts::Statement::Kind::leave &&
        statement->exit == facts::Statement::Exit::returns && !statement->expressions.empty()) {
      const Derived value = number(callee.unit, statement->expressions.front());
      arms.push_back(value.bound);
      witness.push_back(
          {position(callee.unit, statement->at), callee.symbol->name + " returns it"});
      append(witness, value.witness);
    }
    for (const facts::Statement &part : statement->parts)
      open.push_back(&part);
  }
  if (arms.empty())
    return {Bound::unknown("the result of " + callee.symbol->name + "()"), {}};
  return {Bound::maximum(std::move(arms)), std::move(witness)};
}

Derived Inference::numberFromRule(int unit, const Expression &call,
                                  const rules::NumberSource &rule) {
  using Gives = rules::NumberSource::Gives;
  const std::vector<const Expression *> arguments = argumentsOf(call);
  const findings::Step here{position(unit, call.at), rule.name};
  std::vector<Derived> values;
  if (rule.gives == Gives::smallest || rule.gives == Gives::largest || rule.gives == Gives::clamped)
    for (const Expression *argument :
         arguments.size() == 1 && arguments[0]->kind == Expression::Kind::list
             ? argumentsOf(*arguments[0])
             : arguments)
      if (argument->kind != Expression::Kind::lambda &&
          argument->kind != Expression::Kind::function)
        values.push_back(number(unit, *argument));
  std::vector<Bound> bounds;
  std::vector<findings::Step> witness;
  for (const Derived &value : values) {
    bounds.push_back(value.bound);
    append(witness, value.witness);
  }
  switch (rule.gives) {
  case Gives::hardware:
    return {Bound::hardware(), {{here.at, rule.name + ": the processors of the machine"}}};
  case Gives::argument:
    if (!arguments.empty())
      return writtenNumber(unit, *arguments[0]);
    break;
  case Gives::same:
    if (call.hasObject || !arguments.empty())
      return number(unit, call.operands[0]);
    break;
  case Gives::orElse:
    if (call.hasObject && arguments.size() == 1) { // what it holds, or else the argument
      const Derived held = number(unit, call.operands[0]);
      Derived out = number(unit, *arguments[0]);
      append(out.witness, held.witness);
      return {Bound::maximum({held.bound, out.bound}), std::move(out.witness)};
    }
    break;
  case Gives::size:
    if (!arguments.empty()) {
      const Expression *sequence = sequenceOf(program_, rules_, unit, *arguments[0]);
      return sizeOf(unit, sequence ? *sequence : *arguments[0]);
    }
    break;
  case Gives::environment:
    return {Bound::config(arguments.empty() ? rule.name : nameOf(unit, *arguments[0])),
            {{here.at, "configuration, read by " + rule.name}}};
  case Gives::outside:
  case Gives::received:
    return {Bound::outside(rule.name), {{here.at, "a number from outside, by " + rule.name}}};
  case Gives::smallest:
    return {Bound::minimum(std::move(bounds)), std::move(witness)};
  case Gives::largest:
    return {Bound::maximum(std::move(bounds)), std::move(witness)};
  case Gives::clamped:
    if (bounds.size() == 3)
      return {Bound::maximum({bounds[1], Bound::minimum({bounds[0], bounds[2]})}),
              std::move(witness)};
    break;
  case Gives::scanned:
  case Gives::copied:
  case Gives::cleared:
  case Gives::newValue:
  case Gives::oneElement:
  case Gives::oneLess:
  case Gives::emptiness:
  case Gives::exchanged:
  case Gives::newSize:
  case Gives::counting:
  case Gives::firstOf:
  case Gives::viewOf:
  case Gives::moved:
  case Gives::next:
  case Gives::previous:
  case Gives::first:
  case Gives::end:
  case Gives::found:
  case Gives::nextWord:
  case Gives::joined:
  case Gives::letGo:
    break;
  }
  return {Bound::unknown("the result of " + rule.name), {here}};
}

/// A number written as text. Where nothing says that the text comes from outside, somebody who runs
/// the program wrote it: what is not followed is configuration.
Derived Inference::writtenNumber(int unit, const Expression &text) {
  const Expression &start =
      text.kind == Expression::Kind::binary && text.text == "+" ? text.operands[0] : text;
  if (const link::VariableId base = baseVariable(program_, unit, textBehind(unit, start));
      base >= 0)
    if (auto received = receivedInto(base))
      return *std::move(received);
  Derived written = number(unit, start);
  const bool isDatum =
      written.bound.kind() == bound::Kind::size && !written.bound.comesFromOutside();
  if (start.kind == Expression::Kind::text || written.bound.kind() == bound::Kind::unknown ||
      isDatum)
    written = {withConfig(written.bound, nameOf(unit, start)),
               {{position(unit, text.at), "a number written as text"}}};
  return written;
}

Derived Inference::numberOfVariable(link::VariableId variable) {
  return answers_.get({Question::number, variable}, [&] {
    const Symbol &symbol = *program_.variables()[variable].symbol;
    if (symbol.kind == Symbol::Kind::global)
      if (const rules::NumberSource *rule = rules_.variable(symbol.name))
        return rule->gives == rules::NumberSource::Gives::hardware ? Derived{Bound::hardware(), {}}
               : rule->gives == rules::NumberSource::Gives::emptiness
                   ? Derived{Bound::constant(0), {}}
                   : Derived{Bound::config(symbol.name), {}};
    if (symbol.extent >= 0 || symbol.type.ends_with('*'))
      if (auto received = receivedInto(variable))
        return *std::move(received);
    Derived most = symbol.kind == Symbol::Kind::parameter ? numberOfParameter(variable)
                                                          : greatestWrite(variable);
    return withShortWitness(clamped(variable, false, std::move(most)));
  });
}

/// The variable and the parameters that stand for it in functions that may write it.
std::set<link::VariableId> Inference::withAliases(link::VariableId id) const {
  std::set<link::VariableId> all{id};
  std::vector<link::VariableId> open{id};
  while (!open.empty()) {
    const auto found = index_.aliases.find(open.back());
    open.pop_back();
    for (const link::VariableId alias :
         found == index_.aliases.end() ? std::vector<link::VariableId>{} : found->second)
      if (all.insert(alias).second)
        open.push_back(alias);
  }
  return all;
}

/// Whether a field that refers to a variable may change it, whenever a method of its object runs.
/// That it comes to refer to it changes nothing.
bool Inference::isSetThroughField(link::VariableId variable) const {
  const std::set<link::VariableId> names = withAliases(variable);
  const auto sets = [&](const Write &write) {
    const bool isBound =
        write.value && names.contains(baseVariable(program_, write.unit, *write.value));
    return write.how != Write::How::initial && !isBound;
  };
  return std::ranges::any_of(names, [&](link::VariableId alias) {
    return alias != variable &&
           program_.variables()[alias].symbol->kind == facts::Symbol::Kind::field &&
           std::ranges::any_of(index_.writes[alias], sets);
  });
}

std::vector<const Write *> Inference::allWrites(link::VariableId id) const {
  std::vector<const Write *> writes;
  for (const link::VariableId each : withAliases(id))
    for (const Write &write : index_.writes[each])
      writes.push_back(&write);
  return writes;
}

/// As `number`, and `offset` more: `n - 1` and one more is `n`.
Derived Inference::numberPlus(int unit, const Expression &expression, std::int64_t offset) {
  constexpr std::int64_t farthest = std::int64_t{1} << 40; // beyond it adding might overflow
  const bool isSum = expression.kind == Expression::Kind::binary &&
                     (expression.text == "+" || expression.text == "-");
  if (auto wrapped = wrappedBelowZero(unit, expression))
    return *std::move(wrapped);
  if (isSum && expression.operands[1].kind == Expression::Kind::literal &&
      std::abs(expression.operands[1].value) < farthest)
    return numberPlus(unit, expression.operands[0],
                      offset + (expression.text == "+" ? 1 : -1) * expression.operands[1].value);
  Derived derived = number(unit, expression);
  if (derived.bound.form() == Bound::Form::constant && derived.bound.count() < farthest)
    derived.bound = Bound::constant(derived.bound.count() + offset);
  else if (offset > 0)
    derived.bound = Bound::sum({derived.bound, Bound::constant(offset)});
  return derived;
}

/// The greatest argument over all callers that are seen; with none seen, or where a header lets
/// others call too, configuration.
Derived Inference::numberOfParameter(link::VariableId id) {
  const link::Variable &variable = program_.variables()[id];
  const std::string name = variable.symbol->name.empty() ? "a parameter" : variable.symbol->name;
  std::vector<Bound> arms;
  std::vector<findings::Step> witness;
  if (variable.owner >= 0 && !isMain(*program_.functions()[variable.owner].symbol))
    for (const Edge &edge : index_.edgesInto[variable.owner]) {
      const Call &call = index_.calls[edge.call];
      const Expression *argument = argumentFor(edge, *variable.symbol);
      if (!argument)
        continue;
      const Derived value = number(call.unit, *argument);
      arms.push_back(value.bound);
      witness.push_back({position(call.unit, call.expression->at),
                         fmt::format("{} = {}", name, toString(value.bound))});
      append(witness, value.witness);
    }
  for (const Given &given : variable.owner >= 0 ? givenOtherwise(id) : std::vector<Given>{}) {
    const Derived value = number(given.unit, *given.value);
    arms.push_back(value.bound);
    witness.push_back({position(given.unit, given.value->at),
                       fmt::format("{} = {}", name, toString(value.bound))});
    append(witness, value.witness);
  }
  if (auto element = arms.empty() ? numberOfElement(id) : std::nullopt) {
    arms.push_back(element->bound);
    append(witness, element->witness);
  }
  if (arms.empty() || isOfALibrary(variable.owner)) // others may call it too
    arms.push_back(Bound::config(name));
  const auto maySay = [](const Write *write) { // that it is raised, or masked
    return write->how != Write::How::stepped || write->grows || write->by == "&";
  };
  if (std::ranges::none_of(allWrites(id), maySay))
    return {Bound::maximum(std::move(arms)), std::move(witness)};
  Derived own = greatestWrite(id, std::move(arms));
  append(witness, own.witness);
  return {std::move(own.bound), std::move(witness)};
}

/// Whether a header offers the function to programs that are not seen: no program that is seen
/// keeps the header among its own sources, in or below the folder of its `main`.
bool Inference::isOfALibrary(link::FunctionId id) {
  if (id < 0 || !program_.functions()[id].symbol->isOpen)
    return false;
  const auto folderOf = [&](int unit, int file) {
    const std::string &path = program_.units()[unit].files[file];
    return path.substr(0, path.rfind('/') + 1);
  };
  if (!programFolders_) {
    programFolders_.emplace();
    for (const link::Function &function : program_.functions())
      if (isMain(*function.symbol) && function.facts->at.file >= 0)
        programFolders_->insert(folderOf(function.unit, function.facts->at.file));
  }
  const link::Function &function = program_.functions()[id];
  const int header = function.symbol->declaredIn;
  return header >= 0 && std::ranges::none_of(*programFolders_, [&](const std::string &folder) {
           return folderOf(function.unit, header).starts_with(folder);
         });
}

} // namespace loadline::infer
