#include "planner/cli/all_commands.h"

#include "base/install_paths.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace loadline::cli {

Run declareSchema(CLI::App &command) {
  const auto kind = std::make_shared<std::string>();
  command.add_option("KIND", *kind, "spec, plan, review, formula, limits or fit")
      ->required()
      ->check(CLI::IsMember({"spec", "plan", "review", "formula", "limits", "fit"}));
  return [kind] {
    const Result<std::string> schema =
        readShipped("rules", std::filesystem::path("schemas") / (*kind + ".json"));
    return schema ? deliver("-", *schema, ExitCode::clean) : refuse(schema.error());
  };
}

} // namespace loadline::cli
