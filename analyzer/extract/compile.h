#pragma once

#include "analyzer/extract/compile_command.h"
#include "analyzer/facts/translation_unit_facts.h"
#include "base/result.h"

namespace loadline::extract {

/// Parses one translation unit with Clang and takes its facts. Bodies of functions in system
/// headers are skipped. Changes the working directory of the process, so run it in a process of its
/// own. An error means that there are no facts at all; source with errors gives what its AST holds.
Result<facts::TranslationUnitFacts> compileToFacts(const CompileCommand &command);

} // namespace loadline::extract
