#pragma once

#include "analyzer/facts/translation_unit_facts.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace loadline::facts {

/// The functions that units gave already, so that another one which includes the same header need
/// not read them again. Link takes a function from the first unit that has it, in the order of
/// files; a unit therefore leaves out what one before it gave, and nothing else, and the program
/// stays the same whichever units were done when another began.
class KnownFunctions {
public:
  /// The functions of one file, by name; which unit gave them first.
  using InFile = std::unordered_map<std::string, std::size_t>;

  /// Notes what a unit gave, which link takes as the `position`th. Left out are templates, lambdas
  /// and what the compiler wrote, which each unit makes as it needs them, and units with errors,
  /// which would tell less.
  void add(const TranslationUnitFacts &facts, std::size_t position);

  /// The functions of a file (absolute), or null if there are none.
  const InFile *inFile(const std::string &file) const;

  /// What a function is known by in its file.
  static std::string nameOf(std::string_view usr, int line);

private:
  std::unordered_map<std::string, InFile> files_;
};

/// What a unit may take as known: what the units before its own position gave.
struct KnownBefore {
  const KnownFunctions *functions = nullptr; ///< may be null: nothing is known
  std::size_t position = 0;
};

} // namespace loadline::facts
