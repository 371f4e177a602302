#pragma once

#include "analyzer/extract/compile_command.h"
#include "analyzer/facts/known_functions.h"
#include "analyzer/facts/translation_unit_facts.h"
#include "base/result.h"

namespace loadline::extract {

/// What becomes of statements that name variables which nobody declared.
enum class Undeclared { kept, leftOut };

/// Parses one translation unit with Clang and takes its facts. Bodies of functions in system
/// headers are skipped, and of those in other headers that are known already. Changes the working
/// directory of the process, so run it in a process of its own. An error means that there are no
/// facts at all, or that the parser gave up before the end; source with errors gives what its AST
/// holds, where that is anything. Clang was not made for keeping what
/// names undeclared variables: it may crash where it would not have by leaving that out.
Result<facts::TranslationUnitFacts> compileToFacts(const CompileCommand &command,
                                                   Undeclared undeclared = Undeclared::kept,
                                                   facts::KnownBefore known = {});

} // namespace loadline::extract
