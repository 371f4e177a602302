#include "analyzer/infer/left_searches.h"

#include "analyzer/infer/statements.h"

#include <span>

namespace loadline::infer {

using facts::Expression;
using facts::Statement;

namespace {

/// The branches that a loop's body meets in each round.
std::vector<const Statement *> branchesOf(const Statement &body) {
  const bool isBlock = body.kind == Statement::Kind::block;
  std::vector<const Statement *> out;
  for (const Statement &part : isBlock ? std::span(body.parts) : std::span(&body, 1))
    if (part.kind == Statement::Kind::branch && conditionOf(part) && !part.parts.empty())
      out.push_back(&part);
  return out;
}

} // namespace

std::optional<Search> searchOf(const Statement &loop) {
  const Statement *leaving = nullptr;
  for (const Statement *at : branchesOf(loop.parts.back()))
    if (at->parts.front().exit == Statement::Exit::breaks ||
        exitOf(at->parts.front()) == Statement::Exit::breaks)
      leaving = leaving ? nullptr : at;
  const Expression *condition = leaving ? conditionOf(*leaving) : nullptr;
  const Expression *limit = conditionOf(loop);
  if (!condition || !limit || limit->kind != Expression::Kind::binary)
    return std::nullopt;
  Search search{.found = condition};
  for (const Expression &side : limit->operands)
    if (side.kind == Expression::Kind::reference)
      search.tells.push_back(side.symbol);                   // `i` of `i < n`
  for (const Statement &part : leaving->parts.front().parts) // `{ free = i; break; }`
    if (part.kind == Statement::Kind::evaluate && !part.expressions.empty() &&
        part.expressions[0].kind == Expression::Kind::binary && part.expressions[0].text == "=" &&
        part.expressions[0].operands[0].symbol >= 0)
      search.tells.push_back(part.expressions[0].operands[0].symbol);
  return search;
}

} // namespace loadline::infer
