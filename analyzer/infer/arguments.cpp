#include "analyzer/infer/inference.h"

#include <algorithm>

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

} // namespace loadline::infer
