#include "planner/cli/all_commands.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "base/text.h"
#include "base/text_table.h"
#include "planner/rules/policy.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace loadline::cli {

namespace {

namespace fs = std::filesystem;

/// A program on PATH, or an empty path.
fs::path onPath(const std::string &name) {
  const char *path = std::getenv("PATH");
  for (const std::string &folder : split(path ? path : "", ':'))
    if (const fs::path candidate = fs::path(folder) / name; ::access(candidate.c_str(), X_OK) == 0)
      return candidate;
  return {};
}

/// The clang-tidy plugins in the folders where builds and packages put them.
std::vector<fs::path> plugins() {
  std::vector<fs::path> found;
  for (const char *folder : {"../lib", "../lib/loadline"}) {
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(executableFolder() / folder, ignored))
      if (const std::string name = entry.path().filename();
          name.starts_with("loadline-tidy-") && name.ends_with(".so"))
        found.push_back(entry.path().lexically_normal());
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Report {
public:
  void add(std::string what, bool isThere, std::string detail) {
    table_.rows.push_back({std::move(what), isThere ? "yes" : "no", std::move(detail)});
  }
  std::string text() const { return render(table_); }

private:
  TextTable table_{{{"What"}, {"there"}, {"where, or what for"}}, {}};
};

/// What the planner can't work without.
bool addRequired(Report &report) {
  const auto policy = policy::loadPolicy(dataFolder("rules"));
  report.add("rules", policy.has_value(),
             policy ? dataFolder("rules").string() : toString(policy.error().front()));
  const bool hasDocs = !dataFolder("docs").empty();
  report.add("docs", hasDocs,
             hasDocs ? dataFolder("docs").string() : "pages for 'loadline explain'");
  return policy.has_value();
}

void addOptional(Report &report) {
  const fs::path audit = executableFolder() / "loadline-audit";
  const bool hasAudit = ::access(audit.c_str(), X_OK) == 0;
  report.add("loadline-audit", hasAudit,
             hasAudit ? audit.string() : "for 'loadline audit'; needs LLVM and Clang when built");
  const fs::path gui = executableFolder() / "loadline-gui";
  const bool hasGui = ::access(gui.c_str(), X_OK) == 0;
  report.add("loadline-gui", hasGui, hasGui ? gui.string() : "the GUI; needs Qt 6 when built");
  const std::vector<fs::path> tidy = plugins();
  for (const fs::path &plugin : tidy)
    report.add("clang-tidy plugin", true, plugin.string());
  if (tidy.empty())
    report.add("clang-tidy plugin", false, "the audit's checks inside clang-tidy");
  for (const auto &[name, use] : {std::pair{"dot", "to lay out DOT exports (graphviz)"},
                                  std::pair{"promtool", "to test Prometheus rules (prometheus)"}}) {
    const fs::path program = onPath(name);
    report.add(name, !program.empty(), program.empty() ? use : program.string());
  }
}

} // namespace

Run declareDoctor(CLI::App &) {
  return [] {
    Report report;
    const bool isFit = addRequired(report);
    addOptional(report);
    return deliver("-", fmt::format("loadline {}\n\n{}", LOADLINE_VERSION, report.text()),
                   isFit ? ExitCode::clean : ExitCode::badInput);
  };
}

} // namespace loadline::cli
