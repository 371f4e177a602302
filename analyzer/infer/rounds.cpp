#include "analyzer/infer/advances.h"
#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

// How often a loop goes round. A condition that counts gives a number; one that only asks whether
// to go on gives no bound at all; what is not understood is unknown, and says so.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;

namespace {

bool isZero(const Expression &expression) {
  return expression.kind == Expression::Kind::literal && expression.value == 0;
}

/// Rounds more than tests of the condition that hold: the first of a do loop, less a step before
/// the first test.
int extraRounds(const Statement &loop, const Expression &counting) {
  const bool isDo = loop.loop == Statement::Loop::doLoop || loop.loop == Statement::Loop::gotoLoop;
  const bool isStep = counting.kind == Expression::Kind::unary && !counting.text.empty();
  const bool stepsFirst = isStep ? counting.text == "++" || counting.text == "--" : isDo;
  return (isDo ? 1 : 0) - (stepsFirst ? 1 : 0);
}

/// How control leaves the block, once `part` of it has run; `none` where it need not.
Statement::Exit exitBehind(const Statement &block, const Statement *part) {
  auto next = std::ranges::find_if(block.parts, [&](const auto &each) { return &each == part; });
  if (next == block.parts.end())
    return Statement::Exit::none;
  for (++next; next != block.parts.end() && !mayJump(*next); ++next)
    if (const auto exit = exitOf(*next); exit != Statement::Exit::none)
      return exit;
  return Statement::Exit::none;
}

/// Whether the loop at `at` of the way down is left as soon as what stands at the end of the way
/// has run.
bool leavesAfter(const std::vector<const Statement *> &way, std::size_t at) {
  for (std::size_t i = way.size() - 1; i-- > at + 1;) {
    if (way[i]->kind != Statement::Kind::block)
      continue;
    const Statement::Exit exit = exitBehind(*way[i], way[i + 1]);
    if (exit == Statement::Exit::none)
      continue;
    if (exit != Statement::Exit::breaks)
      return exit == Statement::Exit::returns || exit == Statement::Exit::jumps;
    while (i > at && !takesBreaks(*way[i]))
      --i; // what stands behind that switch or loop comes next
    if (i == at)
      return true;
  }
  return false;
}

bool continues(const Statement &statement) {
  if (statement.kind == Statement::Kind::loop)
    return false; // of that loop, not of ours
  return statement.exit == Statement::Exit::continues ||
         std::any_of(statement.parts.begin(), statement.parts.end(), continues);
}

} // namespace

bool isInside(const Context &context, const Statement &loop) {
  return std::any_of(context.frames.begin(), context.frames.end(),
                     [&](const Frame &frame) { return frame.loop == &loop; });
}

Derived Inference::rounds(const Context &context, std::size_t first) {
  std::vector<Bound> factors;
  Derived out{Bound::constant(1), {}};
  for (std::size_t i = first; i < context.frames.size(); ++i) {
    Derived each = rounds(context, context.frames[i]);
    factors.push_back(each.bound);
    if (each.bound.kind() > out.bound.kind()) // what makes it large is told first
      std::swap(each.witness, out.witness);
    append(out.witness, each.witness);
    out.bound = Bound::product({out.bound, each.bound});
  }
  out.bound = Bound::product(std::move(factors));
  return out;
}

Derived Inference::rounds(const Context &context, const Frame &frame) {
  const int unit = unitOf(context);
  if (frame.loop) {
    const auto at = std::ranges::find(context.statements, frame.loop);
    if (at != context.statements.end() &&
        leavesAfter(context.statements, static_cast<std::size_t>(at - context.statements.begin())))
      return {Bound::constant(1),
              {{position(unit, frame.loop->at), "the loop is left as soon as this has run"}}};
    return loopRounds(context, *frame.loop);
  }
  if (frame.count) {
    Derived many = number(unit, *frame.count);
    many.witness.insert(many.witness.begin(),
                        {position(unit, frame.count->at), "as many objects at once"});
    return many;
  }
  const std::vector<const Expression *> arguments =
      withoutPolicy(program_, unit, argumentsOf(*frame.algorithm));
  const findings::Step here{position(unit, frame.algorithm->at), "once for each element"};
  if (arguments.empty())
    return {Bound::unknown("the range of an algorithm"), {here}};
  const rules::EventSource *rule = rules_.eventSource(ruleName(program_, unit, *frame.algorithm));
  if (rule && rule->countArgument && *rule->countArgument < static_cast<int>(arguments.size()))
    return number(unit, *arguments[*rule->countArgument]);
  const Expression &range = *arguments[0];
  const bool isMethod = range.kind == Expression::Kind::call && range.hasObject; // `v.begin()`
  const auto view = isMethod ? sizeOfView(unit, range) : std::nullopt;
  const Expression *sequence = isMethod ? nullptr : sequenceOf(program_, rules_, unit, range);
  Derived size = view ? *view
                      : sizeOf(unit, sequence   ? *sequence
                                     : isMethod ? range.operands[0]
                                                : range);
  size.witness.insert(size.witness.begin(), here);
  return size;
}

