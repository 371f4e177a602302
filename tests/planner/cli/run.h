#pragma once

#include "base/files.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace loadline::cli {

/// What a command line left behind.
struct Outcome {
  int code = -1;
  std::string out, err;
};

/// Runs a shell command in the root of the source tree. Standard input is empty unless piped.
inline Outcome shell(const std::string &command) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("loadline_cli_test." + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string out = folder / "out";
  const std::string err = folder / "err";
  const std::string whole = "cd '" LOADLINE_SOURCE_DIR "' && ( " + command + " ) >'" + out +
                            "' 2>'" + err + "' </dev/null";
  const int status = std::system(whole.c_str());
  Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : -1, *readFile(out), *readFile(err)};
  std::filesystem::remove_all(folder);
  return outcome;
}

/// `loadline` with these arguments, as the shell reads them.
inline Outcome loadline(const std::string &arguments) {
  return shell("'" LOADLINE_EXECUTABLE "' " + arguments);
}

} // namespace loadline::cli
