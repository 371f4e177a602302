#include "analyzer/infer/advances.h"
#include "analyzer/infer/conditions.h"
#include "analyzer/infer/inference.h"
#include "analyzer/infer/keyed_elements.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Symbol;

namespace {

/// Default construction, written or not.
bool isEmpty(const Expression &value) {
  return value.operands.empty() &&
         (value.kind == Expression::Kind::construct || value.kind == Expression::Kind::list ||
          value.kind == Expression::Kind::other);
}

/// `std::vector::end`, `std::begin`, `rend`.
bool isBeginOrEnd(const std::string &name) {
  const std::string last = lastName(name);
  return last.ends_with("begin") || last.ends_with("end");
}

} // namespace

Derived Inference::sizeOf(int unit, const Expression &container) {
  if (const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, container));
      rule && comesFromOutside(*rule))
    return {Bound::outside(rule->name),
            {{position(unit, container.at), "as many as there are outside, by " + rule->name}}};
  const bool isStruct = container.kind == Expression::Kind::construct &&
                        !container.operands.empty() && container.operands[0].text == "=";
  if (isStruct && !constructedSize(unit, container))
    return {Bound::size(nameOf(unit, container)),
            {{position(unit, container.at), "as many as it has elements"}}};
  if (container.kind == Expression::Kind::list ||
      (container.kind == Expression::Kind::construct && !container.operands.empty()))
    if (const auto size = constructedSize(unit, container))
      return *size;
  if (container.kind == Expression::Kind::reference || container.kind == Expression::Kind::call)
    if (const link::VariableId variable = wholeVariable(program_, unit, container); variable >= 0)
      return sizeOfVariable(variable);
  if ((container.kind == Expression::Kind::unary ||
       container.kind == Expression::Kind::construct) &&
      container.operands.size() == 1)
    return sizeOf(unit, container.operands[0]);
  if (auto view = sizeOfView(unit, container))
    return *std::move(view);
  if (container.kind == Expression::Kind::call && container.symbol >= 0) {
    std::vector<Bound> arms;
    std::vector<findings::Step> witness;
    for (const link::FunctionId callee : program_.definitionsOf(unit, container.symbol)) {
      const Derived each = sizeReturned(callee);
      arms.push_back(each.bound);
      append(witness, each.witness);
    }
    // what is told only by the name of a local reads better by the function's
    if (!arms.empty())
      if (const Bound most = Bound::maximum(std::move(arms)); most.kind() <= bound::Kind::config)
        return {most, std::move(witness)};
  }
  if (container.kind == Expression::Kind::text)
    return {Bound::constant(static_cast<std::int64_t>(container.text.size())), {}};
  return {Bound::size(nameOf(unit, container)),
          {{position(unit, container.at), "as many as it has elements"}}};
}

/// The most elements of what a function returns.
Derived Inference::sizeReturned(link::FunctionId function) {
  const link::Function &callee = program_.functions()[function];
  return answers_.get({Question::returnedSize, function}, [&] {
    std::vector<Bound> arms;
    std::vector<findings::Step> witness;
    std::vector<const facts::Statement *> open{&callee.facts->body};
    while (!open.empty()) {
      const facts::Statement *statement = open.back();
      open.pop_back();
      for (const facts::Statement &part : statement->parts)
        open.push_back(&part);
      if (statement->exit != facts::Statement::Exit::returns || statement->expressions.empty())
        continue;
      const Expression &value = statement->expressions.front();
      if (isEmpty(value))
        continue;
      const Derived size = sizeOf(callee.unit, value);
      arms.push_back(size.bound);
      witness.push_back(
          {position(callee.unit, statement->at), callee.symbol->name + " returns it"});
      append(witness, size.witness);
    }
    if (arms.empty() || Bound::maximum(arms).isConstant(0)) // what fills it is not seen
      return Derived{Bound::size(callee.symbol->name + "()"), {}};
    return withShortWitness({Bound::maximum(std::move(arms)), std::move(witness)});
  });
}

