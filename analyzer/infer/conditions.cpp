#include "analyzer/infer/conditions.h"

#include "analyzer/infer/answers.h"
#include "analyzer/infer/comes_to_start.h"
#include "analyzer/infer/join_calls.h"
#include "analyzer/infer/left_searches.h"
#include "analyzer/infer/permits.h"
#include "analyzer/infer/statements.h"
#include "analyzer/infer/told_by_locals.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using How = KnownThere::How;

class Collector {
public:
  /// `depth`: how much deeper than the place asked for what is said here stands
  explicit Collector(const Inference &inference, int depth = 0)
      : inference_(inference), program_(inference.program()), depth_(depth) {}

  std::vector<KnownThere> run(const Context &place) {
    place_ = &place;
    unit_ = program_.functions()[place.function].unit;
    for (std::size_t i = 0; i < place.statements.size(); ++i) {
      const Statement &statement = *place.statements[i];
      const Statement *next = i + 1 < place.statements.size() ? place.statements[i + 1] : nullptr;
      addAround(statement, next);
      if (statement.kind == Statement::Kind::loop && isBodyOf(statement, next))
        ++frames_;
      if (statement.kind == Statement::Kind::choice && i + 2 < place.statements.size())
        addCase(statement, *next, place.statements[i + 2]);
      if (statement.kind == Statement::Kind::block && next)
        addBesides(statement, next, isInInnermost(place, i));
    }
    return std::move(known_);
  }

private:
  static bool isBodyOf(const Statement &loop, const Statement *next) {
    return next && !loop.parts.empty() && &loop.parts.back() == next;
  }

  static bool isInInnermost(const Context &place, std::size_t at) {
    const Statement *loop = place.frames.empty() ? nullptr : place.frames.back().loop;
    const auto found = std::ranges::find(place.statements, loop);
    return loop && found != place.statements.end() &&
           at > static_cast<std::size_t>(found - place.statements.begin());
  }

  /// What stands before the place in a block; behind it, in its loop, what is waited for before the
  /// next round.
  void addBesides(const Statement &block, const Statement *next, bool isInLoop) {
    bool isBehind = false;
    const std::size_t knownAround = known_.size(), searchedAround = searches_.size();
    for (const Statement &part : block.parts) {
      if (!isBehind && caseOf(part)) { // one may come here from the top
        known_.resize(knownAround);
        searches_.resize(searchedAround);
      }
      if (&part == next)
        isBehind = true;
      else if (!isBehind)
        addBefore(part);
      else if (isInLoop && part.kind == Statement::Kind::loop)
        addBefore(part);
    }
  }

  /// What a statement around the place says.
  void addAround(const Statement &statement, const Statement *next) {
    const Expression *condition = conditionOf(statement);
    if (!condition || !next)
      return;
    if (statement.kind == Statement::Kind::branch && !statement.parts.empty()) {
      addFound(*condition);
      addWaits(*condition, areAllAsked(*condition, &statement.parts.front() == next));
      add(*condition, &statement.parts.front() == next, depth_);
    } else if (statement.loop == Statement::Loop::whileLoop && isBodyOf(statement, next)) {
      ++frames_; // it is tested in each round
      add(*condition, true, depth_);
      --frames_;
    }
  }

  /// Of a switch: the one case that leads to a part of its body; nothing where several may.
  void addCase(const Statement &choice, const Statement &body, const Statement *next) {
    const Expression *asked = conditionOf(choice);
    const Expression *label = nullptr;
    bool fallsThrough = false; // from another case into this one
    for (const Statement &part : body.parts) {
      if (const Expression *value = caseOf(part)) {
        label = fallsThrough || caseOf(part.parts.front()) ? nullptr : value;
        fallsThrough = true;
      }
      if (&part == next)
        break;
      if (exitOf(part) != Statement::Exit::none)
        fallsThrough = false;
    }
    if (asked && label && label->kind == Expression::Kind::literal)
      known_.push_back({How::equals, asked, unit_, frames_, label->at, label->value});
  }

