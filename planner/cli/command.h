#pragma once

#include "base/exit_code.h"
#include "base/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

// A command of `loadline`. To add one: its file here, with a function that declares its options and
// returns what runs it; its declaration and row in all_commands.h; its line in CMakeLists.txt; its
// section in docs; its test in tests/planner/cli.

namespace loadline::cli {

/// Does the work, once the command line is parsed.
using Run = std::function<ExitCode()>;

/// Declares a command's options on its own sub-command and returns its work. What the options write
/// to must live in the returned function (hold it by a shared pointer).
using Declare = Run (*)(CLI::App &);

struct Command {
  std::string_view name;
  std::string_view summary;
  Declare declare;
};

/// Declares --format, one of `formats`, and -o: what form a result takes, and where it goes.
///   format  holds the default
void addResultOptions(CLI::App &command, std::string &format, std::string &output,
                      const std::vector<std::string> &formats);

/// Prints the errors on standard error; bad input.
ExitCode refuse(const Diagnostics &errors);

/// Writes a result to the file, or to standard output where `file` is "-" or empty. A file that
/// can't be written is bad input, and said; else `code`.
ExitCode deliver(const std::string &file, std::string_view text, ExitCode code);

} // namespace loadline::cli
