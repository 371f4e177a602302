#pragma once

#include "analyzer/extract/symbol_table.h"
#include "analyzer/facts/translation_unit_facts.h"

#include <clang/AST/DeclBase.h>

namespace loadline::extract {

/// Adds the attributes `[[clang::annotate("loadline: …")]]` of a declaration whose code starts in a
/// line. (Clang takes them on no statement.)
void noteAttributes(const clang::Decl &decl, int codeLine, SymbolTable &symbols,
                    facts::TranslationUnitFacts &facts);

/// Adds the comments that speak to the audit (`loadline: bound(…)`, `NOLINT…`), of the files that
/// hold code of the project.
void noteAnnotations(clang::ASTContext &context, SymbolTable &symbols,
                     facts::TranslationUnitFacts &facts);

} // namespace loadline::extract
