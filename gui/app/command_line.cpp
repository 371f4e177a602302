#include "gui/app/command_line.h"

#include "base/exit_code.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <iostream>

namespace loadline::app {

namespace {

constexpr int least = 200, most = 16000;

/// "1400x900" → the size; nothing for anything else or what no screen has.
std::optional<QSize> parseSize(std::string_view text) {
  int width = 0, height = 0;
  const auto x = text.find('x');
  if (x == std::string_view::npos)
    return {};
  const auto isWhole = [](std::string_view part, int &number) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    return error == std::errc() && end == part.data() + part.size() && number >= least &&
           number <= most;
  };
  if (!isWhole(text.substr(0, x), width) || !isWhole(text.substr(x + 1), height))
    return {};
  return QSize(width, height);
}

} // namespace

Parsed parseCommandLine(int argc, char **argv) {
  Parsed parsed;
  CommandLine &asked = parsed.commandLine;
  CLI::App app(
      "Shows a plan and an audit: the bound stack, the tables, and the code behind each finding.",
      "loadline-gui");
  std::string size;
  app.add_option("FILE", asked.files, "A spec (YAML), an audit (JSON), or both, in any order");
  app.add_option("--screenshot", asked.screenshot,
                 "Write the window as PNG to this file and leave; needs no display")
      ->type_name("FILE.png");
  app.add_option("--export", asked.exports,
                 "Write the picture (svg, png, pdf) or the table of a pane (csv, md, html) and "
                 "leave; needs no display; may be repeated")
      ->type_name("WHAT:FILE")
      ->allow_extra_args(false);
  app.add_option("--size", size, "Size of the window in pixels")->type_name("WIDTHxHEIGHT");
  const CLI::Option *arranging[] = {
      app.add_option("--pane", asked.panes,
                     "Panes in front in what is written: ledger, what_if, …"),
      app.add_option("--select", asked.service, "The service that is selected in what is written"),
      app.add_option("--finding", asked.finding,
                     "The finding that is selected in what is written, the worst is 1")
          ->check(CLI::Range(1, 1'000'000)),
      app.add_option("--load", asked.load, "The load tried in what is written, as a factor")
          ->check(CLI::Range(0.01, 1000.0))};
  app.add_flag("--dark", asked.isDark, "Light text on a dark ground, whatever the desktop says");
  app.add_flag("--reset-settings", asked.resetsSettings,
               "Forget what the program remembers: layout, recent files, colours, editor");
  app.set_version_flag("--version", "loadline-gui " LOADLINE_VERSION);
  try {
    app.parse(argc, argv);
    for (const CLI::Option *option : arranging)
      if (option->count() > 0 && asked.screenshot.empty() && asked.exports.empty())
        throw CLI::RequiresError(option->get_name(), "--screenshot or --export");
  } catch (const CLI::ParseError &error) { // CLI11 throws for --help too
    parsed.exitCode = app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::badInput);
    return parsed;
  }
  asked.size = parseSize(size);
  if (!size.empty() && !asked.size) {
    std::cerr << "loadline-gui: --size must be WIDTHxHEIGHT with each from " << least << " to "
              << most << ", as in 1400x900\n";
    parsed.exitCode = static_cast<int>(ExitCode::badInput);
  }
  return parsed;
}

} // namespace loadline::app
