#include "analyzer/infer/keyed_elements.h"

#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

namespace {

/// The function that declares a local; -1 where that is not seen.
link::FunctionId declaredIn(const BodyIndex &index, link::VariableId local) {
  const auto &writes = index.writes[local];
  const auto initial = std::ranges::find(writes, Write::How::initial, &Write::how);
  return initial == writes.end() ? -1 : initial->context.function;
}

/// Whether a body names a variable.
bool names(const link::Program &program, int unit, const Statement &body, link::VariableId id) {
  const auto isIt = [&](const Expression &part) {
    return part.kind == Expression::Kind::reference && program.variableOf(unit, part.symbol) == id;
  };
  return std::ranges::any_of(body.expressions,
                             [&](const Expression &each) { return holds(each, isIt); }) ||
         std::ranges::any_of(body.parts,
                             [&](const Statement &part) { return names(program, unit, part, id); });
}

/// Goes over one body with the loops around each place.
class Reader {
public:
  Reader(const link::Program &program, link::FunctionId function, link::VariableId container)
      : program_(program), unit_(program.functions()[function].unit), container_(container) {
    context_.function = function;
  }

  std::vector<KeyedElement> run() {
    read(program_.functions()[context_.function].facts->body);
    return std::move(found_);
  }

private:
  void read(const Statement &statement) {
    context_.statements.push_back(&statement);
    if (statement.kind == Statement::Kind::loop)
      context_.frames.push_back({.loop = &statement});
    for (const Expression &expression : statement.expressions)
      read(expression);
    for (const Statement &part : statement.parts)
      read(part);
    if (statement.kind == Statement::Kind::loop)
      context_.frames.pop_back();
    context_.statements.pop_back();
  }

  void read(const Expression &expression) {
    const bool isElement = expression.kind == Expression::Kind::subscript &&
                           expression.operands[0].kind == Expression::Kind::reference &&
                           program_.variableOf(unit_, expression.operands[0].symbol) == container_;
    if (isElement)
      found_.push_back({context_, &expression});
    for (const Expression &operand : expression.operands)
      read(operand);
  }

  const link::Program &program_;
  const int unit_;
  const link::VariableId container_;
  Context context_;
  std::vector<KeyedElement> found_;
};

/// The text that a `std::string` is made of, whatever allocator it gets.
const Expression &madeOfOne(const Expression &value) {
  return value.kind == Expression::Kind::construct && !value.operands.empty()
             ? madeOfOne(value.operands[0])
             : value;
}

/// The key, if the code says it: a literal number or text.
std::optional<std::string> writtenKey(const Expression &element) {
  const Expression &key = madeOfOne(element.operands[1]);
  if (key.kind == Expression::Kind::text)
    return key.text;
  return key.kind == Expression::Kind::literal ? std::optional(std::to_string(key.value))
                                               : std::nullopt;
}

} // namespace

bool isKnownHereOnly(const link::Program &program, const BodyIndex &index,
                     link::VariableId container) {
  const facts::Symbol &symbol = *program.variables()[container].symbol;
  const link::FunctionId function = declaredIn(index, container);
  if (symbol.kind != facts::Symbol::Kind::local || symbol.isReference || function < 0 ||
      !index.callsWith[container].empty() || index.aliases.contains(container) ||
      index.copies.contains(container))
    return false;
  const int unit = program.functions()[function].unit;
  return std::ranges::none_of(program.functions(), [&](const link::Function &each) {
    return each.unit == unit && each.facts->kind == facts::Function::Kind::lambda &&
           names(program, unit, each.facts->body, container);
  });
}

std::vector<KeyedElement> keyedElements(const link::Program &program, const BodyIndex &index,
                                        link::VariableId container) {
  const link::FunctionId function = declaredIn(index, container);
  if (function < 0)
    return {};
  std::vector<KeyedElement> elements;
  std::set<std::string> keys;
  for (KeyedElement &each : Reader(program, function, container).run()) {
    const std::optional<std::string> key = writtenKey(*each.element);
    if (key && !keys.insert(*key).second)
      continue;
    if (key)
      each.context.frames.clear(); // it is one in all rounds
    elements.push_back(std::move(each));
  }
  return elements;
}

/// Elements that a map gets where somebody asks for a key that is not there: `m[key] = x`,
/// `m[k]++`.
std::optional<Derived> Inference::filledByKeys(link::VariableId id) const {
  const facts::Symbol &symbol = *program_.variables()[id].symbol;
  const rules::NumberSource *keyed = rules_.number(withoutArguments(symbol.type) + "::try_emplace");
  if (!keyed)
    return std::nullopt;
  std::set<std::string> keys;
  for (const ElementWrite &write : index_.elementWrites) {
    if (write.container != id || write.target->kind != Expression::Kind::subscript)
      continue;
    const std::optional<std::string> key = writtenKey(*write.target);
    const findings::Step here{position(write.unit, write.target->at),
                              fmt::format("{} is filled here", symbol.name)};
    if (!key)
      return Derived{Bound::size(symbol.name), {here}};
    keys.insert(*key);
  }
  if (keys.empty())
    return std::nullopt;
  return Derived{Bound::constant(static_cast<std::int64_t>(keys.size())), {}};
}

} // namespace loadline::infer
