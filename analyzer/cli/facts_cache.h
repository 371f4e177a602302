#pragma once

#include "analyzer/extract/compile_command.h"
#include "analyzer/facts/translation_unit_facts.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace loadline::audit {

/// Facts files in a folder, named by a hash of the command; one is good as long as every file that
/// it was made from has the contents of then. A folder that is not kept needs no note of these.
class FactsCache {
public:
  FactsCache(std::filesystem::path folder, bool isKept)
      : folder_(std::move(folder)), isKept_(isKept) {}

  bool isKept() const { return isKept_; }

  /// Where the facts of a command are kept.
  std::filesystem::path pathFor(const extract::CompileCommand &command) const;

  /// The facts, if they are there and still good.
  std::optional<facts::TranslationUnitFacts> read(const extract::CompileCommand &command);

  /// Writes facts and the state of the files they rest on.
  bool write(const extract::CompileCommand &command, const facts::TranslationUnitFacts &facts);

private:
  std::string stateOf(const std::string &file);

  std::filesystem::path folder_;
  bool isKept_;
  std::map<std::string, std::string> states_; ///< each file is hashed once a run
};

} // namespace loadline::audit
