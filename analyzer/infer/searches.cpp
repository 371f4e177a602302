#include "analyzer/infer/body_index.h"
#include "analyzer/infer/inference.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>

// Loops that go through a text or a sequence by searching it: `while ((p = s.find(',', p)) != npos)
// ++p;`. They end with it, as long as each search begins behind the last one.

namespace loadline::infer {

using bound::Bound;
using facts::Expression;
using facts::Statement;
using Gives = rules::NumberSource::Gives;

namespace {

/// The arguments that say where a search begins: behind what is asked for in a method, the first
/// of a function.
std::vector<const Expression *> beginsOf(const Expression &search) {
  const std::vector<const Expression *> arguments = argumentsOf(search);
  const std::size_t first = search.hasObject ? 1 : 0;
  const std::size_t end =
      search.hasObject ? arguments.size() : std::min<std::size_t>(arguments.size(), 1);
  std::vector<const Expression *> out;
  for (std::size_t i = first; i < end; ++i)
    out.push_back(arguments[i]);
  return out;
}

} // namespace

/// The search, or the asking for a next word, that gives a variable its value; null for any other.
const Expression *Inference::searchFor(const Write &write) const {
  if (!write.value || write.how == Write::How::stepped)
    return nullptr;
  const Expression &value = converted(*write.value);
  if (value.kind != Expression::Kind::call)
    return nullptr;
  const rules::NumberSource *rule = rules_.number(ruleName(program_, write.unit, value));
  return rule && (rule->gives == Gives::found || rule->gives == Gives::nextWord) ? &value : nullptr;
}

/// Whether a place is behind an earlier one of the loop: `p + 1`, or p where the loop carries it
/// on.
bool Inference::goesOnFrom(int unit, const Expression &from, const Statement &loop,
                           std::vector<link::VariableId> &seen) const {
  const Expression &place = converted(from);
  const rules::NumberSource *rule = place.kind == Expression::Kind::call
                                        ? rules_.number(ruleName(program_, unit, place))
                                        : nullptr;
  const bool isBehind = (place.kind == Expression::Kind::binary && place.text == "+") ||
                        (rule && rule->gives == Gives::next) ||
                        (place.kind == Expression::Kind::unary && isStep(place.text));
  if (isBehind)
    return std::ranges::any_of(place.operands, [&](const Expression &operand) {
      return holds(operand, [&](const Expression &e) {
        const link::VariableId base =
            e.kind == Expression::Kind::reference ? program_.variableOf(unit, e.symbol) : -1;
        return base >= 0 && isChangedIn(base, loop);
      });
    });
  const link::VariableId variable =
      place.kind == Expression::Kind::reference ? program_.variableOf(unit, place.symbol) : -1;
  return variable >= 0 && goesOnIn(variable, loop, seen);
}

/// Whether rounds carry a position on: they step it, or search for it behind where it was.
bool Inference::goesOnIn(link::VariableId variable, const Statement &loop,
                         std::vector<link::VariableId> &seen) const {
  if (std::ranges::find(seen, variable) != seen.end())
    return false;
  seen.push_back(variable);
  return std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
    if (!isInside(write.context, loop))
      return false;
    if (write.how == Write::How::stepped)
      return write.grows;
    if (!write.value)
      return false;
    const Expression *search = searchFor(write);
    if (!search)
      return goesOnFrom(write.unit, *write.value, loop, seen);
    const rules::NumberSource *rule = rules_.number(ruleName(program_, write.unit, *search));
    return rule->gives == Gives::nextWord ||
           std::ranges::any_of(beginsOf(*search), [&](const Expression *from) {
             return goesOnFrom(write.unit, *from, loop, seen);
           });
  });
}

