#include "planner/formulas/solve.h"

#include "base/text.h"
#include "planner/formulas/read_value.h"
#include "planner/formulas/rounding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace loadline::formulas {

namespace {

using Origin = Known::Origin;

/// What is known so far, by name.
using Board = std::map<std::string_view, Known>;

std::optional<std::vector<const Value *>> inputsOf(const Formula &formula, const Board &board) {
  std::vector<const Value *> inputs;
  for (std::size_t i = 0; i < formula.inputCount; ++i) {
    const auto found = board.find(formula.inputs[i].name);
    if (found == board.end())
      return std::nullopt;
    inputs.push_back(&found->second.value);
  }
  return inputs;
}

bool isNumber(const Value &value) {
  return std::none_of(value.numbers.begin(), value.numbers.end(),
                      [](double number) { return std::isnan(number); });
}

/// What is wrong with a result; "" for nothing.
std::string_view faultOf(const Value &value, const Variable &variable) {
  if (!isNumber(value))
    return "has no value";
  const bool isNegative = std::any_of(value.numbers.begin(), value.numbers.end(),
                                      [](double number) { return number < 0; });
  return isNegative && !variable.mayBeNegative ? "would be below 0" : "";
}

/// "rate = 5/s and time = 2 s"
std::string inputsInWords(const Formula &formula, const Board &board) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < formula.inputCount; ++i)
    words.push_back(fmt::format("{} = {}", formula.inputs[i].name,
                                toString(board.at(formula.inputs[i].name).value)));
  return inWords(words);
}

using Formulas = std::set<const Formula *>;

/// Applies formulas until nothing new follows; none of those barred.
void follow(const Calculator &calculator, const Formulas &barred, Board &board,
            Diagnostics &errors) {
  Formulas failed = barred;
  for (bool isNew = true; isNew;) {
    isNew = false;
    for (const Formula &formula : calculator.formulas) {
      const auto inputs = inputsOf(formula, board);
      if (!inputs || board.contains(formula.result.name) || failed.contains(&formula))
        continue;
      const Variable *result = calculator.find(formula.result.name);
      const Value value = formula.evaluate(*inputs);
      if (const std::string_view fault = faultOf(value, *result); !fault.empty()) {
        failed.insert(&formula);
        errors.push_back({{},
                          fmt::format("{} = {} {} for {}", formula.result.name, formula.expression,
                                      fault, inputsInWords(formula, board)),
                          isNumber(value) || formula.domain.empty()
                              ? ""
                              : fmt::format("it takes {}", formula.domain)});
        continue;
      }
      board[formula.result.name] = {result, value, Origin::follows, &formula};
      isNew = true;
    }
  }
}

/// Given values that the others contradict. The board holds no fallbacks yet.
void checkGiven(const Calculator &calculator, const Board &board, Diagnostics &errors) {
  for (const Formula &formula : calculator.formulas) {
    const auto given = board.find(formula.result.name);
    const auto inputs = inputsOf(formula, board);
    if (given == board.end() || given->second.origin != Origin::given || !inputs || !errors.empty())
      continue;
    const Value value = formula.evaluate(*inputs);
    if (value.numbers.size() == 1 && isNumber(value) &&
        !isNear(value.number(), given->second.value.number()))
      errors.push_back(
          {{optionOf(formula.result.name), 0, 0},
           fmt::format("it is given as {}, but {} = {} for {}", toString(given->second.value),
                       formula.expression, toString(value), inputsInWords(formula, board)),
           "leave one of them out"});
  }
}

void read(const Calculator &calculator, const Given &given, Board &board, Diagnostics &errors) {
  for (const auto &[name, text] : given) {
    const Variable *variable = calculator.find(name);
    if (!variable || !calculator.takes(*variable)) {
      errors.push_back({{}, fmt::format("{} takes no '{}'", calculator.name, name)});
      continue;
    }
    const Result<Value> value = readValue(*variable, text, optionOf(name));
    if (value)
      board[variable->name] = {variable, *value, Origin::given};
    else
      errors.insert(errors.end(), value.error().begin(), value.error().end());
  }
}

