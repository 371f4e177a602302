#include "analyzer/infer/children.h"

#include "analyzer/infer/child_way.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using facts::Statement;

/// What becomes of the child in a loop around its fork.
enum class Stays { no, unclear, yes };

/// Follows the child from the fork, which gave it 0, outwards.
class Child {
public:
  Child(const Inference &inference, const Call &fork)
      : index_(inference.index()), program_(inference.program()), fork_(fork),
        ways_(
            inference, fork.unit, [this](const Expression &asked) { return isTrue(asked); },
            [this](const Expression &asked) { return isResult(asked); }) {}

  /// By frame, outermost first.
  std::vector<Stays> run() {
    const auto &way = fork_.context.statements;
    std::vector<Stays> stays(fork_.context.frames.size(), Stays::no);
    if (way.empty())
      return stays;
    std::size_t frame = stays.size();
    WaysOut out = fromInnermost();
    if (way.back()->kind == Statement::Kind::loop && isInside(fork_.context, *way.back()))
      out = aroundLoop(*way.back(), out, stays, frame);
    for (std::size_t i = way.size() - 1; i-- > 0;)
      out = around(*way[i], *way[i + 1], out, stays, frame);
    return stays;
  }

private:
  /// How the child comes out of the statement that forks.
  WaysOut fromInnermost() {
    const Statement &statement = *fork_.context.statements.back();
    switch (statement.kind) {
    case Statement::Kind::branch:
      return ways_.throughArms(statement, false);
    case Statement::Kind::choice:
      return ways_.throughChoice(statement, false);
    case Statement::Kind::leave:
      return {.returns = true};
    case Statement::Kind::loop:
      if (const Expression *condition = conditionOf(statement);
          condition && ways_.isKnown(*condition) == std::optional(false))
        return {.breaks = true};
      return statement.parts.empty() ? WaysOut{.next = true}
                                     : ways_.through(statement.parts.back());
    default:
      return {.next = true};
    }
  }

  /// One statement further out.
  WaysOut around(const Statement &statement, const Statement &inner, WaysOut out,
                 std::vector<Stays> &stays, std::size_t &frame) {
    if (statement.kind == Statement::Kind::block && out.next) {
      const auto at = std::ranges::find_if(statement.parts,
                                           [&](const Statement &part) { return &part == &inner; });
      WaysOut behind =
          throughRest(statement, inner, static_cast<std::size_t>(at - statement.parts.begin() + 1));
      behind.isUnclear = behind.isUnclear || out.isUnclear;
      out.next = false;
      const bool wasUnclear = out.isUnclear;
      out |= behind;
      out.isUnclear = wasUnclear || behind.isUnclear;
    }
    if (statement.kind == Statement::Kind::choice) {
      out.next = out.next || out.breaks;
      out.breaks = false;
    }
    const bool isBody = statement.kind == Statement::Kind::loop && !statement.parts.empty() &&
                        &statement.parts.back() == &inner;
    return isBody ? aroundLoop(statement, out, stays, frame) : out;
  }

  /// What stands behind, where only the child may have come if the branch that forks tells.
  WaysOut throughRest(const Statement &block, const Statement &inner, std::size_t from) {
    const Expression *condition = conditionOf(inner);
    const bool isOnlyHere = inner.kind == Statement::Kind::branch && condition &&
                            ways_.isKnown(*condition) &&
                            std::ranges::any_of(inner.parts, alwaysEnds);
    return ways_.through(block, from, isOnlyHere);
  }

