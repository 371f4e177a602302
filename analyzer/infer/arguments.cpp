#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <set>

// What a call, or a hand-over of a function, gives to that function's parameters.

namespace loadline::infer {

using facts::Expression;
using facts::Symbol;

namespace {

/// The one of the arguments from `first` on that goes to a parameter; those of a method follow the
/// object it is called on.
const Expression *argumentBehind(const std::vector<const Expression *> &arguments,
                                 std::size_t first, std::size_t place, std::size_t parameters) {
  const std::size_t object = arguments.size() - first > parameters ? 1 : 0; // of a method
  return first + object + place < arguments.size() ? arguments[first + object + place] : nullptr;
}

/// The N of `std::placeholders::_N`, which stands for the Nth argument of a call to come; 0 for
/// anything else.
std::size_t placeholder(const link::Program &program, int unit, const Expression &argument) {
  const Expression &named = converted(argument);
  if (named.kind != Expression::Kind::reference)
    return 0;
  const std::string last = lastName(program.symbol(unit, named.symbol).name);
  const bool isNumbered = last.size() == 2 && last[0] == '_' && last[1] >= '1' && last[1] <= '9';
  return isNumbered ? static_cast<std::size_t>(last[1] - '0') : 0;
}

/// The parts of `std::make_tuple(a, b)`, which go to the parameters one by one; the arguments
/// themselves where they are no tuple.
std::vector<const Expression *> withoutTuple(std::vector<const Expression *> arguments) {
  if (arguments.size() != 1 || !arguments[0]->type.starts_with("std::tuple<"))
    return arguments;
  std::vector<const Expression *> parts = argumentsOf(*arguments[0]);
  const bool isCopied = parts.size() == 1 && parts[0]->type.starts_with("std::tuple<");
  return isCopied ? withoutTuple(std::move(parts)) : parts;
}

} // namespace

/// The argument that a call or hand-over gives to a parameter; null where that is not seen. A
/// unit's entry takes what follows it: `thread(f, a)` gives `a` to f's first parameter.
const Expression *Inference::argumentFor(const Edge &edge, const Symbol &parameter) const {
  const Call &call = index_.calls[edge.call];
  const std::vector<const Expression *> arguments = argumentsOf(*call.expression);
  const std::size_t place = static_cast<std::size_t>(std::max(parameter.parameter, 0));
  const bool isDirect =
      call.expression->symbol >= 0 &&
      std::ranges::count(program_.definitionsOf(call.unit, call.expression->symbol), edge.callee) >
          0;
  const bool isMade =
      (edge.kind == Edge::Kind::call || edge.kind == Edge::Kind::onceEver) &&
      program_.functions()[edge.callee].facts->kind == facts::Function::Kind::constructor;
  if (isDirect || isMade)
    return place < arguments.size() ? arguments[place] : nullptr;
  for (std::size_t i = 0; edge.kind == Edge::Kind::spawn && i < arguments.size(); ++i)
    if (namedCode(*arguments[i]))
      return argumentBehind(arguments, i + 1, place,
                            program_.functions()[edge.callee].facts->parameters.size());
  return nullptr;
}

/// What a call of a value, which may be the function, gives to its parameter; those of a method may
/// stand behind an object.
std::optional<Inference::Given> Inference::givenBehind(const Call &call, link::FunctionId function,
                                                       std::size_t place) const {
  const auto arguments = argumentsOf(*call.expression);
  const Expression *given =
      argumentBehind(arguments, 0, place, program_.functions()[function].facts->parameters.size());
  return given ? std::optional(Given{call.unit, given}) : std::nullopt;
}

/// What a parameter gets where its function is not called by its name: what is bound to it, or
/// passed along with it, and what the calls of values pass that may hold it.
std::vector<Inference::Given> Inference::givenOtherwise(link::VariableId parameter) const {
  const link::Variable &variable = program_.variables()[parameter];
  const link::FunctionId function = variable.owner;
  const auto place = static_cast<std::size_t>(std::max(variable.symbol->parameter, 0));
  static const std::vector<std::size_t> none;
  const auto callsIn = [&](const auto &map) -> const std::vector<std::size_t> & {
    const auto found = map.find(function);
    return found == map.end() ? none : found->second;
  };
  std::vector<Given> out;
  std::set<std::size_t> places; // among the arguments of the calls to come
  for (const std::size_t number : callsIn(index_.boundBy)) {
    const Call &call = index_.calls[number];
    const auto arguments = argumentsOf(*call.expression);
    const auto code = std::ranges::find_if(arguments, [&](const Expression *argument) {
      const Expression *named = namedCode(*argument);
      return named &&
             std::ranges::count(program_.definitionsOf(call.unit, named->symbol), function) > 0;
    });
    const auto bound = withoutTuple({code + 1, arguments.end()});
    const std::size_t parameters = program_.functions()[function].facts->parameters.size();
    const Expression *given = argumentBehind(bound, 0, place, parameters);
    if (!given)
      places.insert(place - std::min(place, bound.size())); // `bind_front(f, a)`, `mem_fn(f)`
    else if (const std::size_t later = placeholder(program_, call.unit, *given))
      places.insert(later - 1);
    else
      out.push_back({call.unit, given});
  }
  if (callsIn(index_.boundBy).empty())
    places.insert(place);
  for (const std::size_t number : callsIn(index_.invokedBy))
    for (const std::size_t later : places)
      if (const auto given = givenBehind(index_.calls[number], function, later))
        out.push_back(*given);
  return out;
}

} // namespace loadline::infer