void takeFallbacks(const Calculator &calculator, const policy::Policy &policy, Board &board) {
  for (const Variable &variable : calculator.variables) {
    if (variable.fallback.empty() || board.contains(variable.name))
      continue;
    if (variable.fallback == fromPolicy)
      board[variable.name] = {&variable, Kind<units::Ratio>::to(policy.utilization.value),
                              Origin::taken, nullptr, toString(policy.utilization.at)};
    else
      board[variable.name] = {&variable, readValue(variable, variable.fallback, "").value(),
                              Origin::taken, nullptr, "unless given"};
  }
}

using Names = std::set<std::string_view>;

const Formula *formulaFor(const Calculator &calculator, std::string_view name) {
  for (const Formula &formula : calculator.formulas)
    if (formula.result.name == name)
      return &formula;
  return nullptr;
}

/// What a formula still needs to be given. What follows from other quantities is replaced by them,
/// unless that leads in a circle back to one of `above`.
Names missingFor(const Calculator &calculator, const Formula &formula, const Board &board,
                 Names above) {
  above.insert(formula.result.name);
  Names missing;
  for (std::size_t i = 0; i < formula.inputCount; ++i) {
    const std::string_view name = formula.inputs[i].name;
    if (board.contains(name) || !calculator.find(name)->fallback.empty())
      continue;
    const Formula *way = above.contains(name) ? nullptr : formulaFor(calculator, name);
    const Names further = way ? missingFor(calculator, *way, board, above) : Names{};
    const bool isCircle = std::any_of(further.begin(), further.end(),
                                      [&](std::string_view one) { return above.contains(one); });
    if (way && !isCircle)
      missing.insert(further.begin(), further.end());
    else
      missing.insert(name);
  }
  return missing;
}

/// "it takes --time for in_flight": what more would give a result that rests on what is given.
std::string hintFor(const Calculator &calculator, const Board &board) {
  constexpr std::size_t most = 4;
  std::vector<std::string> hints;
  for (const Formula &formula : calculator.formulas) {
    std::vector<std::string> options;
    for (const std::string_view name : missingFor(calculator, formula, board, {}))
      options.push_back(optionOf(name));
    const auto known =
        std::count_if(formula.inputs.begin(),
                      formula.inputs.begin() + static_cast<std::ptrdiff_t>(formula.inputCount),
                      [&](const Slot &slot) { return board.contains(slot.name); });
    if ((board.empty() || known > 0) && !options.empty() && hints.size() < most)
      hints.push_back(fmt::format("{} for {}", inWords(options), formula.result.name));
  }
  std::string text;
  for (const std::string &hint : hints)
    text += (text.empty() ? "it takes " : "; ") + hint;
  return text;
}

Diagnostic nothingFollows(const Calculator &calculator, const Board &given) {
  std::vector<std::string> names;
  for (const auto &[name, known] : given)
    names.push_back(optionOf(name));
  return {{},
          given.empty() ? fmt::format("{} needs something to reckon with", calculator.name)
                        : fmt::format("nothing follows from {} alone", inWords(names)),
          hintFor(calculator, given)};
}

/// The names that some result rests on, at any distance.
std::set<std::string_view> usedNames(const Board &board) {
  std::set<std::string_view> used;
  for (const auto &[name, known] : board)
    if (known.formula)
      for (std::size_t i = 0; i < known.formula->inputCount; ++i)
        used.insert(known.formula->inputs[i].name);
  return used;
}

Answer answerOf(const Calculator &calculator, const Board &board) {
  Answer answer{&calculator, {}, {}, {}, {}};
  const std::set<std::string_view> used = usedNames(board);
  for (const Variable &variable : calculator.variables) {
    const auto found = board.find(variable.name);
    if (found == board.end())
      continue;
    const Known &known = found->second;
    if (known.origin == Origin::follows)
      answer.results.push_back(known);
    else if (known.origin == Origin::given)
      answer.given.push_back(known);
    else if (used.contains(variable.name))
      answer.taken.push_back(known);
    if (known.origin == Origin::given && !used.contains(variable.name))
      answer.unused.push_back(variable.name);
  }
  return answer;
}

