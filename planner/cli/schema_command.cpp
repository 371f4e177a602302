#include "planner/cli/all_commands.h"

#include "base/install_paths.h"
#include "base/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

namespace loadline::cli {

namespace {

/// The documents that have a schema, in order: the names of the files that ship.
std::vector<std::string> kinds() {
  std::vector<std::string> out;
  const std::filesystem::path rules = dataFolder("rules");
  std::error_code ignored;
  for (const auto &file : std::filesystem::directory_iterator(
           rules.empty() ? std::filesystem::path() : rules / "schemas", ignored))
    out.push_back(file.path().stem().string());
  std::ranges::sort(out);
  return out;
}

} // namespace

Run declareSchema(CLI::App &command) {
  const auto kind = std::make_shared<std::string>();
  const std::vector<std::string> known = kinds();
  command.add_option("KIND", *kind, inWords(known))->required()->check(CLI::IsMember(known));
  return [kind] {
    const Result<std::string> schema =
        readShipped("rules", std::filesystem::path("schemas") / (*kind + ".json"));
    return schema ? deliver("-", *schema, ExitCode::clean) : refuse(schema.error());
  };
}

} // namespace loadline::cli
