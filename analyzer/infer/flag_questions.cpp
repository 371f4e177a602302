#include "analyzer/infer/flag_questions.h"

#include "analyzer/infer/statements.h"

#include <algorithm>
#include <ranges>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

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

bool asks(const Statement &statement, const Expression &expression) {
  const auto isInside = [&](const Expression &each) { return holds(each, expression); };
  return std::ranges::any_of(statement.expressions, isInside) ||
         std::ranges::any_of(statement.parts,
                             [&](const Statement &part) { return asks(part, expression); });
}

namespace {

/// The `i` of `used[i]`, `slots[i].pid`; -1 for any other.
int indexOf(const Expression &asked) {
  if (asked.kind == Expression::Kind::subscript)
    return asked.operands[1].kind == Expression::Kind::reference ? asked.operands[1].symbol : -1;
  return asked.operands.empty() ? -1 : indexOf(asked.operands[0]);
}

bool steps(const Expression &expression, int symbol) {
  return holds(expression, [&](const Expression &part) {
    return part.kind == Expression::Kind::unary && isStep(part.text) &&
           part.operands[0].kind == Expression::Kind::reference &&
           part.operands[0].symbol == symbol;
  });
}

} // namespace

std::optional<Context> loopOverSlots(const link::Program &program, int unit,
                                     const Expression &asked) {
  const int index = indexOf(asked);
  const auto isAsking = [&](const link::Function &function) {
    return index >= 0 && function.unit == unit && asks(function.facts->body, asked);
  };
  const auto function = std::ranges::find_if(program.functions(), isAsking);
  if (function == program.functions().end())
    return std::nullopt;
  Context context{.function =
                      static_cast<link::FunctionId>(function - program.functions().begin())};
  for (const Statement *at = &function->facts->body; at;) {
    context.statements.push_back(at);
    if (at->kind == Statement::Kind::loop && at->stepAt >= 0 &&
        steps(at->expressions[at->stepAt], index)) {
      context.frames.push_back({.loop = at});
      context.statements.push_back(&at->parts.back());
      return context;
    }
    const auto found =
        std::ranges::find_if(at->parts, [&](const Statement &part) { return asks(part, asked); });
    at = found == at->parts.end() ? nullptr : &*found;
  }
  return std::nullopt;
}

std::optional<RangeAsked> rangeAsked(const Expression &both) {
  std::optional<std::int64_t> least, most;
  const Expression *state = nullptr;
  for (const Expression &part : both.operands) {
    if (part.kind != Expression::Kind::binary || !isComparison(part.text) ||
        part.operands[1].kind != Expression::Kind::literal ||
        (state && !haveOneValue(*state, part.operands[0])))
      return std::nullopt;
    state = &part.operands[0];
    const std::int64_t value = part.operands[1].value;
    if (part.text == ">=" || part.text == ">")
      least = value + (part.text == ">" ? 1 : 0);
    else if (part.text == "<=" || part.text == "<")
      most = value - (part.text == "<" ? 1 : 0);
  }
  if (!state || !least || !most)
    return std::nullopt;
  return RangeAsked{state, *least, *most};
}

bool asksPointerItself(const link::Program &program, const Expression &asked,
                       link::VariableId variable) {
  const facts::Symbol &symbol = *program.variables()[variable].symbol;
  return asked.kind == Expression::Kind::reference &&
         (symbol.isWritingPointer || symbol.type.ends_with('*'));
}

bool isClearedOnly(const BodyIndex &index, link::VariableId flag) {
  return std::ranges::all_of(index.writes[flag], [](const Write &write) {
    return write.how == Write::How::initial ||
           (write.how == Write::How::assigned && write.value &&
            write.value->kind == Expression::Kind::literal && write.value->value == 0);
  });
}

bool stepsOverOne(const BodyIndex &index, link::VariableId counter) {
  return std::ranges::any_of(index.writes[counter], [](const Write &write) {
    return write.how == Write::How::stepped && !write.grows && write.step != 1;
  });
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
