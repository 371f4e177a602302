#include "analyzer/extract/jumps.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>

#include <algorithm>

namespace loadline::extract {

namespace {

using Labels = std::set<const clang::LabelDecl *>;

/// An expression holds no statement that a jump leaves, unless it is one in brackets.
bool holdsNone(const clang::Stmt *stmt) {
  return !stmt || (llvm::isa<clang::Expr>(stmt) && !llvm::isa<clang::StmtExpr>(stmt));
}

void addJumps(const clang::Stmt *stmt, const clang::Expr *condition, std::vector<Jump> &out) {
  if (holdsNone(stmt))
    return;
  if (const auto *jump = llvm::dyn_cast<clang::GotoStmt>(stmt)) {
    out.push_back({jump->getLabel(), condition});
    return;
  }
  if (const auto *branch = llvm::dyn_cast<clang::IfStmt>(stmt)) {
    addJumps(branch->getThen(), branch->getCond(), out);
    return addJumps(branch->getElse(), nullptr, out);
  }
  const bool isBlock = llvm::isa<clang::CompoundStmt>(stmt);
  for (const clang::Stmt *child : stmt->children())
    addJumps(child, isBlock ? condition : nullptr, out);
}

void addLabels(const clang::Stmt *stmt, Labels &out) {
  if (holdsNone(stmt))
    return;
  if (const auto *label = llvm::dyn_cast<clang::LabelStmt>(stmt))
    out.insert(label->getDecl());
  for (const clang::Stmt *child : stmt->children())
    addLabels(child, out);
}

/// `case 1: again: work();`
Labels labelsBefore(const clang::Stmt *stmt) {
  Labels out;
  while (stmt) {
    if (const auto *label = llvm::dyn_cast<clang::LabelStmt>(stmt)) {
      out.insert(label->getDecl());
      stmt = label->getSubStmt();
    } else if (const auto *labelled = llvm::dyn_cast<clang::SwitchCase>(stmt)) {
      stmt = labelled->getSubStmt();
    } else {
      break;
    }
  }
  return out;
}

/// The labels of a part that something jumps back to: a later part, or for its own ones the part
/// itself; and the last part that does.
Stretch headsOf(const JumpBlock &block, std::size_t at, const Labels &known) {
  Stretch heads{.first = at, .behind = at};
  for (const clang::LabelDecl *label : block.parts[at].labels) {
    const auto last = block.lastJumps.find(label);
    const bool isOwn = block.parts[at].ownLabels.contains(label);
    if (known.contains(label) || last == block.lastJumps.end() ||
        last->second < at + (isOwn ? 0 : 1))
      continue;
    heads.labels.insert(label);
    heads.behind = std::max(heads.behind, last->second + 1);
  }
  return heads;
}

} // namespace

Labels labelsIn(const clang::Stmt &stmt) {
  Labels out;
  addLabels(&stmt, out);
  return out;
}

bool hasJumps(const clang::Stmt &stmt) {
  return llvm::isa<clang::GotoStmt>(stmt) ||
         std::ranges::any_of(stmt.children(), [](const clang::Stmt *child) {
           return !holdsNone(child) && hasJumps(*child);
         });
}

JumpBlock jumpBlock(const clang::CompoundStmt &block) {
  JumpBlock out;
  for (const clang::Stmt *stmt : block.body()) {
    BlockPart part{.stmt = stmt, .ownLabels = labelsBefore(stmt)};
    addJumps(stmt, nullptr, part.jumps);
    addLabels(stmt, part.labels);
    for (const Jump &jump : part.jumps)
      out.lastJumps[jump.label] = out.parts.size();
    out.parts.push_back(std::move(part));
  }
  return out;
}

Stretch loopAt(const JumpBlock &block, std::size_t first, const Labels &known) {
  Stretch loop = headsOf(block, first, known);
  if (!loop.isEmpty())
    for (std::size_t at = first + 1; at < loop.behind; ++at) // loops that begin inside, as a whole
      loop.behind = std::max(loop.behind, headsOf(block, at, known).behind);
  return loop;
}

Stretch skippedFrom(const JumpBlock &block, std::size_t first, std::size_t behind,
                    const Labels &known) {
  const std::vector<BlockPart> &parts = block.parts;
  Stretch skipped{.first = first, .behind = first};
  for (const Jump &jump : parts[first].jumps)
    for (std::size_t at = first + 1; at < behind && !known.contains(jump.label); ++at)
      if (parts[at].ownLabels.contains(jump.label)) {
        skipped.behind = std::max(skipped.behind, at);
        skipped.labels.insert(jump.label);
      }
  for (std::size_t at = first; at < skipped.behind; ++at)
    if (headsOf(block, at, known).behind > skipped.behind)
      return {};
  return skipped;
}

} // namespace loadline::extract
