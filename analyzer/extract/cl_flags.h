#pragma once

#include "analyzer/extract/compile_command.h"

#include <string>
#include <vector>

namespace loadline::extract {

/// Whether a command is one of Microsoft's compiler, or of Clang that takes its flags: `cl`,
/// `clang-cl`, `--driver-mode=cl`.
bool isOfCl(const std::vector<std::string> &words);

/// What facts depend on of such a command, in Clang's own flags, with one note.
AdjustedCommand adjustedForCl(const std::vector<std::string> &words, const std::string &file);

} // namespace loadline::extract