  /// The next round, unless the condition says that there is none for the child.
  WaysOut aroundLoop(const Statement &loop, const WaysOut &body, std::vector<Stays> &stays,
                     std::size_t &frame) {
    if (frame == 0)
      return body;
    --frame;
    const Expression *condition = conditionOf(loop);
    const bool forksAgain = condition && holds(*condition, *fork_.expression);
    const bool isOver = condition && !forksAgain && loop.loop != Statement::Loop::rangeFor &&
                        ways_.isKnown(*condition) == std::optional(false);
    const bool comesRound = (body.next || body.continues) && !isOver;
    if (comesRound)
      stays[frame] = body.isUnclear && !body.continues ? Stays::unclear : Stays::yes;
    WaysOut out{.returns = body.returns};
    out.next = body.breaks || (body.next && isOver) ||
               (comesRound && (ways_.mayEnd(loop) || hasBreak(loop)));
    out.isUnclear = body.isUnclear;
    return out;
  }

  /// What a condition is for the child.
  std::optional<bool> isTrue(const Expression &asked) const {
    if (isResult(asked))
      return false;
    if (asked.kind != Expression::Kind::binary || !isComparison(asked.text))
      return std::nullopt;
    for (const bool isMirrored : {false, true}) {
      const Expression &than = asked.operands[isMirrored ? 0 : 1];
      if (than.kind == Expression::Kind::literal && isResult(asked.operands[isMirrored ? 1 : 0]))
        return compares(0, isMirrored ? mirrored(asked.text) : asked.text, than.value);
    }
    return std::nullopt;
  }

  /// The call, an assignment of it, or what holds its result.
  bool isResult(const Expression &asked) const {
    if (&asked == fork_.expression)
      return true;
    if (asked.kind == Expression::Kind::binary && asked.text == "=")
      return isResult(asked.operands[1]);
    const link::VariableId variable = baseVariable(program_, fork_.unit, asked);
    const auto isGiven = [&](const auto &write) { return write.value == fork_.expression; };
    if (variable < 0)
      return false;
    if (asked.kind == Expression::Kind::reference)
      return std::ranges::any_of(index_.writes[variable], isGiven);
    return std::ranges::any_of(index_.elementWrites, [&](const ElementWrite &write) {
      return write.container == variable && isGiven(write);
    });
  }

  const BodyIndex &index_;
  const link::Program &program_;
  const Call &fork_;
  Ways ways_;
};

/// The processes that come of one that goes into a loop, where each of them goes on in it and each
/// round starts `inRound` of one: (1 + inRound)^rounds, less the first.
Bound multiplied(const Bound &inRound, const Bound &rounds) {
  if (rounds.isConstant(1))
    return inRound;
  if (rounds.kind() == bound::Kind::unbounded || rounds.comesFromOutside())
    return Bound::unbounded();
  if (inRound.kind() == bound::Kind::unbounded)
    return inRound;
  if (rounds.form() != Bound::Form::constant || inRound.form() != Bound::Form::constant)
    return Bound::unknown(
        fmt::format("each of {} rounds doubles what fork started", toString(rounds)));
  constexpr std::int64_t mostDoublings = 63;
  Bound all = Bound::constant(0);
  const Bound one = Bound::constant(1);
  for (std::int64_t i = 0; i < std::min(rounds.count(), mostDoublings); ++i)
    all = Bound::sum({all, Bound::product({Bound::sum({all, one}), inRound})});
  return all;
}

/// Whether the statements of a block behind one of its parts, up to a place or on the way down to
/// it, ask for some value, or end.
bool isAskedBetween(const Statement &block, const Statement &from, const Context &place,
                    const std::function<bool(const Expression &)> &isValue) {
  const auto asks = [&](const Statement &statement, const auto &self) -> bool {
    const Expression *condition = conditionOf(statement);
    return (condition && holds(*condition, isValue)) || alwaysEnds(statement) ||
           std::ranges::any_of(statement.parts,
                               [&](const Statement &part) { return self(part, self); });
  };
  const auto &way = place.statements;
  const auto next = std::ranges::find(way, &block) + 1;
  auto at =
      std::ranges::find_if(block.parts, [&](const Statement &part) { return &part == &from; });
  for (++at; at != block.parts.end() && (next == way.end() || &*at != *next); ++at)
    if (asks(*at, asks))
      return true;
  return std::any_of(next, way.end(), [&](const Statement *statement) {
    const Expression *condition = conditionOf(*statement);
    return condition && holds(*condition, isValue);
  });
}

