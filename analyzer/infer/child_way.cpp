#include "analyzer/infer/child_way.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

namespace {

enum class Label { none, zero, any };

/// Of `case 0:`, `default:`, or several of them at one place.
Label labelOf(const Statement &part) {
  const Expression *label = part.kind == Statement::Kind::block ? conditionOf(part) : nullptr;
  if (!label)
    return Label::none;
  const Label inner = part.parts.empty() ? Label::none : labelOf(part.parts.front());
  if (inner == Label::zero || (label->kind == Expression::Kind::literal && label->value == 0))
    return Label::zero;
  return inner == Label::any || label->kind == Expression::Kind::other ? Label::any : Label::none;
}

/// Where a switch over 0 goes: to `case 0:`, else to `default:`, else past it.
std::optional<std::size_t> caseOfZero(const Statement &body) {
  std::optional<std::size_t> otherwise;
  for (std::size_t i = 0; i < body.parts.size(); ++i) {
    const Label label = labelOf(body.parts[i]);
    if (label == Label::zero)
      return i;
    if (label == Label::any)
      otherwise = i;
  }
  return otherwise;
}

} // namespace

WaysOut &WaysOut::operator|=(const WaysOut &other) {
  isUnclear = (isUnclear && (other.isUnclear || !other.next)) || (other.isUnclear && !next);
  next = next || other.next;
  breaks = breaks || other.breaks;
  continues = continues || other.continues;
  returns = returns || other.returns;
  return *this;
}