  /// What a statement says that was passed on the way.
  void addBefore(const Statement &statement) {
    switch (statement.kind) {
    case Statement::Kind::branch:
      return addBranch(statement);
    case Statement::Kind::loop:
      noteSearch(statement);
      if (const Expression *condition = conditionOf(statement);
          condition && statement.loop != Statement::Loop::rangeFor &&
          statement.loop != Statement::Loop::forLoop && !hasBreak(statement)) {
        addWaits(*condition);
        if (statement.loop == Statement::Loop::doLoop) // its last round came through to the test
          addBefore(statement.parts.back());
        add(*condition, false, depth_);
      }
      return;
    case Statement::Kind::block:
      for (const Statement &part : statement.parts)
        addBefore(part);
      return;
    case Statement::Kind::declare:
      addMade(statement);
      [[fallthrough]];
    case Statement::Kind::evaluate:
      for (const Expression &expression : statement.expressions)
        addWaits(expression);
      return;
    case Statement::Kind::initialise:
    case Statement::Kind::leave:
    case Statement::Kind::choice:
      return;
    }
  }

  void addMade(const Statement &declared) {
    const Expression *value =
        declared.expressions.empty() ? nullptr : &declared.expressions.front();
    const rules::SpawnApi *maker =
        value ? inference_.rules().spawnApi(ruleName(program_, unit_, *value)) : nullptr;
    if (declared.symbol >= 0 && value &&
        (value->kind == Expression::Kind::construct ||
         (maker && maker->starts == rules::SpawnApi::Starts::whatItMakes)))
      known_.push_back({.how = How::made,
                        .expression = value,
                        .unit = unit_,
                        .frames = frames_,
                        .at = declared.at,
                        .symbol = declared.symbol});
  }

  /// `if (full) return;`, and `if (full) { wait for one; --active; }`.
  void addBranch(const Statement &branch) {
    const Expression *condition = conditionOf(branch);
    if (!condition || branch.parts.empty())
      return;
    const bool thenLeaves = exitOf(branch.parts.front()) != Statement::Exit::none;
    const bool elseLeaves =
        branch.parts.size() > 1 && exitOf(branch.parts[1]) != Statement::Exit::none;
    addWaits(*condition, (thenLeaves || elseLeaves) && areAllAsked(*condition, !thenLeaves));
    if (thenLeaves)
      addFound(*condition);
    if (thenLeaves || makesFalse(branch.parts.front(), *condition))
      add(*condition, false, depth_);
    else if (elseLeaves)
      add(*condition, true, depth_);
  }

  void noteSearch(const Statement &loop) {
    if (auto search = searchOf(loop))
      searches_.push_back(*std::move(search));
  }

  /// A branch that asks what a search left behind: where it goes on, the search has found one.
  void addFound(const Expression &condition) {
    if (condition.kind != Expression::Kind::binary || !isComparison(condition.text))
      return;
    for (const Search &search : searches_)
      for (const Expression &side : condition.operands)
        if (side.kind == Expression::Kind::reference &&
            std::ranges::count(search.tells, side.symbol) > 0)
          return add(*search.found, true, depth_);
  }

  /// Whether a branch counts down what its condition says is full.
  bool makesFalse(const Statement &then, const Expression &condition) const {
    if (condition.kind != Expression::Kind::binary || !isComparison(condition.text))
      return false;
    return std::ranges::any_of(condition.operands, [&](const Expression &side) {
      const link::VariableId variable = baseVariable(program_, unit_, side);
      return variable >= 0 && lessens(then, variable);
    });
  }

  /// Whether the statement makes it less whatever happens there, or as its waits for units say.
  bool lessens(const Statement &statement, link::VariableId variable) const {
    const auto isCertain = [&](const Context &context) {
      const auto found = std::ranges::find(context.statements, &statement);
      return found != context.statements.end() &&
             std::all_of(found, context.statements.end(),
                         [&](const Statement *around) { return isPassed(*around, variable); });
    };
    const BodyIndex &index = inference_.index();
    const auto stepsDown = [&](const Write &write) {
      return write.how == Write::How::stepped && !write.grows && isCertain(write.context);
    };
    const auto takesOut = [&](std::size_t number) {
      const Call &call = index.calls[number];
      const rules::NumberSource *rule =
          inference_.rules().number(ruleName(program_, call.unit, *call.expression));
      return rule && rule->gives == rules::NumberSource::Gives::oneLess && isCertain(call.context);
    };
    return std::ranges::any_of(index.writes[variable], stepsDown) ||
           std::ranges::any_of(index.callsOn[variable], takesOut);
  }

