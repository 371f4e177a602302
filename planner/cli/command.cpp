#include "planner/cli/command.h"

#include "base/files.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

namespace loadline::cli {

void addResultOptions(CLI::App &command, std::string &format, std::string &output,
                      const std::vector<std::string> &formats) {
  const std::string others = fmt::format("{}", fmt::join(formats.begin(), formats.end() - 1, ", "));
  command.add_option("--format", format, others + " or " + formats.back())
      ->check(CLI::IsMember(formats))
      ->capture_default_str();
  command.add_option("-o,--output", output, "Write to this file and not to standard output");
}

ExitCode refuse(const Diagnostics &errors) {
  fmt::print(stderr, "{}", toString(errors));
  return ExitCode::badInput;
}

ExitCode deliver(const std::string &file, std::string_view text, ExitCode code) {
  const Diagnostics errors = writeFile(file.empty() ? "-" : file, text);
  return errors.empty() ? code : combined(refuse(errors), code);
}

} // namespace loadline::cli
