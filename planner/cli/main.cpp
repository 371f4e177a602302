#include "planner/cli/all_commands.h"

#include "base/text.h"
#include "planner/cli/calculator_commands.h"
#include "planner/formulas/all_calculators.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <vector>

namespace loadline::cli {

namespace {

/// The command that was probably meant, for a first word that is none.
std::string hintFor(std::string_view word) {
  std::vector<std::string> names;
  for (const Command &command : allCommands)
    names.emplace_back(command.name);
  const std::string commands = inWords(names);
  for (const formulas::Calculator *calculator : formulas::allCalculators)
    names.emplace_back(calculator->name);
  const std::string near = nearest(word, names);
  return near.empty()
             ? fmt::format("commands: {}; `loadline formulas` lists the calculators", commands)
             : fmt::format("did you mean '{}'?", near);
}

bool isCommand(std::string_view word) {
  for (const Command &command : allCommands)
    if (command.name == word)
      return true;
  return formulas::findCalculator(word) != nullptr;
}

/// A sub-command whose work is done when it is chosen.
void add(CLI::App &app, std::string_view name, std::string_view summary, Run &work,
         const std::function<Run(CLI::App &)> &declare) {
  CLI::App *sub = app.add_subcommand(std::string(name), std::string(summary));
  sub->callback([&work, chosen = declare(*sub)] { work = chosen; });
}

int run(int count, char **words) {
  CLI::App app("Loadline plans the capacity of a system of services and audits the concurrency of "
               "its code.");
  app.set_version_flag("--version", std::string("loadline ") + LOADLINE_VERSION);
  app.require_subcommand(1);
  Run work;
  for (const Command &command : allCommands)
    add(app, command.name, command.summary, work, command.declare);
  for (const formulas::Calculator *calculator : formulas::allCalculators)
    add(app, calculator->name, calculator->summary, work,
        [calculator](CLI::App &sub) { return declareCalculator(sub, *calculator); });
  if (count > 1 && words[1][0] != '-' && !isCommand(words[1]))
    return static_cast<int>(
        refuse({{{}, fmt::format("no command '{}'", words[1]), hintFor(words[1])}}));
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError &error) { // also --help and --version, which are no errors
    const bool isAnswer = app.exit(error) == 0;
    return static_cast<int>(isAnswer ? ExitCode::clean : ExitCode::badInput);
  }
  return static_cast<int>(work());
}

} // namespace

} // namespace loadline::cli

int main(int count, char **words) {
  return loadline::cli::run(count, words);
}
