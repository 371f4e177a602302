#pragma once

#include <QSize>

#include <filesystem>
#include <optional>
#include <vector>

namespace loadline::app {

/// What the user asked for when starting the program.
struct CommandLine {
  std::vector<std::filesystem::path> files; ///< specs and audits, told apart by what stands in them
  std::filesystem::path screenshot;         ///< PNG to write instead of showing a window, or empty
  std::vector<std::string> exports; ///< `WHAT:FILE`, see export.h; then too no window is shown
  std::optional<QSize> size;
  bool isDark = false;
  bool resetsSettings = false;
  /// What the screenshot shows: panes in front by their ids, a service selected, a load tried.
  std::vector<std::string> panes;
  std::string service;
  double load = 1.0;
  int finding = 0; ///< selected, counted from 1 in the order of the pane; 0 for none
};

/// Reads the arguments. After --help, --version or a mistake it has printed what there is to say,
/// and the result holds only the exit code.
struct Parsed {
  CommandLine commandLine;
  std::optional<int> exitCode;
};
Parsed parseCommandLine(int argc, char **argv);

} // namespace loadline::app
