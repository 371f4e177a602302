#pragma once

#include "analyzer/facts/translation_unit_facts.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringMap.h>

namespace loadline::extract {

/// The absolute path of a file; empty for what is none.
std::string pathOf(const clang::SourceManager &sources, clang::FileID file);

/// Gives Clang's declarations and locations their numbers in the facts.
class SymbolTable {
public:
  SymbolTable(clang::ASTContext &context, facts::TranslationUnitFacts &facts)
      : context_(context), facts_(facts) {}

  int symbolOf(const clang::NamedDecl &decl);

  /// A symbol known by name only, as in the body of a template that nothing instantiates.
  int namedFunction(const std::string &name);

  /// Where the text stands that the user wrote: a macro's expansion, not its definition.
  facts::Place placeOf(clang::SourceLocation location);

  /// The files that places were asked for, in that order.
  const std::vector<clang::FileID> &files() const { return order_; }

private:
  int fileOf(clang::FileID file);
  std::string keyOf(const clang::NamedDecl &decl);
  facts::Symbol describe(const clang::NamedDecl &decl);

  clang::ASTContext &context_;
  facts::TranslationUnitFacts &facts_;
  llvm::DenseMap<const clang::Decl *, int> symbols_;
  llvm::StringMap<int> named_;
  llvm::DenseMap<clang::FileID, int> files_;
  std::vector<clang::FileID> order_;
};

} // namespace loadline::extract