  /// Whether what stands around a place lets it be come to: a loop while the variable says so, a
  /// test of what a wait for units gave. A wait that only looks for ended ones does not.
  bool isPassed(const Statement &around, link::VariableId variable) const {
    const Expression *condition = conditionOf(around);
    const bool asks =
        around.kind == Statement::Kind::branch || around.kind == Statement::Kind::loop;
    if (!condition || !asks || around.loop == Statement::Loop::rangeFor)
      return true;
    return holds(*condition, [&](const Expression &part) {
      return baseVariable(program_, unit_, part) == variable || isWait(unit_, part) ||
             isResultOfWait(part);
    });
  }

  bool isWait(int unit, const Expression &call) const {
    return call.kind == Expression::Kind::call && !onlyLooks(call) &&
           isAnyJoin(program_, inference_.rules(), {.expression = &call, .unit = unit});
  }

  bool isResultOfWait(const Expression &asked) const {
    const link::VariableId result =
        asked.kind == Expression::Kind::reference ? program_.variableOf(unit_, asked.symbol) : -1;
    return result >= 0 &&
           std::ranges::any_of(inference_.index().writes[result], [&](const Write &write) {
             return write.value && isWait(write.unit, *write.value);
           });
  }

  /// Calls that return only when a permit was had, or a condition holds.
  ///   areAllAsked  what stands to the right in `a && b`, or in `a || b`, was asked too
  void addWaits(const Expression &expression, bool areAllAsked = false) {
    if (expression.kind == Expression::Kind::lambda)
      return;
    const bool joins = expression.kind == Expression::Kind::binary &&
                       (expression.text == "&&" || expression.text == "||");
    const bool isFirstOnly =
        expression.kind == Expression::Kind::conditional || (joins && !areAllAsked);
    for (const Expression &operand : expression.operands)
      if (!isFirstOnly || &operand == &expression.operands.front())
        addWaits(operand, joins && areAllAsked);
    const rules::Limiter *limiter =
        inference_.rules().limiter(ruleName(program_, unit_, expression));
    if (!limiter)
      return addPassed(expression);
    if (limiter->does == rules::Limiter::Does::acquires)
      known_.push_back({How::acquired, &expression, unit_, frames_, expression.at});
    if (limiter->does == rules::Limiter::Does::waitsUntil)
      addConditionOf(expression, *limiter, depth_);
  }

  /// What a wait waits for: `cv.wait(lock, [] { return live < most; })`.
  void addConditionOf(const Expression &wait, const rules::Limiter &limiter, int depth) {
    const auto arguments = argumentsOf(wait);
    if (limiter.conditionArgument &&
        *limiter.conditionArgument < static_cast<int>(arguments.size()))
      addResultOf(unit_, arguments[*limiter.conditionArgument]->symbol, "!=", 0, depth);
  }

  /// `slots.acquire();` of a class of one's own: what is tested on the way to its end. One that
  /// makes an object may give back in its destructor.
  void addPassed(const Expression &call) {
    if (call.kind != Expression::Kind::call || call.symbol < 0 || depth_ > 0)
      return;
    const auto &definitions = program_.definitionsOf(unit_, call.symbol);
    if (definitions.size() != 1)
      return;
    const link::Function &callee = program_.functions()[definitions.front()];
    if (callee.symbol->type != "void" || mayLeave(callee.facts->body) ||
        startsUnits(definitions.front()))
      return;
    static const Statement end;
    addKnownAt({.function = definitions.front(), .statements = {&callee.facts->body, &end}},
               depth_ + 1, &call);
  }

  /// What is known at a place of a function that was called.
  ///   through  the call, if the place is the function's end
  void addKnownAt(const Context &place, int depth, const Expression *through = nullptr) {
    for (KnownThere &each : Collector(inference_, depth).run(place)) {
      each.frames = frames_;
      each.through = through;
      if (each.how != How::acquired ||
          (through && keepsPermit(inference_, place.function, *each.expression)))
        known_.push_back(std::move(each));
    }
  }

  /// What starts units itself counts those, and not what its caller starts behind it.
  bool startsUnits(link::FunctionId function) const {
    constexpr int deepest = 2;
    const BodyIndex &index = inference_.index();
    return std::ranges::any_of(index.callsOf[function], [&](std::size_t number) {
      return comesToStart(inference_, index.calls[number], deepest);
    });
  }

  static bool mayLeave(const Statement &statement) {
    return statement.exit == Statement::Exit::returns ||
           std::ranges::any_of(statement.parts, mayLeave);
  }

