#pragma once

#include "analyzer/cli/arguments.h"
#include "analyzer/extract/compile_command.h"
#include "base/result.h"

#include <string>
#include <vector>

namespace loadline::audit {

struct Commands {
  std::vector<extract::CompileCommand> commands;
  std::string database = "";                   ///< the file they come from, or "" for fixed flags
  std::vector<std::string> notInDatabase = {}; ///< given paths at which no source of it lies
  std::vector<std::string> ofAssembler = {};   ///< sources that hold nothing to audit
};

/// What to audit: the compile database's commands that lie at the given paths, or the given sources
/// with fixed flags. None at all is an error, and so is a path that does not exist.
Result<Commands> commandsFor(const Arguments &arguments);

/// The folder that paths are told relative to: --root, else the working directory if a source lies
/// below it, else the deepest folder that holds all sources.
std::string rootFor(const Arguments &arguments,
                    const std::vector<extract::CompileCommand> &commands);

} // namespace loadline::audit