/// `iota(0, n)`, `v | take(8)`, `filter(v, f)`; nothing for what is no such range.
std::optional<Derived> Inference::sizeOfView(int unit, const Expression &view) {
  using Gives = rules::NumberSource::Gives;
  const bool isPiped = view.kind == Expression::Kind::binary && view.text == "|";
  const Expression &adaptor = isPiped ? view.operands[1] : view;
  const bool isNamed = adaptor.kind == Expression::Kind::reference; // `| std::views::reverse`
  const rules::NumberSource *rule = rules_.number(
      isNamed ? program_.symbol(unit, adaptor.symbol).name : ruleName(program_, unit, adaptor));
  if (!rule || (isNamed && !isPiped))
    return std::nullopt;
  const auto arguments = isNamed ? std::vector<const Expression *>{} : argumentsOf(adaptor);
  const Expression *source = isPiped             ? &view.operands[0]
                             : arguments.empty() ? nullptr
                                                 : arguments.front();
  const findings::Step here{position(unit, adaptor.at), rule->name};
  if (rule->gives == Gives::viewOf && source)
    return sizeOf(unit, *source);
  if (rule->gives == Gives::counting && arguments.size() == 2) {
    const Bound from = number(unit, *arguments[0]).bound;
    Derived to = from.isConstant(0) || from.form() != Bound::Form::constant
                     ? number(unit, *arguments[1])
                     : numberPlus(unit, *arguments[1], -from.count());
    to.witness.insert(to.witness.begin(), here);
    return to;
  }
  if (rule->gives == Gives::counting && arguments.size() == 1)
    return Derived{Bound::unbounded(), {{here.at, "a range without end"}}};
  if (rule->gives == Gives::firstOf && source && !arguments.empty()) {
    const Derived all = sizeOf(unit, *source);
    Derived some = number(unit, *arguments.back());
    some.witness.insert(some.witness.begin(), here);
    if (all.bound.kind() > some.bound.kind())
      return some;
    some.bound = Bound::minimum({some.bound, all.bound});
    append(some.witness, all.witness);
    return some;
  }
  return std::nullopt;
}

/// Whether the function of a parameter gives it a size whenever it runs, whatever it held.
bool Inference::isResizedFirst(link::VariableId id) const {
  return std::ranges::any_of(index_.callsOn[id], [&](std::size_t number) {
    const Call &call = index_.calls[number];
    const rules::NumberSource *rule =
        rules_.number(ruleName(program_, call.unit, *call.expression));
    return rule && rule->gives == rules::NumberSource::Gives::newSize &&
           call.context.function == program_.variables()[id].owner &&
           isAlwaysDone(call.context, id, nullptr);
  });
}

Derived Inference::sizeOfVariable(link::VariableId id) {
  const Symbol &symbol = *program_.variables()[id].symbol;
  if (symbol.extent >= 0)
    return {Bound::constant(symbol.extent), {}};
  return answers_.get({Question::size, id},
                      [&] { return withShortWitness(clamped(id, true, filledOrPassed(id))); });
}

/// What is put into a container, and for a parameter what its callers pass.
Derived Inference::filledOrPassed(link::VariableId id) {
  const link::Variable &variable = program_.variables()[id];
  const Symbol &symbol = *variable.symbol;
  std::optional<Derived> size = filled(id);
  if (symbol.kind == Symbol::Kind::parameter && !(size && isResizedFirst(id))) {
    std::vector<Bound> arms;
    Derived passed{Bound::constant(0), {}};
    bool isCopied = false; // what is filled here is not in the caller's size
    for (const Edge &edge :
         variable.owner >= 0 ? index_.edgesInto[variable.owner] : std::vector<Edge>{})
      if (const Expression *argument = argumentFor(edge, symbol)) {
        const Derived each = sizeOf(index_.calls[edge.call].unit, *argument);
        arms.push_back(each.bound);
        append(passed.witness, each.witness);
        isCopied = isCopied || argument->kind != Expression::Kind::unary;
      }
    if (!arms.empty()) {
      const Bound filledHere = size && isCopied ? size->bound : Bound::constant(0);
      size = Derived{Bound::sum({Bound::maximum(std::move(arms)), filledHere}),
                     std::move(passed.witness)};
    } else {
      size.reset();
    }
  }
  return size ? *std::move(size) : Derived{Bound::size(symbol.name), {}};
}

