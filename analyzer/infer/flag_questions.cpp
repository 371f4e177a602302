#include "analyzer/infer/flag_questions.h"

#include "analyzer/infer/body_index.h"

namespace loadline::infer {

using facts::Expression;

const Expression *slotsOf(const Expression &asked) {
  if (asked.kind == Expression::Kind::subscript)
    return &asked.operands[0];
  return asked.operands.empty() ? nullptr : slotsOf(asked.operands[0]);
}

bool swapsToConstant(const Expression &swap) {
  const auto arguments = argumentsOf(swap);
  const std::size_t object = swap.hasObject ? 0 : 1; // of C it is an argument
  if (arguments.size() <= object)
    return true;
  const bool expects =
      arguments.size() > object + 1 && arguments[object]->kind != Expression::Kind::literal;
  return arguments[object + (expects ? 1 : 0)]->kind == Expression::Kind::literal;
}

} // namespace loadline::infer
