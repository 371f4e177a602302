#include "analyzer/extract/body_extractor.h"

#include <algorithm>

// `goto` in facts: loops, and ways out of them.

namespace loadline::extract {

using facts::Statement;
using Labels = std::set<const clang::LabelDecl *>;

/// A body, in what takes its breaks.
Statement BodyExtractor::inside(const clang::Stmt &around, Scope::Kind kind,
                                const clang::Stmt *body) {
  scopes_.push_back({.kind = kind, .stmt = &around});
  Statement out = statement(body);
  scopes_.pop_back();
  return out;
}

bool BodyExtractor::isInLoop() const {
  return std::ranges::any_of(scopes_, [](const Scope &scope) {
    return scope.kind == Scope::Kind::loop || scope.kind == Scope::Kind::gotoLoop;
  });
}

Statement BodyExtractor::block(const clang::CompoundStmt &stmt) {
  Statement out{.kind = Statement::Kind::block, .at = symbols_.placeOf(stmt.getBeginLoc())};
  if (hasJumps_) {
    const JumpBlock block = jumpBlock(stmt);
    addStretch(block, 0, block.parts.size(), {}, out);
  } else {
    for (const clang::Stmt *part : stmt.body())
      out.parts.push_back(statement(part));
  }
  return out;
}

/// Statements in order; those between a label and the last jump back to it make a loop, and in a
/// loop those between a jump and its label make what it skips.
void BodyExtractor::addStretch(const JumpBlock &block, std::size_t first, std::size_t behind,
                               Labels known, Statement &out) {
  constexpr std::size_t deepest = 64; // only generated code nests deeper
  const bool mayNest = isInLoop() && scopes_.size() < deepest;
  for (std::size_t i = first; i < behind;) {
    const Stretch loop = loopAt(block, i, known);
    const Stretch skips = mayNest ? skippedFrom(block, i, behind, known) : Stretch{};
    if (!skips.isEmpty() && (loop.isEmpty() || loop.behind <= skips.behind)) {
      out.parts.push_back(skipped(block, skips, known));
      i = skips.behind;
    } else if (!loop.isEmpty()) {
      out.parts.push_back(gotoLoop(block, loop, known));
      i = loop.behind;
    } else {
      out.parts.push_back(statement(block.parts[i++].stmt));
    }
  }
}

/// Its condition is that of the one `if` that jumps back. Where loops nest deeper than anyone
/// writes, as in a generated scanner, all that is left is one loop.
Statement BodyExtractor::gotoLoop(const JumpBlock &block, Stretch stretch, Labels known) {
  Statement body{.kind = Statement::Kind::block,
                 .at = symbols_.placeOf(block.parts[stretch.first].stmt->getBeginLoc())};
  Statement out{.kind = Statement::Kind::loop, .loop = Statement::Loop::gotoLoop, .at = body.at};
  constexpr int deepest = 8;
  Labels labels;
  for (std::size_t i = stretch.first; i < stretch.behind; ++i)
    labels.insert(block.parts[i].labels.begin(), block.parts[i].labels.end());
  if (std::ranges::count(scopes_, Scope::Kind::gotoLoop, &Scope::kind) >= deepest)
    stretch.labels = labels;
  std::vector<const clang::Expr *> conditions;
  for (std::size_t i = stretch.first; i < stretch.behind; ++i)
    for (const Jump &jump : block.parts[i].jumps)
      if (stretch.labels.contains(jump.label))
        conditions.push_back(jump.condition);
  if (conditions.size() == 1 && conditions.front()) {
    out.conditionAt = 0;
    out.expressions.push_back(expression(conditions.front()));
  }
  known.insert(stretch.labels.begin(), stretch.labels.end());
  scopes_.push_back(
      {.kind = Scope::Kind::gotoLoop, .heads = stretch.labels, .labels = std::move(labels)});
  addStretch(block, stretch.first, stretch.behind, std::move(known), body);
  scopes_.pop_back();
  out.parts.push_back(std::move(body));
  return out;
}

Statement BodyExtractor::skipped(const JumpBlock &block, const Stretch &stretch, Labels known) {
  Statement body{.kind = Statement::Kind::block,
                 .at = symbols_.placeOf(block.parts[stretch.first].stmt->getBeginLoc())};
  Statement out{.kind = Statement::Kind::choice, .at = body.at};
  known.insert(stretch.labels.begin(), stretch.labels.end());
  scopes_.push_back({.kind = Scope::Kind::skipped, .heads = stretch.labels});
  addStretch(block, stretch.first, stretch.behind, std::move(known), body);
  scopes_.pop_back();
  out.parts.push_back(std::move(body));
  return out;
}

/// Back to the head of the loop around it, behind what it skips, or out of loops; one that leaves
/// some of several loops is told to leave the innermost.
Statement BodyExtractor::jump(const clang::GotoStmt &stmt) {
  const clang::LabelDecl *label = stmt.getLabel();
  int loops = 0; // that it leaves
  bool leavesAll = true;
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend() && leavesAll; ++scope) {
    const bool isLoop = scope->kind == Scope::Kind::loop || scope->kind == Scope::Kind::gotoLoop;
    if (scope->heads.contains(label)) {
      const bool isNext = scope->kind == Scope::Kind::gotoLoop && loops == 0;
      return leave(stmt, isNext ? Statement::Exit::continues : Statement::Exit::breaks, nullptr);
    }
    if (isLoop && !scope->labels)
      scope->labels = labelsIn(*scope->stmt);
    if (isLoop && scope->labels->contains(label))
      leavesAll = false;
    else if (isLoop)
      ++loops;
  }
  if (loops == 0)
    return {.kind = Statement::Kind::block, .at = symbols_.placeOf(stmt.getBeginLoc())};
  const bool isInner = loops == 1 && scopes_.back().kind != Scope::Kind::choice &&
                       scopes_.back().kind != Scope::Kind::skipped;
  return leave(stmt, leavesAll && !isInner ? Statement::Exit::jumps : Statement::Exit::breaks,
               nullptr);
}

} // namespace loadline::extract