/// What the code that is seen puts into a container; nothing where it can't tell or nothing is
/// seen.
std::optional<Derived> Inference::filled(link::VariableId id) {
  std::vector<Bound> terms;
  std::vector<findings::Step> witness;
  bool mayBeMore = false;
  for (const Write *each : allWrites(id)) {
    const Write &write = *each;
    mayBeMore = mayBeMore || write.how == Write::How::addressTaken;
    if (!write.value)
      continue;
    const std::optional<Derived> size = constructedSize(write.unit, *write.value);
    if (!size && isEmpty(*write.value))
      continue;
    const Derived value = size ? *size : sizeOf(write.unit, *write.value);
    terms.push_back(value.bound);
    append(witness, value.witness);
  }
  for (const link::VariableId each : withAliases(id))
    for (const std::size_t number : index_.callsOn[each]) {
      const Call &call = index_.calls[number];
      if (call.context.function < 0 || !call.expression->hasObject ||
          isElement(program_, call.unit, call.expression->operands[0]))
        continue;
      if (const auto added = filledByCall(each, call)) {
        terms.push_back(added->bound);
        append(witness, added->witness);
      }
    }
  if (const auto keys = filledByKeys(id); keys && isKnownHereOnly(program_, index_, id)) {
    for (const KeyedElement &each : keyedElements(program_, index_, id)) {
      const int unit = unitOf(each.context);
      const Derived added = timesRun(
          id, {each.context, each.element, unit},
          {Bound::constant(1), {{position(unit, each.element->at), "an element for each key"}}});
      terms.push_back(added.bound.kind() <= bound::Kind::config
                          ? added.bound
                          : Bound::size(program_.variables()[id].symbol->name));
      append(witness, added.witness);
    }
  } else if (keys && !terms.empty()) {
    terms.push_back(keys->bound);
    append(witness, keys->witness);
  }
  if (mayBeMore && !terms.empty()) // somebody else may fill it too
    terms.push_back(Bound::size(program_.variables()[id].symbol->name));
  if (terms.empty())
    return std::nullopt;
  const Bound all = Bound::sum(std::move(terms));
  // a loop without end that fills it has ended once somebody asks how much there is
  return Derived{all.kind() == bound::Kind::unbounded
                     ? Bound::size(program_.variables()[id].symbol->name)
                     : all,
                 std::move(witness)};
}

/// `v.begin()`, `it`: a place in a container.
bool Inference::isPlace(int unit, const Expression &expression) const {
  const Expression &place = converted(expression);
  if (place.kind == Expression::Kind::call)
    return place.symbol >= 0 && isBeginOrEnd(program_.symbol(unit, place.symbol).name);
  return place.kind == Expression::Kind::reference &&
         program_.symbol(unit, place.symbol).type.find("iterator") != std::string::npos;
}

/// `insert(first, last)`, `insert(p, p + n)`, and not `insert(hint, value)`.
bool Inference::isEndOfRange(int unit, const Expression &first, const Expression &last) const {
  const Expression &from = converted(first), &to = converted(last);
  if (to.kind == Expression::Kind::binary && to.text == "+")
    return haveOneValue(from, to.operands[0]);
  const auto isPointer = [&](const Expression &each) {
    return each.kind == Expression::Kind::reference &&
           program_.symbol(unit, each.symbol).isReference;
  };
  return (isPlace(unit, from) && isPlace(unit, to)) ||
         (isPointer(from) && isPointer(to) &&
          program_.symbol(unit, from.symbol).type == program_.symbol(unit, to.symbol).type);
}