Derived Inference::loopRounds(const Context &context, const Statement &loop) {
  const int unit = unitOf(context);
  const findings::Step here{position(unit, loop.at), "the loop"};
  Derived derived{Bound::unbounded(), {}};
  if (loop.loop == Statement::Loop::rangeFor) {
    derived = sizeOf(unit, loop.expressions.front());
    derived.witness.insert(
        derived.witness.begin(),
        {here.at, "once for each element of " + nameOf(unit, loop.expressions.front())});
    return derived;
  }
  if (!loop.parts.empty() && alwaysLeaves(loop.parts.back()) && !continues(loop.parts.back()))
    return {Bound::constant(1), {{here.at, "the loop leaves in its first round"}}};
  const Expression *condition = conditionOf(loop);
  derived = condition ? conditionRounds(context, loop, *condition)
                      : endlessRounds(context, loop, "the loop has no condition");
  if (const auto exit = exitRounds(context, loop)) {
    const Bound least = Bound::minimum({derived.bound, exit->bound});
    const bool exitDecides = exit->bound.kind() < derived.bound.kind();
    return {least, exitDecides ? exit->witness : derived.witness};
  }
  return derived;
}

Derived Inference::endlessRounds(const Context &context, const Statement &loop, std::string why) {
  Derived out{Bound::unbounded(), {{position(unitOf(context), loop.at), std::move(why)}}};
  if (auto event = eventOf(context, loop))
    out.witness.push_back(*std::move(event));
  else
    append(out.witness, eventsBehind(context, loop));
  return out;
}

Derived Inference::conditionRounds(const Context &context, const Statement &loop,
                                   const Expression &condition) {
  const int unit = unitOf(context);
  if (condition.kind == Expression::Kind::literal && condition.value == 0 &&
      loop.loop == Statement::Loop::doLoop)
    return {Bound::constant(1), {}}; // `do … while (0)`: no loop, as macros have it
  if (condition.kind == Expression::Kind::literal)
    return condition.value == 0
               ? Derived{Bound::constant(0),
                         {{position(unit, loop.at), "the condition is never true"}}}
               : endlessRounds(context, loop, "the loop never ends by itself");
  if (condition.kind == Expression::Kind::binary &&
      (condition.text == "&&" || condition.text == "||")) {
    const Derived left = conditionRounds(context, loop, condition.operands[0]);
    const Derived right = conditionRounds(context, loop, condition.operands[1]);
    if (condition.text == "||")
      return {Bound::maximum({left.bound, right.bound}),
              left.bound.kind() < right.bound.kind() ? right.witness : left.witness};
    return {Bound::minimum({left.bound, right.bound}),
            right.bound.kind() < left.bound.kind() ? right.witness : left.witness};
  }
  if (condition.kind == Expression::Kind::binary && condition.text == ",")
    return conditionRounds(context, loop, condition.operands[1]);
  if (condition.kind == Expression::Kind::unary && condition.text == "!" &&
      condition.operands[0].kind == Expression::Kind::binary &&
      isComparison(condition.operands[0].text)) {
    Expression plain = condition.operands[0];
    plain.text = negated(plain.text);
    return comparisonRounds(context, loop, plain);
  }
  const auto isInError = [](const Expression &part) {
    return part.kind == Expression::Kind::other && part.text == "error";
  };
  const Derived uncompiled{Bound::unknown("a condition that did not compile"),
                           {{position(unit, loop.at), "the condition did not compile"}}};
  if (isInError(condition))
    return uncompiled;
  const auto gives = [&](const Expression &e) {
    const std::string name = ruleName(program_, unit, e);
    const rules::NumberSource *rule = rules_.number(name);
    return rule && comesFromOutside(*rule) && !rules_.eventSource(name);
  };
  if (holds(condition, gives) ||
      (condition.kind == Expression::Kind::binary && condition.text == ">>"))
    return {Bound::outside("the loop at line " + std::to_string(loop.at.line)),
            {{position(unit, loop.at), "as many rounds as the input has parts"}}};
  const bool isTest = condition.kind == Expression::Kind::binary && condition.text == "!=" &&
                      isZero(condition.operands[1]);
  const bool compares =
      condition.kind == Expression::Kind::binary && isComparison(condition.text) && !isTest;
  Derived rounds = compares ? comparisonRounds(context, loop, condition)
                            : testRounds(context, loop, isTest ? condition.operands[0] : condition);
  return rounds.bound.kind() == bound::Kind::unbounded && holds(condition, isInError) ? uncompiled
                                                                                      : rounds;
}

