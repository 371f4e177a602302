#pragma once

#include "tests/architecture/source_tree.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace loadline::architecture {

/// What layers.txt says.
struct Layers {
  std::map<std::string, std::set<std::string>> mayInclude; ///< folder → folders
  std::map<std::string, std::set<std::string>> fenced; ///< prefix of a library's headers → folders
};

/// Reads the lines of layers.txt; a line that is neither is a failure of the test.
Layers parseLayers(const std::string &text);

/// One line per include that breaks the rules: `file:line: analyzer/facts must not know
/// planner/spec`.
std::vector<std::string> violations(const Layers &layers, const std::vector<Include> &includes);

} // namespace loadline::architecture
