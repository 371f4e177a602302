#include "planner/cli/command.h"

#include "base/files.h"

#include <fmt/format.h>

#include <cstdio>

namespace loadline::cli {

ExitCode refuse(const Diagnostics &errors) {
  fmt::print(stderr, "{}", toString(errors));
  return ExitCode::badInput;
}

ExitCode deliver(const std::string &file, std::string_view text, ExitCode code) {
  const Diagnostics errors = writeFile(file.empty() ? "-" : file, text);
  return errors.empty() ? code : combined(refuse(errors), code);
}

} // namespace loadline::cli
