#include "analyzer/cli/arguments.h"

#include "analyzer/checks/all_checks.h"
#include "analyzer/report/formats.h"
#include "base/date.h"
#include "base/text.h"
#include "base/usage.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>

namespace loadline::audit {

namespace {

std::vector<std::string> formatNames() {
  std::vector<std::string> names;
  for (const report::Format &format : report::formats())
    names.emplace_back(format.name);
  return names;
}

std::vector<std::string> checkNames() {
  std::vector<std::string> names;
  for (const checks::Check &check : checks::allChecks)
    names.emplace_back(check.id);
  return names;
}

/// "" if the word is one of the names, else a message with the nearest.
std::string unknownName(const std::string &word, const std::vector<std::string> &names,
                        std::string_view what) {
  if (std::ranges::find(names, word) != names.end())
    return "";
  const std::string near = nearest(word, names);
  return fmt::format("there is no {} '{}' ({}one of {})", what, word,
                     near.empty() ? "" : fmt::format("did you mean '{}'? ", near), inWords(names));
}

std::string checked(const Arguments &arguments) {
  for (const Output &output : arguments.outputs)
    if (std::string problem = unknownName(output.format, formatNames(), "format"); !problem.empty())
      return problem;
  std::vector<std::string> asked = arguments.only;
  if (!arguments.explain.empty())
    asked.push_back(arguments.explain);
  for (const std::string &check : asked)
    if (std::string problem = unknownName(check, checkNames(), "check"); !problem.empty())
      return problem;
  const auto toStandardOutput = [](const Output &output) { return output.file == "-"; };
  if (std::ranges::count_if(arguments.outputs, toStandardOutput) > 1)
    return "only one format can go to standard output (name a file for the others: --format "
           "sarif:audit.sarif)";
  if (std::error_code ignored;
      !arguments.root.empty() && !std::filesystem::is_directory(arguments.root, ignored))
    return "--root names '" + arguments.root + "', which is not a folder";
  if (arguments.fixedFlags && arguments.paths.empty())
    return "flags after '--' need a source file before it";
  return "";
}

std::vector<Output> readOutputs(const std::vector<std::string> &formats, const std::string &file) {
  std::vector<Output> outputs;
  for (const std::string &format : formats.empty() ? std::vector<std::string>{"text"} : formats) {
    const std::size_t colon = format.find(':');
    const bool hasFile = colon != std::string::npos;
    outputs.push_back({format.substr(0, colon), hasFile        ? format.substr(colon + 1)
                                                : file.empty() ? "-"
                                                               : file});
  }
  return outputs;
}

} // namespace

std::variant<Arguments, ExitCode> parseArguments(int argc, const char *const *argv) {
  Arguments out;
  std::vector<std::string> words(argv + 1, argv + argc);
  if (const auto dashes = std::ranges::find(words, "--"); dashes != words.end()) {
    out.fixedFlags = std::vector<std::string>(dashes + 1, words.end());
    words.erase(dashes, words.end());
  }
  CLI::App app{"Finds every thread, task, process and coroutine that C and C++ code starts, and "
               "what limits how many.",
               "loadline-audit"};
  std::vector<std::string> formats;
  std::string file;
  app.add_option("paths", out.paths,
                 "Sources or folders to audit (all of the compile database unless given)");
  app.add_option("-p", out.buildFolder,
                 "Folder with compile_commands.json (else found upwards from the first path)")
      ->type_name("BUILD");
  app.add_option("--format", formats,
                 "text, json, sarif, csv or html; NAME:FILE writes to a file; may be repeated")
      ->type_name("NAME[:FILE]")
      ->allow_extra_args(false);
  app.add_option("-o", file, "Where the result goes (standard output unless given)")
      ->type_name("FILE");
  app.add_option("--only", out.only, "Run only these checks")
      ->type_name("CHECK")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--explain", out.explain, "Show the page of a check")->type_name("CHECK");
  app.add_option("--rules", out.ruleFolders,
                 "A folder with rules of your own, added to those that ship; may be repeated")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--root", out.root, "Paths are told relative to it")->type_name("DIR");
  app.add_option("--facts-dir", out.factsFolder,
                 "Keep facts here and use them again for what did not change")
      ->type_name("DIR");
  app.add_option("--plan", out.plan,
                 "Say in each finding what it means for the plan of this spec, whose code patterns "
                 "are relative to the root")
      ->type_name("SPEC");
  app.add_option("--today", out.today,
                 "Hold the review dates of declared bounds against this day, as in 2027-01-31")
      ->type_name("DATE")
      ->check(dateProblem);
  app.add_option("-j", out.workers, "Translation units at a time (0: one for each processor)")
      ->check(CLI::Range(0, 1024))
      ->type_name("N");
  app.add_option("--timeout", out.timeLimit, "Seconds for one translation unit")
      ->check(CLI::Range(1, 86400))
      ->type_name("S");
  app.add_flag("--exit-zero", out.exitZero, "Exit with 0 when there are findings");
  app.add_flag("-q,--quiet", out.quiet, "No notes on standard error");
  const std::map<std::string, ColorMode> modes{
      {"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}};
  app.add_option("--color", out.color, "auto, always or never")
      ->transform(CLI::CheckedTransformer(modes))
      ->type_name("WHEN");
  app.set_version_flag("--version", fmt::format("loadline-audit {} (LLVM {})", LOADLINE_VERSION,
                                                LOADLINE_LLVM_MAJOR));
  app.footer("Flags after '--' compile the given sources without a compile database.\n"
             "Exit codes: 0 clean, 1 findings, 2 bad usage or input, 3 incomplete.");
  app.name("loadline-audit");
  app.failure_message(usageMessage);
  keepHelpNarrow(app);
  std::ranges::reverse(words); // as CLI11 wants them
  try {
    app.parse(words);
  } catch (const CLI::ParseError &error) {
    return app.exit(error, std::cout, std::cerr) == 0 ? ExitCode::clean : ExitCode::badInput;
  }
  out.outputs = readOutputs(formats, file);
  if (const std::string problem = checked(out); !problem.empty()) {
    std::cerr << printable("loadline-audit: error: " + problem) << "\n";
    return ExitCode::badInput;
  }
  return out;
}

} // namespace loadline::audit
