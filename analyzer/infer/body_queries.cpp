#include "analyzer/infer/body_index.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

// Questions about an index that has been made; see body_index.h.

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

namespace {

/// `v.back()`, `v.begin()`, `p.get()`: methods that give a part of their object, or where it is.
bool isAccessor(const link::Program &program, int unit, const Expression &call,
                std::initializer_list<std::string_view> names) {
  if (call.kind != Expression::Kind::call || !call.hasObject || call.operands.size() > 2 ||
      call.symbol < 0)
    return false;
  const std::string last = lastName(program.symbol(unit, call.symbol).name);
  return std::ranges::find(names, last) != names.end();
}

/// `int &threads() { return threads_; }`: the field or global that a call gives a reference to; -1
/// for any other call.
link::VariableId referredByCall(const link::Program &program, int unit, const Expression &call) {
  if (call.kind != Expression::Kind::call || call.symbol < 0)
    return -1;
  const facts::Symbol &callee = program.symbol(unit, call.symbol);
  if (!callee.isReference || callee.type.ends_with('*'))
    return -1;
  const auto &definitions = program.definitionsOf(unit, call.symbol);
  if (definitions.size() != 1)
    return -1;
  const link::Function &function = program.functions()[definitions.front()];
  const Expression *given = returnedAtEnd(function.facts->body);
  if (!given || given->kind != Expression::Kind::reference || given->symbol < 0)
    return -1;
  const link::VariableId variable = program.variableOf(function.unit, given->symbol);
  const bool isLasting =
      variable >= 0 && (program.variables()[variable].symbol->kind == facts::Symbol::Kind::field ||
                        program.variables()[variable].symbol->kind == facts::Symbol::Kind::global);
  return isLasting ? variable : -1;
}

} // namespace

bool isPartOfObject(const facts::Symbol &symbol) {
  return symbol.kind == facts::Symbol::Kind::field && symbol.name.starts_with("std::");
}

link::VariableId baseVariable(const link::Program &program, int unit,
                              const Expression &expression) {
  const auto isPart = [&](const Expression &at) { // `entry.second`; a number is one of its own
    if (at.kind != Expression::Kind::reference || at.symbol < 0)
      return false;
    const facts::Symbol &symbol = program.symbol(unit, at.symbol);
    return isPartOfObject(symbol) && !isNumeric(symbol.type);
  };
  const Expression *at = &expression;
  for (;;) {
    const bool isAccess =
        at->kind == Expression::Kind::subscript || isPart(*at) ||
        (at->kind == Expression::Kind::unary && (at->text == "*" || at->text == "&")) ||
        isAccessor(program, unit, *at,
                   {"at", "back", "front", "first", "last", "get", "begin", "end", "cbegin", "cend",
                    "data", "operator<<"});
    if (!isAccess || at->operands.empty())
      break;
    at = &at->operands.front();
  }
  return at->kind == Expression::Kind::reference && at->symbol >= 0
             ? program.variableOf(unit, at->symbol)
             : referredByCall(program, unit, *at);
}

bool isElement(const link::Program &program, int unit, const Expression &expression) {
  if (expression.kind == Expression::Kind::unary && !expression.operands.empty())
    return isElement(program, unit, expression.operands[0]);
  return expression.kind == Expression::Kind::subscript ||
         isAccessor(program, unit, expression, {"at", "back", "front", "first", "last"});
}

bool names(const link::Program &program, int unit, const Expression &expression,
           const std::string &name) {
  return expression.text == name ||
         (expression.symbol >= 0 && program.symbol(unit, expression.symbol).name == name);
}

bool startsObject(const Write &write) {
  if (write.how != Write::How::assigned || write.context.statements.empty())
    return false;
  const auto isItsValue = [&](const Expression &part) {
    return part.kind == Expression::Kind::binary && part.text == "=" &&
           &part.operands.back() == write.value;
  };
  const auto makesIt = [&](const Expression &part) {
    return part.kind == Expression::Kind::construct &&
           std::ranges::any_of(part.operands,
                               [&](const Expression &given) { return isItsValue(given); });
  };
  return std::ranges::any_of(
      write.context.statements.back()->expressions,
      [&](const Expression &expression) { return holds(expression, makesIt); });
}

std::size_t commonFrames(const Context &a, const Context &b) {
  std::size_t common = 0;
  while (common < a.frames.size() && common < b.frames.size() &&
         a.frames[common].loop == b.frames[common].loop &&
         a.frames[common].algorithm == b.frames[common].algorithm &&
         a.frames[common].count == b.frames[common].count)
    ++common;
  return common;
}

namespace {

/// `if (started) ++live; else break;`: a round that goes on has taken this arm.
bool otherArmLeaves(const Statement &branch, const Statement *arm) {
  return branch.kind == Statement::Kind::branch && branch.parts.size() == 2 &&
         alwaysLeaves(&branch.parts[0] == arm ? branch.parts[1] : branch.parts[0]);
}

} // namespace

