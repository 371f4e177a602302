#include "planner/cli/all_commands.h"

#include "base/install_paths.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace loadline::cli {

namespace {

ExitCode run(const std::string &file) {
  std::error_code ignored;
  if (file != "-" && std::filesystem::exists(file, ignored))
    return refuse({{{}, fmt::format("'{}' is there already", file), "name another file"}});
  const Result<std::string> starter = readShipped("docs", "examples/starter.yaml");
  if (!starter)
    return refuse(starter.error());
  const ExitCode code = deliver(file, *starter, ExitCode::clean);
  if (code == ExitCode::clean && file != "-")
    fmt::print(stderr, "{} is a spec to start from: loadline plan {}\n", file, file);
  return code;
}

} // namespace

Run declareInit(CLI::App &command) {
  const auto file = std::make_shared<std::string>("loadline.yaml");
  command.add_option("FILE", *file, "The spec to write; - is standard output")
      ->capture_default_str();
  return [file] { return run(*file); };
}

} // namespace loadline::cli