/// `fork(); fork();`: whether parent and child of one fork both come to another behind it, as
/// nothing between asks which is which.
bool bothComeTo(const Inference &inference, const Call &earlier, const Call &fork) {
  const rules::SpawnApi *api =
      inference.rules().spawnApi(ruleName(inference.program(), earlier.unit, *earlier.expression));
  const auto &way = earlier.context.statements;
  if (!api || !api->childGoesOn || !earlier.context.frames.empty() || way.size() < 2 ||
      !(earlier.expression->at < fork.expression->at))
    return false;
  const Statement &own = *way.back(), &block = **(way.end() - 2);
  const bool isPlain =
      (own.kind == Statement::Kind::evaluate || own.kind == Statement::Kind::declare) &&
      block.kind == Statement::Kind::block &&
      std::ranges::count(fork.context.statements, &block) > 0 &&
      std::ranges::count(fork.context.statements, &own) == 0;
  const auto isResult = [&](const Expression &part) {
    const link::VariableId variable =
        part.kind == Expression::Kind::reference
            ? inference.program().variableOf(earlier.unit, part.symbol)
            : -1;
    return variable >= 0 &&
           std::ranges::any_of(inference.index().writes[variable], [&](const Write &write) {
             return write.value == earlier.expression;
           });
  };
  return isPlain && !isAskedBetween(block, own, fork.context, isResult);
}

/// As often as forks before it have doubled what comes to a fork.
Bound doublingsBefore(const Inference &inference, const Call &fork) {
  constexpr int mostDoublings = 62;
  const auto &calls = inference.index().callsOf[fork.context.function];
  const auto doublings = std::ranges::count_if(calls, [&](std::size_t number) {
    return bothComeTo(inference, inference.index().calls[number], fork);
  });
  return Bound::constant(std::int64_t{1} << std::min<std::int64_t>(doublings, mostDoublings));
}

} // namespace

std::optional<Derived> unitsOfFork(Inference &inference, const SpawnSite &site) {
  const Call &fork = inference.index().calls[site.call];
  const auto isLoop = [](const Frame &frame) { return frame.loop != nullptr; };
  if (!site.api->childGoesOn || fork.context.function < 0 ||
      !std::ranges::all_of(fork.context.frames, isLoop))
    return std::nullopt;
  const std::vector<Stays> stays = Child(inference, fork).run();
  const Bound before = doublingsBefore(inference, fork);
  const bool isLooped = !std::ranges::all_of(stays, [](Stays each) { return each == Stays::no; });
  if (!isLooped && before.isConstant(1))
    return std::nullopt;
  const std::string why =
      isLooped ? "the child goes on in the loop, and starts processes of its own there"
               : "the children of the forks before it come here too";
  Derived out{Bound::constant(1), {{inference.position(fork.unit, fork.expression->at), why}}};
  const std::size_t parentStays = stays.size() - retriedLoops(inference, site);
  for (std::size_t i = stays.size(); i-- > 0;) {
    const bool isChain = i >= parentStays; // only the child goes on, and so does its own child
    if (isChain && stays[i] == Stays::no)
      continue;
    Derived rounds = inference.rounds(fork.context, fork.context.frames[i]);
    const bool isPlain = isChain || stays[i] == Stays::no;
    const Bound all =
        isPlain ? Bound::product({out.bound, rounds.bound}) : multiplied(out.bound, rounds.bound);
    const bool isSure =
        stays[i] != Stays::unclear || (!isChain && all.kind() == bound::Kind::unbounded);
    out.bound =
        isSure ? all : Bound::unknown("whether the child of " + site.apiName + " leaves the loop");
    append(out.witness, rounds.witness);
  }
  out.bound = Bound::product({before, out.bound});
  return out;
}

} // namespace loadline::infer
