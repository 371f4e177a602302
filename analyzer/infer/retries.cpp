#include "analyzer/infer/spawn_sites.h"
#include "analyzer/infer/statements.h"

#include <algorithm>
#include <optional>

// `while ((child = fork()) < 0) sleep(1);` goes round until a unit has started, so it starts one.

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using rules::SpawnApi;

/// Whether `result op number` can only be true of a result that says failure.
bool saysFailure(SpawnApi::FailsWith failure, const std::string &op, std::int64_t number) {
  switch (failure) {
  case SpawnApi::FailsWith::nothing:
    return false;
  case SpawnApi::FailsWith::negative:
    return (op == "<" && number <= 0) || (op == "<=" && number < 0) || (op == "==" && number < 0);
  case SpawnApi::FailsWith::nonzero:
    return (op == "!=" && number == 0) || (op == "==" && number != 0) || (op == ">" && number >= 0);
  }
  return false;
}

class Retry {
public:
  Retry(const Inference &inference, const SpawnSite &site)
      : inference_(inference), site_(site), call_(inference.index().calls[site.call]) {}

  /// Whether a condition that holds, or fails, can only do so where none was started.
  bool impliesFailure(const Expression &condition, bool holds) const {
    if (condition.kind == Expression::Kind::unary && condition.text == "!")
      return impliesFailure(condition.operands[0], !holds);
    if (condition.kind == Expression::Kind::binary && condition.text == (holds ? "&&" : "||"))
      return impliesFailure(condition.operands[0], holds) ||
             impliesFailure(condition.operands[1], holds);
    if (condition.kind == Expression::Kind::binary && isComparison(condition.text) &&
        condition.operands[1].kind == Expression::Kind::literal)
      return isResult(condition.operands[0]) &&
             saysFailure(site_.api->failsWith, holds ? condition.text : negated(condition.text),
                         condition.operands[1].value);
    return isResult(condition) && saysFailure(site_.api->failsWith, holds ? "!=" : "==", 0);
  }

  /// Whether a loop goes round again only where none has started.
  bool isRepeatedBy(const Statement &loop) const {
    if (leavesOnceStarted(loop))
      return true;
    if (loop.conditionAt < 0 || loop.loop == Statement::Loop::rangeFor)
      return false;
    const Expression &condition = loop.expressions[loop.conditionAt];
    // a condition that stands before the spawn speaks of an earlier result
    const bool asksAfter = loop.loop == Statement::Loop::doLoop ||
                           loop.loop == Statement::Loop::gotoLoop ||
                           holds(condition, *call_.expression);
    return asksAfter && impliesFailure(condition, true);
  }

  /// Whether the loop around the spawn is left, in the round in which one has started, before the
  /// next begins: `if (error != EACCES) return error;`.
  bool leavesOnceStarted(const Statement &loop) const {
    const std::vector<const Statement *> &way = call_.context.statements;
    for (std::size_t i = way.size(); i-- > 0 && way[i] != &loop;) {
      const bool isLast = i + 1 == way.size();
      const bool breaksLeave = !isInBreakable(way, loop, i);
      const Ends end = isLast ? endOf(*way[i], breaksLeave)
                       : way[i]->kind == Statement::Kind::block
                           ? endBehind(*way[i], way[i + 1], breaksLeave)
                           : Ends::goesOn;
      if (end != Ends::goesOn)
        return end == Ends::leaves;
    }
    return false;
  }

private:
  enum class Ends { goesOn, leaves, unclear };

  /// Whether a switch within the loop takes a break at a depth of the way for itself.
  static bool isInBreakable(const std::vector<const Statement *> &way, const Statement &loop,
                            std::size_t depth) {
    for (std::size_t i = depth; way[i] != &loop; --i)
      if (takesBreaks(*way[i]))
        return true;
    return false;
  }

  /// `part`: null for all of the block.
  Ends endBehind(const Statement &block, const Statement *part, bool breaksLeave) const {
    bool isBehind = part == nullptr;
    for (const Statement &each : block.parts) {
      const Ends end = isBehind ? endOf(each, breaksLeave) : Ends::goesOn;
      if (end != Ends::goesOn)
        return end;
      isBehind = isBehind || &each == part;
    }
    return Ends::goesOn;
  }

  /// How a statement ends, with a unit started before it or in its condition.
  Ends endOf(const Statement &statement, bool breaksLeave) const {
    switch (statement.kind) {
    case Statement::Kind::leave: // what ends a process may end a child only: `_exit(0)`
      return statement.exit == Statement::Exit::returns ||
                     (statement.exit == Statement::Exit::breaks && breaksLeave)
                 ? Ends::leaves
                 : Ends::unclear;
    case Statement::Kind::block:
      return endBehind(statement, nullptr, breaksLeave);
    case Statement::Kind::branch:
      return endOfBranch(statement, breaksLeave);
    case Statement::Kind::choice:
      return endOfChoice(statement);
    default:
      return Ends::goesOn;
    }
  }