std::optional<bool> Ways::isKnown(const Expression &condition) const {
  if (condition.kind == Expression::Kind::literal)
    return condition.value != 0;
  if (condition.kind == Expression::Kind::unary && condition.text == "!") {
    const auto inner = isKnown(condition.operands[0]);
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  const bool isOr = condition.text == "||";
  if (condition.kind == Expression::Kind::binary && (isOr || condition.text == "&&")) {
    const auto left = isKnown(condition.operands[0]), right = isKnown(condition.operands[1]);
    if ((left && *left == isOr) || (right && *right == isOr))
      return isOr;
    return left && right ? std::optional(!isOr) : std::nullopt;
  }
  return known_(condition);
}

WaysOut Ways::through(const Statement &statement, bool isOnlyHere) {
  switch (statement.kind) {
  case Statement::Kind::block:
    return through(statement, 0, isOnlyHere);
  case Statement::Kind::branch: {
    WaysOut out = throughCalls(statement, isOnlyHere);
    if (!out.next)
      return out;
    WaysOut arms = throughArms(statement, isOnlyHere);
    arms.isUnclear = arms.isUnclear || out.isUnclear;
    return arms;
  }
  case Statement::Kind::loop:
    return throughLoop(statement, isOnlyHere);
  case Statement::Kind::choice:
    return throughChoice(statement, isOnlyHere);
  case Statement::Kind::leave:
    return {.breaks = statement.exit == Statement::Exit::breaks,
            .continues = statement.exit == Statement::Exit::continues,
            .returns = statement.exit == Statement::Exit::returns};
  case Statement::Kind::declare:
  case Statement::Kind::initialise:
  case Statement::Kind::evaluate:
    return throughCalls(statement, isOnlyHere);
  }
  return {.next = true};
}

WaysOut Ways::through(const Statement &block, std::size_t from, bool isOnlyHere) {
  WaysOut out{.next = true};
  for (std::size_t i = from; i < block.parts.size() && out.next; ++i) {
    const Statement &part = block.parts[i];
    out.next = false;
    const bool wasUnclear = out.isUnclear;
    const WaysOut each = through(part, isOnlyHere);
    out |= each;
    out.isUnclear = wasUnclear || each.isUnclear;
    const Expression *condition = conditionOf(part);
    // who is behind `if (known) leave;` is there alone
    if (part.kind == Statement::Kind::branch && condition && isKnown(*condition) &&
        std::ranges::any_of(part.parts, alwaysEnds))
      isOnlyHere = true;
  }
  return out;
}

WaysOut Ways::throughArms(const Statement &branch, bool isOnlyHere) {
  const Expression *condition = conditionOf(branch);
  const std::optional<bool> holds = condition ? isKnown(*condition) : std::nullopt;
  WaysOut out;
  if (!branch.parts.empty() && holds != std::optional(false))
    out |= through(branch.parts[0], isOnlyHere || holds);
  if (holds != std::optional(true))
    out |= branch.parts.size() > 1 ? through(branch.parts[1], isOnlyHere || holds)
                                   : WaysOut{.next = true};
  return out;
}

bool Ways::mayEnd(const Statement &loop) const {
  const Expression *condition = conditionOf(loop);
  if (loop.loop == Statement::Loop::rangeFor)
    return true;
  return condition && isKnown(*condition) != std::optional(true);
}

WaysOut Ways::throughLoop(const Statement &loop, bool isOnlyHere) {
  WaysOut body = loop.parts.empty() ? WaysOut{} : through(loop.parts.back(), isOnlyHere);
  WaysOut out{.next = body.breaks || mayEnd(loop), .returns = body.returns};
  out.isUnclear = body.isUnclear && loop.loop == Statement::Loop::doLoop;
  return out;
}

WaysOut Ways::throughChoice(const Statement &choice, bool isOnlyHere) {
  WaysOut out;
  const Expression *asked = conditionOf(choice);
  for (const Statement &body : choice.parts) {
    const bool isSwitched = asked && body.kind == Statement::Kind::block;
    if (isSwitched && isZero_(*asked)) {
      const auto start = caseOfZero(body);
      out |= start ? through(body, *start, true) : WaysOut{.next = true};
    } else if (isSwitched) {
      out.next = true; // where no case is its own
      for (std::size_t i = 0; i < body.parts.size(); ++i)
        out |= through(body, i, isOnlyHere);
    } else {
      out |= through(body, isOnlyHere);
    }
  }
  out.next = out.next || out.breaks;
  out.breaks = false;
  return out;
}

/// Behind the calls of a statement, unless one never returns.
WaysOut Ways::throughCalls(const Statement &statement, bool isOnlyHere) {
  WaysOut out{.next = true};
  for (const Expression &expression : statement.expressions)
    addCalls(expression, isOnlyHere, out);
  return out;
}

void Ways::addCalls(const Expression &expression, bool isOnlyHere, WaysOut &out) {
  if (expression.kind == Expression::Kind::lambda)
    return;
  for (const Expression &operand : expression.operands)
    addCalls(operand, isOnlyHere, out);
  if (expression.kind != Expression::Kind::call || expression.symbol < 0)
    return;
  const link::Program &program = inference_.program();
  const rules::Wait *wait = inference_.rules().wait(ruleName(program, unit_, expression));
  const auto &callees = program.definitionsOf(unit_, expression.symbol);
  const facts::Symbol &symbol = program.symbol(unit_, expression.symbol);
  if (wait && wait->ends == rules::Wait::Ends::never)
    out.next = false;
  else if (isOnlyHere && !callees.empty())
    addCallees(callees, out);
  else if (isOnlyHere && symbol.kind == facts::Symbol::Kind::function && !symbol.isSystem)
    out.isUnclear = true;
}

void Ways::addCallees(const std::vector<link::FunctionId> &callees, WaysOut &out) {
  WaysOut any;
  for (const link::FunctionId callee : callees)
    any |= waysOutOf(callee);
  out.next = out.next && any.next;
  out.isUnclear = out.isUnclear || any.isUnclear;
}

WaysOut Ways::waysOutOf(link::FunctionId function) {
  constexpr int deepest = 64; // calls; further down all return
  const auto [found, isNew] = functions_->try_emplace(function, WaysOut{.next = true});
  if (!isNew || depth_ >= deepest)
    return found->second; // one that calls itself may return
  const link::Function &callee = inference_.program().functions()[function];
  Ways within(
      inference_, callee.unit, [](const Expression &) { return std::nullopt; },
      [](const Expression &) { return false; });
  within.functions_ = functions_;
  within.depth_ = depth_ + 1;
  WaysOut out = within.through(callee.facts->body, true);
  out = {.next = out.next || out.returns, .isUnclear = out.isUnclear};
  return (*functions_)[function] = out;
}

} // namespace loadline::infer
