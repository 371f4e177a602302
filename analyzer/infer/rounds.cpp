#include "analyzer/infer/inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

// How often a loop goes round. A condition that counts gives a number; one that only asks whether to
// go on gives no bound at all; what is not understood is unknown, and says so.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

namespace {

const Expression *conditionOf(const Statement &loop) { return loop.conditionAt >= 0 ? &loop.expressions[loop.conditionAt] : nullptr; }

bool isComparison(const std::string &op) { return op == "<" || op == "<=" || op == ">" || op == ">=" || op == "!=" || op == "=="; }

std::string mirrored(const std::string &op) {
  return op == "<" ? ">" : op == "<=" ? ">=" : op == ">" ? "<" : op == ">=" ? "<=" : op;
}

std::string negated(const std::string &op) {
  return op == "<" ? ">=" : op == "<=" ? ">" : op == ">" ? "<=" : op == ">=" ? "<" : op == "==" ? "!=" : "==";
}

bool holds(const Expression &expression, const std::function<bool(const Expression &)> &claim) {
  return claim(expression) || std::any_of(expression.operands.begin(), expression.operands.end(),
                                          [&](const Expression &operand) { return holds(operand, claim); });
}

/// Whether a statement ends with leaving the loop around it whatever happens.
bool alwaysLeaves(const Statement &statement) {
  if (statement.kind == Statement::Kind::leave)
    return statement.exit != Statement::Exit::continues;
  return statement.kind == Statement::Kind::block && !statement.parts.empty() && alwaysLeaves(statement.parts.back());
}

bool continues(const Statement &statement) {
  if (statement.kind == Statement::Kind::loop)
    return false; // of that loop, not of ours
  return statement.exit == Statement::Exit::continues || std::any_of(statement.parts.begin(), statement.parts.end(), continues);
}

void append(std::vector<findings::Step> &to, const std::vector<findings::Step> &from) { to.insert(to.end(), from.begin(), from.end()); }

} // namespace

bool isInside(const Context &context, const Statement &loop) {
  return std::any_of(context.frames.begin(), context.frames.end(), [&](const Frame &frame) { return frame.loop == &loop; });
}

Derived Inference::rounds(const Context &context, std::size_t first) {
  std::vector<Bound> factors;
  Derived out{Bound::constant(1), {}};
  for (std::size_t i = first; i < context.frames.size(); ++i) {
    const Derived each = rounds(context, context.frames[i]);
    factors.push_back(each.bound);
    append(out.witness, each.witness);
  }
  out.bound = Bound::product(std::move(factors));
  return out;
}

Derived Inference::rounds(const Context &context, const Frame &frame) {
  const int unit = unitOf(context);
  if (frame.loop)
    return loopRounds(context, *frame.loop);
  const std::vector<const Expression *> arguments = argumentsOf(*frame.algorithm);
  const findings::Step here{position(unit, frame.algorithm->at), "once for each element"};
  if (arguments.empty())
    return {Bound::unknown("the range of an algorithm"), {here}};
  Derived size = arguments[0]->kind == Expression::Kind::call && arguments[0]->hasObject ? sizeOf(unit, arguments[0]->operands[0]) : sizeOf(unit, *arguments[0]);
  size.witness.insert(size.witness.begin(), here);
  return size;
}

Derived Inference::loopRounds(const Context &context, const Statement &loop) {
  const int unit = unitOf(context);
  const findings::Step here{position(unit, loop.at), "the loop"};
  Derived derived{Bound::unbounded(), {}};
  if (loop.loop == Statement::Loop::rangeFor) {
    derived = sizeOf(unit, loop.expressions.front());
    derived.witness.insert(derived.witness.begin(), {here.at, "once for each element of " + nameOf(unit, loop.expressions.front())});
    return derived;
  }
  if (!loop.parts.empty() && alwaysLeaves(loop.parts.back()) && !continues(loop.parts.back()))
    return {Bound::constant(1), {{here.at, "the loop leaves in its first round"}}};
  const Expression *condition = conditionOf(loop);
  derived = condition ? conditionRounds(context, loop, *condition) : endlessRounds(context, loop, "the loop has no condition");
  if (const auto exit = exitRounds(context, loop)) {
    const Bound least = Bound::minimum({derived.bound, exit->bound});
    const bool exitDecides = exit->bound.kind() < derived.bound.kind();
    return {least, exitDecides ? exit->witness : derived.witness};
  }
  return derived;
}

Derived Inference::endlessRounds(const Context &context, const Statement &loop, std::string why) {
  const int unit = unitOf(context);
  Derived out{Bound::unbounded(), {{position(unit, loop.at), std::move(why)}}};
  if (const auto event = eventOf(context, loop))
    out.witness.push_back({position(unit, event->second), fmt::format("each round waits for {} ({})", event->first->what.empty() ? "an event" : "a " + event->first->what, event->first->name)});
  return out;
}