namespace {

/// `case free: start(); continue;`: whether a statement that a place stands in is left, behind the
/// place, with the round or function.
bool leavesBehind(const Context &place, const Statement &around) {
  bool isInLoop = false, isInSwitch = false;
  for (auto at = std::ranges::find(place.statements, &around);
       at != place.statements.end() && at + 1 != place.statements.end(); ++at) {
    isInLoop = isInLoop || (*at)->kind == Statement::Kind::loop;
    isInSwitch = isInSwitch || (*at)->kind == Statement::Kind::choice;
    if ((*at)->kind != Statement::Kind::block)
      continue;
    auto next = std::ranges::find_if((*at)->parts,
                                     [&](const Statement &part) { return &part == *(at + 1); });
    for (; next != (*at)->parts.end(); ++next) {
      const Statement::Exit exit = &*next == *(at + 1) ? Statement::Exit::none : exitOf(*next);
      const bool isOfInner = (exit == Statement::Exit::continues && isInLoop) ||
                             (exit == Statement::Exit::breaks && (isInLoop || isInSwitch));
      if (exit != Statement::Exit::none && !isOfInner)
        return true;
      if (exit != Statement::Exit::none)
        break; // what follows is another case
    }
  }
  return false;
}

} // namespace

namespace {

/// `case 1: one(); break; case 2: two();`: whether a switch may lead to a place behind a part of
/// its body without passing that part.
bool isSkippedByCase(const Context &place, const Statement &body, const Statement *part) {
  bool isBehind = false;
  for (const Statement &each : body.parts) {
    if (isBehind && caseOf(each))
      return true;
    if (std::ranges::find(place.statements, &each) != place.statements.end())
      return false;
    isBehind = isBehind || &each == part;
  }
  return false;
}

} // namespace

bool isMetWith(const Context &place, const Context &something, const Statement *loop) {
  if (something.statements.back() == loop)
    return true; // in its condition or step
  const auto standsAround = [&](const Statement *statement) {
    return std::ranges::find(place.statements, statement) != place.statements.end();
  };
  const auto start =
      loop ? std::ranges::find(something.statements, loop) : something.statements.begin();
  bool isNested = false; // in a loop or switch within, which takes a break for itself
  for (auto at = start; at + 1 < something.statements.end(); ++at) {
    const Statement &statement = **at;
    const Statement *next = *(at + 1);
    const bool isBlock = statement.kind == Statement::Kind::block;
    isNested = isNested || (at != start && takesBreaks(statement));
    if (at != start && !isBlock && !(standsAround(&statement) && standsAround(next)) &&
        !(loop && !isNested && otherArmLeaves(statement, next)))
      return false;
    const bool isSwitched = at != start && (*(at - 1))->kind == Statement::Kind::choice;
    if (isSwitched && standsAround(&statement) && isSkippedByCase(place, statement, next))
      return false;
    bool isPassed = false; // the place
    static const std::vector<Statement> none;
    for (const Statement &before : isBlock ? statement.parts : none) {
      if (&before == next)
        break;
      isPassed = isPassed || standsAround(&before);
      if (standsAround(&before) && leavesBehind(place, before))
        return false;
      const bool isBehindPlace = place.statements.back()->at < before.at;
      if (isBehindPlace && (mayJump(before) || (isNested && mayBreak(before))))
        return false;
      if (isSwitched && isPassed && exitOf(before) == Statement::Exit::breaks)
        return false; // another case
    }
  }
  return true;
}

bool goesOnTo(const Context &from, const Context &to) {
  const auto [left, right] = std::ranges::mismatch(from.statements, to.statements);
  if (left == from.statements.end() || left == from.statements.begin())
    return true;
  const Statement &shared = **(left - 1);
  const auto isPart = [&](const Statement *part) {
    return std::ranges::any_of(shared.parts, [&](const Statement &each) { return &each == part; });
  };
  if (shared.kind == Statement::Kind::branch && right != to.statements.end() && isPart(*left) &&
      isPart(*right))
    return false;
  bool isRepeated = false; // by a loop of its own, which its breaks leave
  for (auto way = left; way + 1 < from.statements.end(); ++way) {
    isRepeated = isRepeated || (*way)->kind == Statement::Kind::loop;
    if ((*way)->kind != Statement::Kind::block)
      continue;
    const auto next =
        std::ranges::find_if((*way)->parts, [&](const Statement &each) { return &each == way[1]; });
    const bool leaves = std::any_of(next, (*way)->parts.end(), [&](const Statement &each) {
      const Statement::Exit exit = exitOf(each);
      const bool isOfLoop = exit == Statement::Exit::breaks || exit == Statement::Exit::continues;
      return exit != Statement::Exit::none && !(isOfLoop && isRepeated);
    });
    if (leaves)
      return false;
  }
  return true;
}