/// What a user writes into an argument or a setting is theirs to choose; any other text is data.
Derived Inference::sizeOfText(int unit, const Expression &text) {
  const link::VariableId base = baseVariable(program_, unit, text);
  const link::FunctionId owner = base >= 0 ? program_.variables()[base].owner : -1;
  if (owner >= 0 && program_.functions()[owner].symbol->name == "main" &&
      program_.variables()[base].symbol->kind == facts::Symbol::Kind::parameter)
    return {Bound::config(nameOf(unit, text)), {{position(unit, text.at), "what the user gives"}}};
  const auto isSetting = [&](int in, const Expression &value) {
    const rules::NumberSource *rule = rules_.number(ruleName(program_, in, value));
    return rule && rule->gives == Gives::environment;
  };
  const auto isGivenSetting = [&](const Write &write) {
    return write.value && isSetting(write.unit, *write.value);
  };
  if (isSetting(unit, text) ||
      (base >= 0 && std::ranges::any_of(index_.writes[base], isGivenSetting)))
    return number(unit, text);
  return sizeOf(unit, text);
}

/// How much there is to search.
Derived Inference::searchedSize(link::VariableId variable, const Write &search,
                                const Statement &loop, int depth) {
  constexpr int deepest = 4; // searches that begin where another one ended
  if (depth > deepest)
    return {Bound::size("a text"), {}};
  const Expression &call = converted(*search.value);
  const std::vector<const Expression *> arguments = argumentsOf(call);
  if (call.hasObject)
    return sizeOf(search.unit, call.operands[0]);
  if (arguments.size() > 1)
    if (const Expression *container = endOf(search.unit, converted(*arguments[1]), "!="))
      return sizeOf(search.unit, *container);
  const Expression *text = arguments.empty() ? nullptr : &converted(*arguments[0]);
  while (text && text->kind == Expression::Kind::binary && text->text == "+")
    text = &converted(text->operands[0]);
  if (text && text->kind == Expression::Kind::unary && text->text == "&")
    text = &text->operands[0];
  const link::VariableId from = text && text->kind == Expression::Kind::reference
                                    ? program_.variableOf(search.unit, text->symbol)
                                    : -1;
  // what moves through the text is named by where it starts
  const auto starts = from >= 0 ? startingWrites(from, loop) : std::vector<const Write *>{};
  const Write *start = from >= 0 && starts.size() == 1 ? starts.front() : nullptr;
  if (start == &search)
    start = nullptr; // it begins where it ends
  if (start && searchFor(*start))
    return searchedSize(from, *start, loop, depth + 1);
  if (start && start->value->kind != Expression::Kind::literal)
    return sizeOfText(start->unit, *start->value);
  const bool asksForMore =
      !text || text->kind == Expression::Kind::literal; // `strtok(nullptr, ",")`
  if (!asksForMore)
    return sizeOfText(search.unit, *text);
  for (const Write &write : index_.writes[variable])
    if (isInside(search.context, loop) && !isInside(write.context, loop) && searchFor(write))
      return searchedSize(variable, write, loop, depth + 1);
  return {Bound::size("a text"), {}};
}

/// The rounds of a loop that goes on while a search finds something; nothing where its condition
/// asks for anything else, or where the search may find the same place again.
std::optional<Derived> Inference::searchRounds(const Context &context, const Statement &loop,
                                               const Expression &test) {
  const Expression &whole = converted(test);
  const Expression &asked =
      whole.kind == Expression::Kind::binary && whole.text == "=" ? whole.operands[0] : whole;
  const int unit = unitOf(context);
  const link::VariableId variable =
      asked.kind == Expression::Kind::reference ? program_.variableOf(unit, asked.symbol) : -1;
  if (variable < 0)
    return std::nullopt;
  const Write *search = nullptr;
  for (const Write &write : index_.writes[variable]) {
    if (!isInside(write.context, loop))
      continue;
    if (searchFor(write))
      search = &write;
    else if (write.how != Write::How::stepped || !write.grows)
      return std::nullopt;
  }
  std::vector<link::VariableId> seen;
  if (!search || !goesOnIn(variable, loop, seen))
    return std::nullopt;
  Derived size = searchedSize(variable, *search, loop);
  size.witness.insert(size.witness.begin(),
                      {position(unit, loop.at),
                       fmt::format("once for each that is found in {}", toString(size.bound))});
  return size;
}

} // namespace loadline::infer