std::optional<std::pair<const rules::EventSource *, facts::Place>> Inference::eventOf(const Context &context, const Statement &loop) const {
  for (const std::size_t number : index_.callsOf[context.function]) {
    const Call &call = index_.calls[number];
    if (!isInside(call.context, loop))
      continue;
    const rules::EventSource *event = rules_.eventSource(ruleName(program_, unitOf(context), *call.expression));
    if (event && (event->runs == rules::EventSource::Runs::perCall || event->runs == rules::EventSource::Runs::onceLater))
      return std::pair{event, call.expression->at};
  }
  return std::nullopt;
}

Derived Inference::conditionRounds(const Context &context, const Statement &loop, const Expression &condition) {
  const int unit = unitOf(context);
  if (condition.kind == Expression::Kind::literal)
    return condition.value == 0 ? Derived{Bound::constant(loop.loop == Statement::Loop::doLoop ? 1 : 0), {{position(unit, loop.at), "the condition is never true"}}}
                                : endlessRounds(context, loop, "the loop never ends by itself");
  if (condition.kind == Expression::Kind::binary && (condition.text == "&&" || condition.text == "||")) {
    const Derived left = conditionRounds(context, loop, condition.operands[0]);
    const Derived right = conditionRounds(context, loop, condition.operands[1]);
    if (condition.text == "||")
      return {Bound::maximum({left.bound, right.bound}), left.bound.kind() < right.bound.kind() ? right.witness : left.witness};
    return {Bound::minimum({left.bound, right.bound}), right.bound.kind() < left.bound.kind() ? right.witness : left.witness};
  }
  const auto gives = [&](const Expression &e) {
    const rules::NumberSource *rule = rules_.number(ruleName(program_, unit, e));
    return rule && rule->gives == rules::NumberSource::Gives::outside;
  };
  if (condition.kind == Expression::Kind::binary && isComparison(condition.text) && !holds(condition, gives))
    return comparisonRounds(context, loop, condition);
  if (holds(condition, gives) || (condition.kind == Expression::Kind::binary && condition.text == ">>"))
    return {Bound::outside("the loop at line " + std::to_string(loop.at.line)), {{position(unit, loop.at), "as many rounds as the input has parts"}}};
  // `while (n--)` and `for (…; n; --n)` count down; a linked list ends; any other value is only a flag.
  const Expression &asked = condition.kind == Expression::Kind::unary && condition.text != "!" && !condition.operands.empty() ? condition.operands[0] : condition;
  if (asked.kind == Expression::Kind::reference)
    if (const link::VariableId variable = program_.variableOf(unit, asked.symbol); variable >= 0 && isChangedIn(variable, loop)) {
      const auto inLoop = [&](const Write &write) { return isInside(write.context, loop); };
      const auto stepsDown = [&](const Write &write) { return inLoop(write) && write.how == Write::How::stepped && !write.grows; };
      if (std::ranges::any_of(index_.writes[variable], stepsDown))
        return counterStart(variable, loop);
      const auto follows = [&](const Write &write) {
        return inLoop(write) && write.value && holds(*write.value, [&](const Expression &e) { return baseVariable(program_, unit, e) == variable; });
      };
      if (std::ranges::any_of(index_.writes[variable], follows))
        return {Bound::size("the list at " + nameOf(unit, asked)), {{position(unit, loop.at), "once for each element of a list"}}};
    }
  return endlessRounds(context, loop, fmt::format("the loop goes on while {} says so; nothing counts its rounds", nameOf(unit, asked)));
}

bool Inference::isChangedIn(link::VariableId variable, const Statement &loop) const {
  return std::ranges::any_of(index_.writes[variable], [&](const Write &write) { return isInside(write.context, loop); });
}

bool Inference::growsIn(link::VariableId container, const Statement &loop) const {
  return std::ranges::any_of(index_.callsOn[container], [&](std::size_t number) {
    const Call &call = index_.calls[number];
    return isInside(call.context, loop) && !argumentsOf(*call.expression).empty();
  });
}

