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

/// The last part before `behind` that jumps to one of the labels, or `none`.
std::size_t lastJumpTo(const std::vector<BlockPart> &parts, const Labels &labels, std::size_t from,
                       std::size_t behind, std::size_t none) {
  for (std::size_t at = behind; at-- > from;)
    if (std::ranges::any_of(parts[at].jumps,
                            [&](const Jump &jump) { return labels.contains(jump.label); }))
      return at;
  return none;
}

Labels without(Labels labels, const Labels &known) {
  std::erase_if(labels, [&](const clang::LabelDecl *label) { return known.contains(label); });
  return labels;
}

/// The labels of a part that something jumps back to: a later part, or for its own ones the part
/// itself.
Labels headsOf(const std::vector<BlockPart> &parts, std::size_t at, std::size_t behind,
               const Labels &known) {
  Labels heads;
  for (const clang::LabelDecl *label : without(parts[at].labels, known)) {
    const std::size_t from = parts[at].ownLabels.contains(label) ? at : at + 1;
    if (lastJumpTo(parts, {label}, from, behind, behind) != behind)
      heads.insert(label);
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

std::vector<BlockPart> blockParts(const clang::CompoundStmt &block) {
  std::vector<BlockPart> parts;
  for (const clang::Stmt *stmt : block.body()) {
    BlockPart part{.stmt = stmt, .ownLabels = labelsBefore(stmt)};
    addJumps(stmt, nullptr, part.jumps);
    addLabels(stmt, part.labels);
    parts.push_back(std::move(part));
  }
  return parts;
}

Stretch loopAt(const std::vector<BlockPart> &parts, std::size_t first, std::size_t behind,
               const Labels &known) {
  Stretch loop{.first = first, .labels = headsOf(parts, first, behind, known)};
  if (loop.isEmpty())
    return loop;
  std::size_t last = lastJumpTo(parts, loop.labels, first, behind, first);
  for (std::size_t at = first + 1; at <= last; ++at) // loops that begin inside are taken whole
    last = std::max(last, lastJumpTo(parts, headsOf(parts, at, behind, known), at, behind, at));
  loop.behind = last + 1;
  return loop;
}

Stretch skippedFrom(const std::vector<BlockPart> &parts, std::size_t first, std::size_t behind,
                    const Labels &known) {
  Stretch skipped{.first = first, .behind = first};
  for (std::size_t at = first + 1; at < behind; ++at)
    for (const Jump &jump : parts[first].jumps)
      if (parts[at].ownLabels.contains(jump.label) && !known.contains(jump.label)) {
        skipped.behind = at;
        skipped.labels.insert(jump.label);
      }
  for (std::size_t at = first; at < skipped.behind; ++at)
    if (const Stretch loop = loopAt(parts, at, behind, known);
        !loop.isEmpty() && loop.behind > skipped.behind)
      return {};
  return skipped;
}

} // namespace loadline::extract