  Ends endOfBranch(const Statement &branch, bool breaksLeave) const {
    const Expression *condition = conditionOf(branch);
    const std::optional<bool> holds = condition ? holdsOnceStarted(*condition) : std::nullopt;
    const auto ofPart = [&](std::size_t part) {
      return part < branch.parts.size() ? endOf(branch.parts[part], breaksLeave) : Ends::goesOn;
    };
    if (holds)
      return ofPart(*holds ? 0 : 1);
    const Ends then = ofPart(0), otherwise = ofPart(1);
    return then == otherwise ? then : Ends::unclear;
  }

  /// `switch (error) { case ENOENT: break; default: return error; }`.
  Ends endOfChoice(const Statement &choice) const {
    const Expression *asked = conditionOf(choice);
    if (!asked || !isResult(*asked) || site_.api->failsWith != SpawnApi::FailsWith::nonzero)
      return Ends::unclear;
    const Statement *fallback = nullptr, *taken = nullptr;
    for (const Statement &part : choice.parts.front().parts) {
      const Expression *label = part.kind == Statement::Kind::block ? conditionOf(part) : nullptr;
      if (!label)
        continue;
      if (label->kind != Expression::Kind::literal)
        fallback = &part;
      else if (label->value == 0)
        taken = &part;
    }
    taken = taken ? taken : fallback;
    return taken ? endOf(*taken, false) : Ends::goesOn;
  }

  /// What a condition says once a unit has started; nothing where it does not ask for that.
  std::optional<bool> holdsOnceStarted(const Expression &condition) const {
    if (condition.kind == Expression::Kind::unary && condition.text == "!") {
      const auto inner = holdsOnceStarted(condition.operands[0]);
      return inner ? std::optional(!*inner) : std::nullopt;
    }
    if (condition.kind == Expression::Kind::binary &&
        (condition.text == "&&" || condition.text == "||")) {
      const auto left = holdsOnceStarted(condition.operands[0]);
      const auto right = holdsOnceStarted(condition.operands[1]);
      const bool decides = condition.text == "||";
      if (left == decides || right == decides)
        return decides;
      return left && right ? std::optional(!decides) : std::nullopt;
    }
    const bool isTest = condition.kind == Expression::Kind::binary &&
                        isComparison(condition.text) &&
                        condition.operands[1].kind == Expression::Kind::literal;
    const Expression &asked = isTest ? condition.operands[0] : condition;
    if (!isResult(asked) || site_.api->failsWith == SpawnApi::FailsWith::nothing)
      return std::nullopt;
    return compares(isTest ? condition.text : "!=", isTest ? condition.operands[1].value : 0);
  }

  /// `result op number` of a result that says success: 0, or what is above it.
  std::optional<bool> compares(const std::string &op, std::int64_t number) const {
    if (op == ">=" || op == "<=" || op == "!=") {
      const auto opposite = compares(negated(op), number);
      return opposite ? std::optional(!*opposite) : std::nullopt;
    }
    if (site_.api->failsWith == SpawnApi::FailsWith::nonzero)
      return op == "<" ? 0 < number : op == ">" ? 0 > number : number == 0;
    if (op == "==")
      return number <= 0 ? std::optional(false) : std::nullopt;
    if (op == "<")
      return number <= 1 ? std::optional(false) : std::nullopt;
    return number <= 0 ? std::optional(true) : std::nullopt;
  }

  /// The call itself, an assignment of it, or a variable that holds its result.
  bool isResult(const Expression &expression) const {
    if (&expression == call_.expression)
      return true;
    if (expression.kind == Expression::Kind::binary && expression.text == "=")
      return isResult(expression.operands[1]);
    const link::VariableId variable =
        expression.kind == Expression::Kind::reference
            ? inference_.program().variableOf(call_.unit, expression.symbol)
            : -1;
    return variable >= 0 &&
           std::ranges::any_of(inference_.index().writes[variable],
                               [&](const Write &write) { return write.value == call_.expression; });
  }

  const Inference &inference_;
  const SpawnSite &site_;
  const Call &call_;
};

} // namespace

std::size_t retriedLoops(const Inference &inference, const SpawnSite &site) {
  const std::vector<Frame> &frames = inference.index().calls[site.call].context.frames;
  const Retry retry(inference, site);
  std::size_t count = 0;
  while (count < frames.size() && frames[frames.size() - 1 - count].loop &&
         retry.isRepeatedBy(*frames[frames.size() - 1 - count].loop))
    ++count;
  return count;
}

bool saysThatNoneStarted(const Inference &inference, const SpawnSite &site,
                         const Expression &condition, bool holds) {
  return Retry(inference, site).impliesFailure(condition, holds);
}

} // namespace loadline::infer
