#include "analyzer/infer/advances.h"

#include "analyzer/infer/body_index.h"
#include "analyzer/infer/statements.h"

#include <functional>
#include <set>
#include <vector>

namespace loadline::infer {

using facts::Expression;
using Gives = rules::NumberSource::Gives;

namespace {

const Expression &one() {
  static const Expression literal{.kind = Expression::Kind::literal, .value = 1};
  return literal;
}

/// The names by which containers of any library give where they begin and end.
const std::set<std::string, std::less<>> edges = {"begin",      "cbegin",   "rbegin",   "crbegin",
                                                  "constBegin", "keyBegin", "end",      "cend",
                                                  "rend",       "crend",    "constEnd", "keyEnd"};

} // namespace

std::optional<Advance> advanceBy(const link::Program &program, const rules::Rules &rules, int unit,
                                 const Expression &call) {
  if (call.kind != Expression::Kind::call || call.hasObject || call.operands.empty())
    return std::nullopt;
  const rules::NumberSource *rule = rules.number(ruleName(program, unit, call));
  if (!rule || rule->gives != Gives::moved)
    return std::nullopt;
  const Expression &given = call.operands.front(); // by reference, which facts write as `&it`
  const bool isReference = given.kind == Expression::Kind::unary && given.text == "&";
  return Advance{"+=", isReference ? &given.operands.front() : &given,
                 call.operands.size() > 1 ? &call.operands[1] : &one()};
}

std::optional<Advance> advanceTo(const link::Program &program, const rules::Rules &rules, int unit,
                                 const Expression &assignment) {
  const Expression &call = converted(assignment.operands[1]);
  if (call.kind != Expression::Kind::call)
    return std::nullopt;
  const std::vector<const Expression *> arguments = argumentsOf(call);
  const rules::NumberSource *rule = rules.number(ruleName(program, unit, call));
  if (!rule || arguments.empty() || !haveOneValue(converted(*arguments[0]), assignment.operands[0]))
    return std::nullopt;
  if (rule->gives == Gives::oneLess && call.hasObject)
    return Advance{"+=", &assignment.operands[0], &one()};
  if (rule->gives != Gives::next && rule->gives != Gives::previous)
    return std::nullopt;
  return Advance{rule->gives == Gives::next ? "+=" : "-=", &assignment.operands[0],
                 arguments.size() > 1 ? arguments[1] : &one()};
}

bool isPlaceAsked(const rules::NumberSource *rule) {
  return rule && (rule->gives == Gives::next || rule->gives == Gives::previous ||
                  rule->gives == Gives::found || rule->gives == Gives::nextWord ||
                  rule->gives == Gives::first || rule->gives == Gives::end);
}

bool isOnlyAsked(const rules::NumberSource *rule) {
  return rule &&
         (rule->gives == Gives::joined || rule->gives == Gives::first || rule->gives == Gives::end);
}

const Expression *sequenceOf(const link::Program &program, const rules::Rules &rules, int unit,
                             const Expression &place) {
  const Expression &inner = converted(place);
  if (inner.kind == Expression::Kind::binary && (inner.text == "+" || inner.text == "-"))
    return sequenceOf(program, rules, unit, inner.operands[0]);
  if (inner.kind != Expression::Kind::call || inner.symbol < 0)
    return nullptr;
  const std::vector<const Expression *> arguments = argumentsOf(inner);
  const rules::NumberSource *rule = rules.number(ruleName(program, unit, inner));
  if (arguments.empty()) {
    const bool isEdge = edges.contains(lastName(program.symbol(unit, inner.symbol).name));
    return inner.hasObject && isEdge ? &inner.operands[0] : nullptr;
  }
  if (rule && (rule->gives == Gives::next || rule->gives == Gives::previous))
    return sequenceOf(program, rules, unit, *arguments[0]);
  if (!rule || (rule->gives != Gives::first && rule->gives != Gives::end))
    return nullptr;
  const bool isReference =
      arguments[0]->kind == Expression::Kind::unary && arguments[0]->text == "&";
  return isReference ? &arguments[0]->operands[0] : arguments[0];
}

const Expression *stepsBehind(const link::Program &program, const rules::Rules &rules, int unit,
                              const Expression &start, const Expression &place) {
  const Expression &from = converted(start), &to = converted(place);
  const bool isPlace =
      from.kind == Expression::Kind::reference || sequenceOf(program, rules, unit, from) != nullptr;
  if (!isPlace)
    return nullptr;
  if (to.kind == Expression::Kind::binary && to.text == "+")
    return haveOneValue(from, to.operands[0])   ? &to.operands[1]
           : haveOneValue(from, to.operands[1]) ? &to.operands[0]
                                                : nullptr;
  const std::vector<const Expression *> arguments = argumentsOf(to);
  const rules::NumberSource *rule = rules.number(ruleName(program, unit, to));
  if (!rule || rule->gives != Gives::next || arguments.empty() ||
      !haveOneValue(from, *arguments[0]))
    return nullptr;
  return arguments.size() > 1 ? arguments[1] : &one();
}

} // namespace loadline::infer
