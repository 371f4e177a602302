#pragma once

#include "analyzer/extract/symbol_table.h"
#include "analyzer/facts/translation_unit_facts.h"

namespace loadline::extract {

/// Adds the comments that speak to the audit (`loadline: bound(…)`, `NOLINT…`), of the files that
/// hold code of the project.
void noteAnnotations(clang::ASTContext &context, SymbolTable &symbols,
                     facts::TranslationUnitFacts &facts);

} // namespace loadline::extract