link::VariableId wholeVariable(const link::Program &program, int unit, const Expression &target) {
  if (target.kind == Expression::Kind::unary && target.text == "*")
    return wholeVariable(program, unit, target.operands[0]);
  return target.kind == Expression::Kind::reference ? program.variableOf(unit, target.symbol)
                                                    : referredByCall(program, unit, target);
}

const Expression *namedCode(const Expression &expression) {
  if (expression.kind == Expression::Kind::unary && expression.text == "&")
    return namedCode(expression.operands[0]);
  return expression.kind == Expression::Kind::function ||
                 expression.kind == Expression::Kind::lambda
             ? &expression
             : nullptr;
}

bool isStaticStart(const link::Program &program, int unit, const Context &place) {
  if (place.function < 0 || place.statements.empty())
    return false;
  const Statement &statement = *place.statements.back();
  const link::VariableId variable =
      statement.kind == Statement::Kind::declare ? program.variableOf(unit, statement.symbol) : -1;
  return variable >= 0 && program.variables()[variable].symbol->kind == facts::Symbol::Kind::global;
}

bool isStream(const link::Program &program, int unit, const Expression &read) {
  const Expression *at = &read;
  while (at->kind == Expression::Kind::binary && at->text == ">>")
    at = &at->operands.front();
  const std::string &type =
      at->kind == Expression::Kind::reference ? program.symbol(unit, at->symbol).type : at->type;
  return type.find("stream") != std::string::npos;
}

bool addsElement(const link::Program &program, const rules::Rules &rules, const Call &call) {
  const rules::NumberSource *rule = rules.number(ruleName(program, call.unit, *call.expression));
  return rule && (rule->gives == rules::NumberSource::Gives::oneElement ||
                  rule->gives == rules::NumberSource::Gives::joined);
}

bool isAnyJoin(const link::Program &program, const rules::Rules &rules, const Call &call) {
  if (call.expression->kind != Expression::Kind::call || call.expression->symbol < 0)
    return false;
  const std::string &name = program.symbol(call.unit, call.expression->symbol).name;
  const std::string last = lastName(name);
  return std::ranges::any_of(rules.spawnApis, [&](const auto &entry) {
    return std::ranges::any_of(entry.second.joinedBy, [&](const std::string &join) {
      return join == name || join == last;
    });
  });
}

std::vector<std::string> argumentsOf(const std::string &type) {
  std::vector<std::string> arguments;
  const std::size_t open = type.find('<');
  std::size_t start = open + 1;
  int depth = 0;
  for (std::size_t i = start; open != std::string::npos && i < type.size(); ++i) {
    if (depth == 0 && (type[i] == ',' || type[i] == '>')) {
      arguments.push_back(type.substr(start, i - start));
      if (type[i] == '>')
        break;
      start = i + 2; // behind the comma's space
    }
    depth += type[i] == '<' || type[i] == '(' ? 1 : type[i] == '>' || type[i] == ')' ? -1 : 0;
  }
  return arguments;
}

std::string firstArgument(const std::string &type) {
  const std::vector<std::string> arguments = argumentsOf(type);
  return arguments.empty() ? "" : arguments.front();
}

std::string lastName(const std::string &name) {
  return name.substr(name.rfind(':') + 1);
}

std::string withoutArguments(const std::string &type) {
  return type.substr(0, type.find('<'));
}

std::string ruleName(const link::Program &program, int unit, const Expression &expression) {
  if (expression.kind == Expression::Kind::construct)
    return withoutArguments(expression.type);
  if (expression.kind != Expression::Kind::call || expression.symbol < 0)
    return "";
  const std::string &name = program.symbol(unit, expression.symbol).name;
  const bool isObjectCall =
      name.size() >= 10 && name.compare(name.size() - 10, 10, "operator()") == 0;
  if (isObjectCall && expression.hasObject &&
      expression.operands.front().kind == Expression::Kind::reference)
    return program.symbol(unit, expression.operands.front().symbol).name;
  return name;
}

std::vector<const Expression *> argumentsOf(const Expression &expression) {
  std::vector<const Expression *> arguments;
  for (std::size_t i = expression.hasObject ? 1 : 0; i < expression.operands.size(); ++i)
    arguments.push_back(&expression.operands[i]);
  return arguments;
}

std::vector<const Expression *> withoutPolicy(const link::Program &program, int unit,
                                              std::vector<const Expression *> arguments) {
  const auto isPolicy = [&](const Expression &argument) {
    return argument.kind == Expression::Kind::reference &&
           program.symbol(unit, argument.symbol).name.find("execution::") != std::string::npos;
  };
  if (arguments.size() > 1 && isPolicy(*arguments.front()))
    arguments.erase(arguments.begin());
  return arguments;
}

std::string classOf(const link::Program &program, link::FunctionId method) {
  const std::string &name = program.functions()[method].symbol->name;
  return name.substr(0, name.rfind("::"));
}

} // namespace loadline::infer