bool restsOnGiven(const Formula &formula, const Board &board) {
  for (std::size_t i = 0; i < formula.inputCount; ++i) {
    const Known &input = board.at(formula.inputs[i].name);
    if (input.origin == Origin::given || (input.formula && restsOnGiven(*input.formula, board)))
      return true;
  }
  return false;
}

/// Whether anything follows at all, from fallbacks alone.
bool follows(const Board &board) {
  return std::any_of(board.begin(), board.end(),
                     [](const auto &entry) { return entry.second.formula != nullptr; });
}

/// The given quantities that a known one rests on, itself included.
void addGivenBehind(const Known &known, const Board &board, Names &names) {
  if (known.origin == Origin::given)
    names.insert(known.variable->name);
  if (known.formula)
    for (std::size_t i = 0; i < known.formula->inputCount; ++i)
      addGivenBehind(board.at(known.formula->inputs[i].name), board, names);
}

Names givenBehind(const Formula &formula, const Board &board) {
  Names names;
  for (std::size_t i = 0; i < formula.inputCount; ++i)
    addGivenBehind(board.at(formula.inputs[i].name), board, names);
  return names;
}

bool restsOn(const Known &known, std::string_view name, const Board &board) {
  if (known.variable->name == name)
    return true;
  for (std::size_t i = 0; known.formula && i < known.formula->inputCount; ++i)
    if (restsOn(board.at(known.formula->inputs[i].name), name, board))
      return true;
  return false;
}

/// A formula whose result one that stands before it in the table gives too, from more of what is
/// given: `longest` without the waits, where a backoff is given. Null for none.
const Formula *passedOver(const Calculator &calculator, const Board &board) {
  for (const Formula &better : calculator.formulas) {
    const auto known = board.find(better.result.name);
    if (known == board.end() || !known->second.formula || known->second.formula <= &better ||
        !inputsOf(better, board))
      continue;
    const bool isCircle = std::any_of(
        better.inputs.begin(),
        better.inputs.begin() + static_cast<std::ptrdiff_t>(better.inputCount),
        [&](const Slot &slot) { return restsOn(board.at(slot.name), better.result.name, board); });
    const Names more = givenBehind(better, board),
                fewer = givenBehind(*known->second.formula, board);
    if (!isCircle && more.size() > fewer.size() &&
        std::includes(more.begin(), more.end(), fewer.begin(), fewer.end()))
      return known->second.formula;
  }
  return nullptr;
}

/// All that follows from what is given, then from what is taken for granted.
Board solved(const Calculator &calculator, const policy::Policy &policy, const Board &given,
             const Formulas &barred, Diagnostics &errors) {
  Board board = given;
  follow(calculator, barred, board, errors);
  if (errors.empty())
    checkGiven(calculator, board, errors);
  if (!errors.empty())
    return board;
  takeFallbacks(calculator, policy, board);
  follow(calculator, barred, board, errors);
  return board;
}

} // namespace

std::string optionOf(std::string_view variable) {
  std::string option = "--" + std::string(variable);
  std::replace(option.begin(), option.end(), '_', '-');
  return option;
}

const Value *Answer::find(std::string_view variable) const {
  for (const auto *list : {&given, &taken, &results})
    for (const Known &known : *list)
      if (known.variable->name == variable)
        return &known.value;
  return nullptr;
}

Result<Answer> solve(const Calculator &calculator, const Given &given,
                     const policy::Policy &policy) {
  Diagnostics errors;
  Board board;
  read(calculator, given, board, errors);
  if (!errors.empty())
    return errors;
  const Board asGiven = board;
  Formulas barred;
  for (const Formula *lesser = nullptr; errors.empty(); barred.insert(lesser)) {
    board = solved(calculator, policy, asGiven, barred, errors);
    lesser = errors.empty() ? passedOver(calculator, board) : nullptr;
    if (!lesser)
      break;
  }
  if (!errors.empty())
    return errors;
  const bool isAnswered = std::any_of(board.begin(), board.end(), [&](const auto &entry) {
    return entry.second.formula && restsOnGiven(*entry.second.formula, board);
  });
  if (!isAnswered && !(given.empty() && follows(board)))
    return nothingFollows(calculator, asGiven);
  return answerOf(calculator, board);
}

} // namespace loadline::formulas