std::optional<Derived> Inference::filledByCall(link::VariableId id, const Call &call) {
  const int unit = unitOf(call.context);
  const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, *call.expression));
  if (!rule)
    return std::nullopt;
  const std::string &name = program_.variables()[id].symbol->name;
  const findings::Step here{position(unit, call.expression->at),
                            fmt::format("{} is filled here", name)};
  const std::vector<const Expression *> arguments = argumentsOf(*call.expression);
  if (rule->gives == rules::NumberSource::Gives::newSize && !arguments.empty()) {
    Derived value = number(unit, *arguments[0]);
    value.witness.insert(value.witness.begin(), here);
    return value;
  }
  if (rule->gives == rules::NumberSource::Gives::exchanged && !arguments.empty())
    return sizeOf(unit, *arguments[0]);
  if (rule->gives == rules::NumberSource::Gives::joined && !arguments.empty()) {
    // `splice(place, others)`, `merge(others)`
    const bool isBehindPlace = arguments.size() > 1 && isPlace(unit, *arguments[0]);
    Derived others = sizeOf(unit, *arguments[isBehindPlace ? 1 : 0]);
    others.witness.insert(others.witness.begin(), here);
    return timesRun(id, call, std::move(others));
  }
  if (rule->gives != rules::NumberSource::Gives::oneElement)
    return std::nullopt;
  const bool isRange = arguments.size() >= 3 ||
                       (arguments.size() == 2 && isEndOfRange(unit, *arguments[0], *arguments[1]));
  if (isRange) { // is inserted
    const Expression *from = sequenceOf(program_, rules_, unit, *arguments[arguments.size() - 2]);
    const Expression *to = sequenceOf(program_, rules_, unit, *arguments.back());
    if (!from || !to || !haveOneValue(*from, *to) || baseVariable(program_, unit, *from) == id)
      return Derived{Bound::size(name), {here}};
    Derived range = sizeOf(unit, *from);
    range.witness.insert(range.witness.begin(), here);
    return timesRun(id, call, std::move(range));
  }
  const bool isList = !arguments.empty() && arguments.back()->kind == Expression::Kind::list;
  const auto count = isList ? static_cast<std::int64_t>(arguments.back()->operands.size()) : 1;
  return timesRun(id, call, {Bound::constant(count), {here}});
}

/// Whether a container is known to be empty where it is filled, so that earlier runs left nothing.
bool Inference::startsEmpty(link::VariableId container, const Call &fill) const {
  const auto isContainer = [&](int unit, const Expression &asked) {
    return asked.kind == Expression::Kind::call && asked.hasObject &&
           baseVariable(program_, unit, asked.operands[0]) == container;
  };
  return std::ranges::any_of(knownAt(*this, fill.context), [&](const KnownThere &known) {
    const Expression &asked = *known.expression;
    const rules::NumberSource *rule = rules_.number(ruleName(program_, known.unit, asked));
    if (known.how != KnownThere::How::holds)
      return false;
    if (rule && rule->gives == rules::NumberSource::Gives::emptiness)
      return isContainer(known.unit, asked);
    return asked.kind == Expression::Kind::binary && asked.text == "==" &&
           asked.operands[1].kind == Expression::Kind::literal && asked.operands[1].value == 0 &&
           isContainer(known.unit, asked.operands[0]);
  });
}