  /// What holds where a function answers with a value of which `answer op than` is true. Only one
  /// of its answers may be such: `return active < most;`, or the `return true;` behind its tests.
  void addResultOf(int unit, int symbol, const std::string &op, std::int64_t than, int depth) {
    constexpr int perFunction = 3; // of the depth; what a helper's helpers say is not looked for
    if (symbol < 0 || depth > deepest_)
      return;
    const auto &definitions = program_.definitionsOf(unit, symbol);
    if (definitions.size() != 1)
      return;
    std::optional<Answer> only;
    for (Answer &answer : answersOf(inference_, definitions.front())) {
      if (answer.value->kind == Expression::Kind::literal &&
          !compares(answer.value->value, op, than))
        continue;
      if (only)
        return;
      only = std::move(answer);
    }
    if (!only)
      return;
    addKnownAt(only->context, depth + perFunction);
    const int outer = std::exchange(unit_, program_.functions()[definitions.front()].unit);
    if (than == 0 && (op == "!=" || op == "=="))
      add(*only->value, op == "!=", depth + 1);
    unit_ = outer;
  }

  /// The call whose result an expression is: itself, or what a local of its own holds.
  const Expression *asCall(const Expression &asked) const {
    if (asked.kind == Expression::Kind::call)
      return asked.symbol >= 0 && !callsValue(asked) ? &asked : nullptr;
    if (asked.kind == Expression::Kind::binary && asked.text == "=")
      return asCall(asked.operands[1]); // `if ((rc = start()) != 0)`
    const link::VariableId variable =
        asked.kind == Expression::Kind::reference ? program_.variableOf(unit_, asked.symbol) : -1;
    if (variable < 0 || program_.variables()[variable].symbol->kind != facts::Symbol::Kind::local)
      return nullptr;
    const std::vector<Write> &writes = inference_.index().writes[variable];
    return writes.size() == 1 && writes.front().value &&
                   writes.front().value->kind == Expression::Kind::call
               ? asCall(*writes.front().value)
               : nullptr;
  }

  void add(const Expression &condition, bool holds, int depth) {
    if (depth > deepest_)
      return;
    const auto &operands = condition.operands;
    if (condition.kind == Expression::Kind::unary && condition.text == "!")
      return add(operands[0], !holds, depth + 1);
    if (condition.kind == Expression::Kind::binary && condition.text == ",")
      return add(operands[1], holds, depth + 1);
    if (condition.kind == Expression::Kind::binary && condition.text == (holds ? "&&" : "||")) {
      add(operands[0], holds, depth + 1);
      return add(operands[1], holds, depth + 1);
    }
    if (const rules::Limiter *limiter =
            inference_.rules().limiter(ruleName(program_, unit_, condition));
        limiter && limiter->does == rules::Limiter::Does::triesUntil && holds)
      addConditionOf(condition, *limiter, depth);
    if (const Expression *call = asCall(condition))
      addResultOf(unit_, call->symbol, holds ? "!=" : "==", 0, depth);
    if (condition.kind == Expression::Kind::binary && isComparison(condition.text))
      addAnswer(condition, holds ? condition.text : negated(condition.text), depth);
    known_.push_back({holds ? How::holds : How::fails, &condition, unit_, frames_, condition.at});
    if (const auto told = toldBy(inference_, *place_, known_.back()))
      addKnownAt(*told, depth + 1);
  }

  /// `reserve() != 0`, `start() == FULL`.
  void addAnswer(const Expression &comparison, const std::string &op, int depth) {
    for (const bool isMirrored : {false, true}) {
      const Expression &than = comparison.operands[isMirrored ? 0 : 1];
      const Expression *call = asCall(comparison.operands[isMirrored ? 1 : 0]);
      if (call && than.kind == Expression::Kind::literal)
        addResultOf(unit_, call->symbol, isMirrored ? mirrored(op) : op, than.value, depth);
    }
  }

  bool callsValue(const Expression &call) const {
    return program_.symbol(unit_, call.symbol).kind != facts::Symbol::Kind::function;
  }

  const Inference &inference_;
  const link::Program &program_;
  static constexpr int deepest_ = 8;
  int depth_;
  int unit_ = -1;
  const Context *place_ = nullptr;
  std::size_t frames_ = 0;
  std::vector<Search> searches_;
  std::vector<KnownThere> known_;
};

} // namespace

std::vector<KnownThere> knownAt(const Inference &inference, const Context &place) {
  if (place.function < 0)
    return {};
  return Collector(inference).run(place);
}

} // namespace loadline::infer