/// `while (n--)` and `for (…; n; --n)` count down; a linked list ends, and so does a container that
/// is emptied; any other value is only a flag.
Derived Inference::testRounds(const Context &context, const Statement &loop,
                              const Expression &test) {
  const int unit = unitOf(context);
  const bool isStep =
      test.kind == Expression::Kind::unary && test.text != "!" && !test.operands.empty();
  const Expression &asked = isStep ? test.operands[0] : test;
  if (const auto most = drained(context, loop, test))
    return *most;
  if (const auto most = terminated(context, loop, test))
    return *most;
  if (const auto most = searchRounds(context, loop, test))
    return *most;
  const link::VariableId variable =
      asked.kind == Expression::Kind::reference ? program_.variableOf(unit, asked.symbol) : -1;
  if (variable >= 0 && stepsDown(variable, loop)) {
    static const Expression zero{.kind = Expression::Kind::literal};
    const Comparison toZero{.counter = variable, .counting = &test, .limit = &zero, .op = "!="};
    if (const std::string why = neverReached(loop, toZero); !why.empty())
      return endlessRounds(context, loop, why);
    if (auto why = unscalable(context, loop, toZero, true))
      return *std::move(why);
    if (isStep && test.text == "--" && startsAtNone(variable, loop))
      return endlessRounds(context, loop,
                           program_.variables()[variable].symbol->name +
                               " starts at 0 and goes below it before it is asked");
    return countedDown(context, loop,
                       {.counter = variable,
                        .counting = &test,
                        .limit = &zero,
                        .op = ">",
                        .extra = extraRounds(loop, test)});
  }
  if (auto most = variable >= 0 ? shiftedOut(context, loop, variable) : std::nullopt)
    return *std::move(most);
  // `at->next` asks whether there is one more
  const Expression &element = asked.operands.size() == 1 ? asked.operands[0] : asked;
  const link::VariableId walker =
      element.kind == Expression::Kind::reference ? program_.variableOf(unit, element.symbol) : -1;
  const auto follows = [&](const Write &write) {
    return isInside(write.context, loop) && write.value &&
           holds(*write.value, [&](const Expression &e) {
             return e.kind == Expression::Kind::reference &&
                    (program_.variableOf(unit, e.symbol) == walker ||
                     baseVariable(program_, unit, e) == walker);
           });
  };
  if (walker >= 0 && std::ranges::any_of(index_.writes[walker], follows))
    return {Bound::size("the list at " + nameOf(unit, asked)),
            {{position(unit, loop.at), "once for each element of a list"}}};
  return endlessRounds(context, loop,
                       fmt::format("the loop goes on while {} says so; nothing counts its rounds",
                                   nameOf(unit, asked)));
}

/// Whether a counter may start at 0 or below, as the code says it.
bool Inference::startsAtNone(link::VariableId counter, const Statement &loop) const {
  return std::ranges::any_of(startingWrites(counter, loop), [](const Write *write) {
    return write->value && write->value->kind == Expression::Kind::literal &&
           write->value->value <= 0;
  });
}

/// `const Command commands[] = {{"stop", stop}, {}};`: an array that holds what the code says.
bool Inference::isWrittenDown(link::VariableId array) const {
  const auto isList = [](const Write &write) {
    return write.how == Write::How::initial && write.value &&
           write.value->kind == Expression::Kind::list;
  };
  const auto isOfArray = [&](const ElementWrite &write) { return write.container == array; };
  return program_.variables()[array].symbol->extent > 0 &&
         std::ranges::any_of(index_.writes[array], isList) &&
         std::ranges::none_of(index_.elementWrites, isOfArray);
}

