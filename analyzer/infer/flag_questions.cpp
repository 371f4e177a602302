#include "analyzer/infer/flag_questions.h"

#include <algorithm>
#include <ranges>

namespace loadline::infer {

using facts::Expression;

const Expression *slotsOf(const Expression &asked) {
  if (asked.kind == Expression::Kind::subscript)
    return &asked.operands[0];
  return asked.operands.empty() ? nullptr : slotsOf(asked.operands[0]);
}

const Expression *rangeOfElement(const Context &place, const Expression &asked) {
  if (!asked.operands.empty())
    return rangeOfElement(place, asked.operands[0]);
  const auto goesOver = [&](const Frame &frame) {
    return frame.loop && frame.loop->loop == facts::Statement::Loop::rangeFor &&
           asked.kind == Expression::Kind::reference && frame.loop->symbol == asked.symbol;
  };
  const auto frames = std::views::reverse(place.frames);
  const auto found = std::ranges::find_if(frames, goesOver);
  return found == frames.end() ? nullptr : &found->loop->expressions.front();
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
