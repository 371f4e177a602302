#include "planner/cli/all_commands.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "base/text.h"
#include "planner/cli/calculator_commands.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

std::vector<std::string> pagesIn(const std::filesystem::path &folder) {
  std::vector<std::string> ids;
  std::error_code ignored;
  for (const auto &entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".md")
      ids.push_back(entry.path().stem().string());
  std::sort(ids.begin(), ids.end());
  return ids;
}

ExitCode run(std::string id) {
  if (const std::string page = calculatorPage(id); !page.empty())
    return deliver("-", page, ExitCode::clean);
  constexpr std::string_view tidyPrefix = "loadline-"; // as clang-tidy and NOLINT name our checks
  const std::filesystem::path folder = dataFolder("docs") / "checks";
  const std::vector<std::string> ids = pagesIn(folder);
  if (ids.empty())
    return refuse({missingData("docs")});
  if (id.starts_with(tidyPrefix))
    id.erase(0, tidyPrefix.size());
  if (!std::binary_search(ids.begin(), ids.end(), id)) {
    std::vector<std::string> names = calculatorNames();
    names.insert(names.end(), ids.begin(), ids.end());
    const std::string near = nearest(id, names);
    return refuse(
        {{{},
          fmt::format("no check '{}'", id),
          near.empty() ? "one of " + inWords(ids) : fmt::format("did you mean '{}'?", near)}});
  }
  const Result<std::string> page = readFile(folder / (id + ".md"));
  return page ? deliver("-", *page, ExitCode::clean) : refuse(page.error());
}

} // namespace

Run declareExplain(CLI::App &command) {
  const auto id = std::make_shared<std::string>();
  command.add_option("ID", *id, "The id in brackets after a finding, or a calculator")->required();
  return [id] { return run(*id); };
}

} // namespace loadline::cli
