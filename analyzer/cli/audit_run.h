#pragma once

#include "analyzer/extract/compile_command.h"
#include "analyzer/facts/translation_unit_facts.h"
#include "base/diagnostic.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace loadline::audit {

/// What became of the translation units of one run.
struct Extraction {
  std::vector<facts::TranslationUnitFacts> units;
  Diagnostics failures; ///< one for each unit that gave no facts
  int cached = 0;
  int cancelledBy = 0; ///< the signal that stopped the work, or 0
};

struct ExtractionOptions {
  int workers = 0;                     ///< 0: one for each processor
  std::chrono::seconds timeLimit{300}; ///< of one translation unit
  std::filesystem::path factsFolder;   ///< facts are kept and read again here; empty: a folder that
                                       ///< is removed afterwards
};

/// Extracts the facts of each command in a process of its own, so that one that crashes, hangs or
/// runs out of memory costs no other. With a facts folder, a unit whose command and files did not
/// change is read back instead.
Extraction extractAll(const std::vector<extract::CompileCommand> &commands,
                      const ExtractionOptions &options);

} // namespace loadline::audit
