#pragma once

#include "base/exit_code.h"
#include "base/terminal.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace loadline::audit {

/// `--format NAME` or `--format NAME:FILE`.
struct Output {
  std::string format = "text";
  std::string file = "-";
};

/// What the command line says.
struct Arguments {
  std::vector<std::string> paths;
  std::string buildFolder;                            ///< -p; empty: found upwards
  std::optional<std::vector<std::string>> fixedFlags; ///< after `--`
  std::vector<std::string> ruleFolders;
  std::vector<Output> outputs;
  std::vector<std::string> only;
  std::string explain; ///< a check whose page is asked for
  std::string root;
  std::string factsFolder;
  std::string plan;  ///< a spec whose plan says what findings mean
  std::string today; ///< YYYY-MM-DD; "" for none
  int workers = 0;
  int timeLimit = 300; ///< seconds for one translation unit
  bool exitZero = false;
  bool quiet = false;
  ColorMode color = ColorMode::automatic;
};

/// The arguments, or the exit code after help, version or a message were printed.
std::variant<Arguments, ExitCode> parseArguments(int argc, const char *const *argv);

} // namespace loadline::audit