namespace {

/// Whether a container is emptied on every way to where it is filled, by its function or by one
/// that this calls: then earlier runs left nothing.
bool isEmptiedBefore(const Inference &inference, link::VariableId container, const Call &fill) {
  const BodyIndex &index = inference.index();
  const auto isMet = [&](const Call &call) {
    return call.context.function == fill.context.function &&
           call.expression->at < fill.expression->at &&
           isMetWith(fill.context, call.context, nullptr);
  };
  const auto isAtTop = [](const Context &context) { // of its function
    return std::ranges::all_of(context.statements, [](const facts::Statement *statement) {
      return statement->kind == facts::Statement::Kind::block ||
             statement->kind == facts::Statement::Kind::evaluate;
    });
  };
  return std::ranges::any_of(index.callsOn[container], [&](std::size_t number) {
    const Call &call = index.calls[number];
    const std::string name = ruleName(inference.program(), call.unit, *call.expression);
    if (!inference.rules().number(name) || lastName(name) != "clear" || call.context.function < 0)
      return false;
    return isMet(call) ||
           (isAtTop(call.context) &&
            std::ranges::any_of(index.edgesInto[call.context.function], [&](const Edge &edge) {
              return edge.kind == Edge::Kind::call && isMet(index.calls[edge.call]);
            }));
  });
}

} // namespace

/// `each`, as often as the loops around the call and the invocations of its function say: for a
/// local, the loops inside the scope that declares it.
Derived Inference::timesRun(link::VariableId container, const Call &call, Derived each) {
  const link::Function &function = program_.functions()[call.context.function];
  const Symbol &symbol = *program_.variables()[container].symbol;
  const bool isLocal = symbol.kind == Symbol::Kind::local && !symbol.isReference;
  std::size_t first = 0;
  bool isOfThisRun = false;
  for (const Write &write : index_.writes[container])
    if (isLocal && write.how == Write::How::initial &&
        write.context.function == call.context.function) {
      first = commonFrames(write.context, call.context);
      isOfThisRun = true;
    }
  const Derived inFunction = rounds(call.context, first);
  append(each.witness, inFunction.witness);
  std::vector<Bound> factors{each.bound, inFunction.bound};
  // a constructor runs once for each object
  if (!isOfThisRun && !startsEmpty(container, call) && !isEmptiedBefore(*this, container, call) &&
      function.facts->kind != facts::Function::Kind::constructor)
    factors.push_back(invocations(call.context.function).bound);
  return {Bound::product(std::move(factors)), std::move(each.witness)};
}

/// The elements that a value starts with: `{a, b}`, `vector(n)`, `vector(n, x)`, a copy of another.
std::optional<Derived> Inference::constructedSize(int unit, const Expression &value) {
  const bool isArray = value.kind == Expression::Kind::construct && value.operands.size() == 1 &&
                       value.operands[0].kind == Expression::Kind::binary &&
                       value.operands[0].text == "=";
  if (isArray && value.operands[0].operands[0].symbol >= 0) // a struct of one array
    if (const std::int64_t extent =
            program_.symbol(unit, value.operands[0].operands[0].symbol).extent;
        extent >= 0)
      return Derived{Bound::constant(extent), {}};
  if (value.kind == Expression::Kind::list)
    return Derived{Bound::constant(static_cast<std::int64_t>(value.operands.size())),
                   {{position(unit, value.at), "a list of this many"}}};
  if (value.kind == Expression::Kind::other && value.text == "new[]")
    return number(unit, value.operands[0]);
  if (value.kind != Expression::Kind::construct || value.operands.empty())
    return std::nullopt;
  const Expression &first = value.operands.front();
  if (first.kind == Expression::Kind::list)
    return constructedSize(unit, first);
  const bool isCount =
      first.text != "=" &&
      (first.kind == Expression::Kind::literal || first.kind == Expression::Kind::binary ||
       first.kind == Expression::Kind::conditional || first.kind == Expression::Kind::reference ||
       first.kind == Expression::Kind::call);
  if (!isCount)
    return std::nullopt;
  if (const Expression *copied = sequenceOf(program_, rules_, unit, first))
    return sizeOf(unit, *copied);
  Derived count = number(unit, first);
  count.witness.insert(count.witness.begin(),
                       {position(unit, value.at), "made with this many elements"});
  return count;
}

} // namespace loadline::infer
