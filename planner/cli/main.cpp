#include "planner/cli/all_commands.h"

#include "base/text.h"
#include "base/usage.h"
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
  const std::vector<std::string> calculators = calculatorNames();
  names.insert(names.end(), calculators.begin(), calculators.end());
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

/// The calculators as sub-commands. Only the one that is asked for gets its options: there are some
/// five hundred, and every start would pay for them.
void addCalculators(CLI::App &app, std::string_view first, Run &work) {
  for (const formulas::Calculator *calculator : formulas::allCalculators) {
    CLI::App *sub =
        app.add_subcommand(std::string(calculator->name), std::string(calculator->summary));
    sub->group("Calculators");
    if (calculator->name == first)
      sub->callback([&work, chosen = declareCalculator(*sub, *calculator)] { work = chosen; });
  }
}

int run(int count, char **words) {
  CLI::App app("Loadline plans the capacity of a system of services and audits the concurrency of "
               "its code.");
  app.set_version_flag("--version", std::string("loadline ") + LOADLINE_VERSION);
  app.name("loadline");
  app.failure_message(usageMessage);
  keepHelpNarrow(app);
  app.require_subcommand(1);
  Run work;
  for (const Command &command : allCommands) {
    CLI::App *sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    Run chosen = command.declare(*sub);
    sub->callback([&work, chosen] { work = chosen; });
  }
  addCalculators(app, count > 1 ? words[1] : "", work);
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
