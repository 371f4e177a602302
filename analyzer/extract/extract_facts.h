#pragma once

#include "analyzer/facts/translation_unit_facts.h"

#include <clang/AST/ASTContext.h>

namespace loadline::extract {

/// The facts of a parsed translation unit: every function with a body outside system headers, each
/// instantiation of a template as a function of its own, a pattern only if nothing instantiates it.
/// Errors, notes and dependencies are the caller's to fill in.
facts::TranslationUnitFacts extractFacts(clang::ASTContext &context);

} // namespace loadline::extract