/// What a counter holds when the loop begins: its greatest write outside the loop.
Derived Inference::counterStart(link::VariableId counter, const Statement &loop) {
  std::vector<Bound> arms;
  Derived out{Bound::constant(0), {}};
  const link::Variable &variable = program_.variables()[counter];
  for (const Write &write : index_.writes[counter]) {
    if (!write.value || write.how == Write::How::stepped || isInside(write.context, loop))
      continue;
    const Derived value = number(write.unit, *write.value);
    arms.push_back(value.bound);
    out.witness.push_back({position(write.unit, write.at), fmt::format("{} = {}", variable.symbol->name, toString(value.bound))});
    append(out.witness, value.witness);
  }
  if (variable.symbol->kind == facts::Symbol::Kind::parameter) {
    const Derived passed = numberOfVariable(counter);
    const bool isKnown = passed.bound.kind() != bound::Kind::unknown;
    arms.push_back(isKnown ? passed.bound : Bound::config(variable.symbol->name));
    append(out.witness, passed.witness);
  }
  if (arms.empty())
    return {Bound::unknown("where " + variable.symbol->name + " starts"), {}};
  return {Bound::maximum(std::move(arms)), std::move(out.witness)};
}

/// `i < n`, `n > i`, `it != v.end()`, `v.size() < n`: the side that changes counts, the other bounds it.
Derived Inference::comparisonRounds(const Context &context, const Statement &loop, const Expression &comparison) {
  const int unit = unitOf(context);
  const auto counterOf = [&](const Expression &side) -> link::VariableId {
    const Expression &inner = side.kind == Expression::Kind::unary && !side.operands.empty() ? side.operands[0] : side;
    const link::VariableId variable = inner.kind == Expression::Kind::reference ? program_.variableOf(unit, inner.symbol) : -1;
    return variable >= 0 && isChangedIn(variable, loop) ? variable : -1;
  };
  const auto containerOf = [&](const Expression &side) -> link::VariableId {
    const bool asksSize = side.kind == Expression::Kind::call && side.hasObject && argumentsOf(side).empty();
    const link::VariableId variable = asksSize ? baseVariable(program_, unit, side.operands[0]) : -1;
    return variable >= 0 && growsIn(variable, loop) ? variable : -1;
  };
  const Expression *counting = &comparison.operands[0];
  const Expression *limit = &comparison.operands[1];
  std::string op = comparison.text;
  if (counterOf(*counting) < 0 && containerOf(*counting) < 0 && (counterOf(*limit) >= 0 || containerOf(*limit) >= 0)) {
    std::swap(counting, limit);
    op = mirrored(op);
  }
  const link::VariableId counter = counterOf(*counting);
  if (counter < 0 && containerOf(*counting) < 0)
    return endlessRounds(context, loop, "nothing in the condition counts the rounds");
  const bool isDown = op == ">" || op == ">=" || (op == "!=" && limit->kind == Expression::Kind::literal && limit->value == 0);
  if (counter >= 0 && isDown) {
    Derived start = counterStart(counter, loop);
    start.witness.insert(start.witness.begin(), {position(unit, loop.at), fmt::format("counts {} down", nameOf(unit, *counting))});
    return start;
  }
  const bool isEnd = limit->kind == Expression::Kind::call && limit->hasObject && argumentsOf(*limit).empty() && counter >= 0 && op == "!=";
  Derived most = isEnd ? sizeOf(unit, limit->operands[0]) : number(unit, *limit);
  if (most.bound.form() == Bound::Form::constant && counter >= 0) {
    const Derived start = counterStart(counter, loop);
    const std::int64_t from = start.bound.form() == Bound::Form::constant ? start.bound.count() : 0;
    most.bound = Bound::constant(most.bound.count() - from + (op == "<=" ? 1 : 0));
  }
  most.witness.insert(most.witness.begin(), {position(unit, loop.at), fmt::format("the loop counts to {}", toString(most.bound))});
  return most;
}

/// `if (i >= n) break;`: a guard in the body that counts.
std::optional<Derived> Inference::exitRounds(const Context &context, const Statement &loop) {
  std::optional<Derived> best;
  std::vector<const Statement *> open{&loop.parts.back()};
  while (!open.empty()) {
    const Statement *statement = open.back();
    open.pop_back();
    if (statement->kind == Statement::Kind::loop)
      continue;
    for (const Statement &part : statement->parts)
      open.push_back(&part);
    const Expression *condition = conditionOf(*statement);
    if (statement->kind != Statement::Kind::branch || !condition || statement->parts.empty() || !alwaysLeaves(statement->parts.front()))
      continue;
    if (condition->kind != Expression::Kind::binary || !isComparison(condition->text) || condition->text == "!=")
      continue;
    Expression goesOn = *condition;
    goesOn.text = negated(condition->text);
    Derived rounds = comparisonRounds(context, loop, goesOn);
    const bool counts = rounds.bound.kind() < bound::Kind::unknown;
    if (counts && (!best || rounds.bound.kind() < best->bound.kind()))
      best = std::move(rounds);
  }
  return best;
}

} // namespace loadline::infer
