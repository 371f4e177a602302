#pragma once

#include "analyzer/facts/translation_unit_facts.h"

namespace loadline::link {

/// A function in the facts of its unit.
struct FunctionIn {
  const facts::TranslationUnitFacts *unit = nullptr;
  const facts::Function *function = nullptr;
};

/// Whether two units have one body for a function: macros may give a source another one each time
/// that it is compiled.
bool haveOneBody(const FunctionIn &a, const FunctionIn &b);

} // namespace loadline::link