/// `*p` with p going up, `names[i]`, `table[i].name` with i going up: to the element that ends the
/// array.
std::optional<Derived> Inference::terminated(const Context &context, const Statement &loop,
                                             const Expression &asked) {
  const int unit = unitOf(context);
  const bool asksField = asked.kind == Expression::Kind::reference && !asked.operands.empty();
  const Expression &test = asksField ? asked.operands[0] : asked;
  const bool isElement = test.kind == Expression::Kind::subscript && test.operands.size() == 2;
  const bool isPointee = test.kind == Expression::Kind::unary && test.text == "*";
  if (!isElement && !isPointee && !asksField)
    return std::nullopt;
  const Expression &moving = isElement ? test.operands[1] : isPointee ? test.operands[0] : test;
  const Expression &counter = moving.kind == Expression::Kind::unary ? moving.operands[0] : moving;
  const link::VariableId variable =
      counter.kind == Expression::Kind::reference ? program_.variableOf(unit, counter.symbol) : -1;
  const auto steps = [&](const Write &write) {
    return isInside(write.context, loop) && write.how == Write::How::stepped && write.grows;
  };
  if (variable < 0 || std::ranges::none_of(index_.writes[variable], steps))
    return std::nullopt;
  const std::vector<const Write *> starts = startingWrites(variable, loop);
  const Expression *array = isElement            ? &test.operands[0]
                            : starts.size() == 1 ? starts.front()->value
                                                 : &counter;
  while (array->kind == Expression::Kind::binary)
    array = &array->operands[0];
  const link::VariableId base = baseVariable(program_, unit, *array);
  const link::FunctionId owner = base >= 0 ? program_.variables()[base].owner : -1;
  const bool isProgramArgument = owner >= 0 && program_.functions()[owner].symbol->name == "main";
  const findings::Step here{position(unit, loop.at),
                            fmt::format("to the element that ends {}", nameOf(unit, *array))};
  if (isProgramArgument)
    return Derived{Bound::config(nameOf(unit, *array)), {here}};
  const bool isTable = base >= 0 && isWrittenDown(base);
  return Derived{isTable ? Bound::constant(program_.variables()[base].symbol->extent)
                         : Bound::size(nameOf(unit, *array)),
                 {here}};
}

/// `while (!v.empty()) v.pop_back()`: as many rounds as it has elements, unless it grows meanwhile
/// or a round need not take one out.
std::optional<Derived> Inference::drained(const Context &context, const Statement &loop,
                                          const Expression &asked) {
  const Expression &question =
      asked.kind == Expression::Kind::unary && asked.text == "!" ? asked.operands[0] : asked;
  const int unit = unitOf(context);
  const bool asksContainer = question.kind == Expression::Kind::call && question.hasObject &&
                             argumentsOf(question).empty();
  const link::VariableId container =
      asksContainer ? baseVariable(program_, unit, question.operands[0]) : -1;
  if (container < 0 || !shrinksIn(container, loop) || growsIn(container, loop))
    return std::nullopt;
  const std::string name = nameOf(unit, question.operands[0]);
  Derived size = sizeOf(unit, question.operands[0]);
  if (size.bound.kind() >= bound::Kind::unknown)
    return std::nullopt;
  if (!shrinksInEachRound(container, context, loop)) {
    const std::string why = fmt::format("a round need not take an element out of {}", name);
    return Derived{Bound::unknown(why), {{position(unit, loop.at), why}}};
  }
  size.witness.insert(size.witness.begin(),
                      {position(unit, loop.at), fmt::format("until {} is empty", name)});
  return size;
}

Derived Inference::comparisonRounds(const Context &context, const Statement &loop,
                                    const Expression &comparison) {
  Comparison counts = readComparison(context, loop, comparison);
  counts.extra = extraRounds(loop, *counts.counting);
  if (counts.counter >= 0 || counts.sizeCounts)
    return countedRounds(context, loop, counts);
  if (auto most = drained(context, loop, *counts.counting))
    return *std::move(most);
  if (comparison.text != "==")
    for (const Expression &side : comparison.operands)
      if (auto searched = searchRounds(context, loop, side))
        return *std::move(searched);
  if (const link::VariableId counter = takenBack(context, loop, comparison); counter >= 0) {
    const std::string why = program_.variables()[counter].symbol->name + " is also taken back";
    return {Bound::unknown(why), {{position(unitOf(context), loop.at), why}}};
  }
  const bool isOrder = comparison.text != "==" && comparison.text != "!=";
  for (const Expression &side : comparison.operands)
    if (const link::VariableId variable = reckonedIn(context, loop, side);
        variable >= 0 && (isOrder || side.kind == Expression::Kind::binary)) {
      const std::string why =
          "how " + program_.variables()[variable].symbol->name + " comes to its limit";
      return {Bound::unknown(why),
              {{position(unitOf(context), loop.at), "the loop computes " + why}}};
    }
  return endlessRounds(context, loop, "nothing in the condition counts the rounds");
}

/// The variable of a comparison that the loop steps, and also sets or steps the other way; -1 for
/// none.
link::VariableId Inference::takenBack(const Context &context, const Statement &loop,
                                      const Expression &comparison) const {
  for (const Expression &side : comparison.operands) {
    const Expression &whole = converted(side);
    const Expression &inner = whole.kind == Expression::Kind::unary && !whole.operands.empty()
                                  ? whole.operands[0]
                                  : whole;
    const link::VariableId variable = inner.kind == Expression::Kind::reference
                                          ? program_.variableOf(unitOf(context), inner.symbol)
                                          : -1;
    const auto steps = [&](const Write &write) {
      return write.how == Write::How::stepped && isInside(write.context, loop);
    };
    if (variable >= 0 && std::ranges::any_of(index_.writes[variable], steps))
      return variable;
  }
  return -1;
}

} // namespace loadline::infer
