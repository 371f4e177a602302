#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace loadline::extract {

/// How one source is compiled. Never executed: only the flags are read.
struct CompileCommand {
  std::string directory;              ///< absolute
  std::string file;                   ///< absolute
  std::vector<std::string> arguments; ///< the compiler first; response files not yet followed

  friend auto operator<=>(const CompileCommand &, const CompileCommand &) = default;
};

/// The commands of a compile_commands.json, in the order of their files, each distinct one once.
Result<std::vector<CompileCommand>> readCompileDatabase(const std::filesystem::path &json);

/// The file that gives each source of a folder, and below it, the same flags: one a line.
constexpr const char *fixedFlagsFile = "compile_flags.txt";

/// The flags in such a file.
Result<std::vector<std::string>> readFixedFlags(const std::filesystem::path &file);

/// Whether a source is one of an assembler, which holds nothing to audit.
bool isAssembly(const std::string &file);

/// Walks up from `start` to the first folder that holds compile_commands.json, itself or in
/// `build/`, or else compile_flags.txt, as clang-tidy and clangd do. Empty where there is none.
std::filesystem::path findCompileDatabase(std::filesystem::path start);

/// What Clang can use of a command: launchers (ccache and its kin), outputs, dependency files and
/// plugins removed, response files followed, flags that Clang does not know dropped with a note
/// each.
struct AdjustedCommand {
  std::vector<std::string> arguments;
  std::vector<std::string> notes;
};
AdjustedCommand adjustedForClang(const CompileCommand &command);

} // namespace loadline::extract
