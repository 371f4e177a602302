#include "planner/cli/all_commands.h"

#include "base/install_paths.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <unistd.h>

namespace loadline::cli {

namespace {

/// Becomes loadline-audit, so that its output and exit code are ours.
ExitCode run(const std::vector<std::string> &arguments) {
  const std::filesystem::path program = executableFolder() / "loadline-audit";
  std::vector<std::string> words = {program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char *> pointers;
  for (std::string &word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(program.c_str(), pointers.data());
  return refuse(
      {{{},
        fmt::format("{} can't be run: {}", program.string(), std::strerror(errno)),
        "it is built where LLVM and Clang are found; 'loadline doctor' shows what is there"}});
}

} // namespace

Run declareAudit(CLI::App &command) {
  command.prefix_command(); // all that follows is the audit's own, --help too
  command.set_help_flag();
  return [&command] { return run(command.remaining()); };
}

} // namespace loadline::cli
