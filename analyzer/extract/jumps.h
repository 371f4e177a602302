#pragma once

#include <clang/AST/Stmt.h>

#include <map>
#include <set>
#include <vector>

// Where `goto` leads, by the shape of the code: what lies between a label and a later jump back to
// it is a natural loop, headed by the label, once the loops that begin inside it are taken whole.

namespace loadline::extract {

/// A `goto`, and the condition of the `if` whose branch it is, if it is one.
struct Jump {
  const clang::LabelDecl *label = nullptr;
  const clang::Expr *condition = nullptr;
};

/// A statement of a block with what jumps from it and into it, lambdas left out.
struct BlockPart {
  const clang::Stmt *stmt = nullptr;
  std::vector<Jump> jumps;
  std::set<const clang::LabelDecl *> labels;    ///< all inside
  std::set<const clang::LabelDecl *> ownLabels; ///< those before it
};

/// A block, and for each label the last of its parts that jumps there.
struct JumpBlock {
  std::vector<BlockPart> parts;
  std::map<const clang::LabelDecl *, std::size_t> lastJumps;
};

JumpBlock jumpBlock(const clang::CompoundStmt &block);

/// The labels inside a statement.
std::set<const clang::LabelDecl *> labelsIn(const clang::Stmt &stmt);

/// Whether a statement holds a `goto`.
bool hasJumps(const clang::Stmt &stmt);

/// A run of statements of a block, `[first, behind)`.
struct Stretch {
  std::size_t first = 0;
  std::size_t behind = 0;
  std::set<const clang::LabelDecl *> labels; ///< of a loop its heads; else the labels behind it

  bool isEmpty() const { return labels.empty(); }
};

/// The loop that a label of part `first` heads; labels that are `known` head none any more. Empty
/// where there is none.
Stretch loopAt(const JumpBlock &block, std::size_t first,
               const std::set<const clang::LabelDecl *> &known);

/// The statements that a jump of part `first` may skip: up to its label. Empty where it skips none,
/// or where a loop begins among them that ends behind the label.
Stretch skippedFrom(const JumpBlock &block, std::size_t first, std::size_t behind,
                    const std::set<const clang::LabelDecl *> &known);

} // namespace loadline::extract
