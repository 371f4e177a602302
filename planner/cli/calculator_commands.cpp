#include "planner/cli/calculator_commands.h"

#include "base/install_paths.h"
#include "planner/cli/all_commands.h"
#include "planner/formulas/all_calculators.h"
#include "planner/formulas/write_answer.h"
#include "planner/rules/policy.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <map>
#include <memory>

namespace loadline::cli {

namespace {

using formulas::Calculator;
using formulas::Dimension;
using formulas::Variable;

struct Options {
  std::map<std::string_view, std::string> inputs; ///< "" for what is not given
  std::string format = "text";
  std::string output;
};

/// The help of an option: what it means and how it is written.
std::string helpOf(const Variable &variable) {
  std::string help(variable.meaning);
  if (variable.fallback == formulas::fromPolicy)
    help += " (the policy's unless given)";
  else if (!variable.fallback.empty())
    help += fmt::format(" ({} unless given)", variable.fallback);
  return help;
}

std::string_view exampleOf(const Variable &variable) {
  switch (variable.dimension) {
  case Dimension::ratio:
    return "70%";
  case Dimension::duration:
    return "80ms";
  case Dimension::rate:
    return "1200/s";
  case Dimension::bytes:
    return "512MiB";
  case Dimension::bandwidth:
    return "10GB/s";
  case Dimension::price:
    return "20/month";
  case Dimension::memoryPrice:
    return "0.005/GB-h";
  case Dimension::corePrice:
    return "0.1/core-h";
  case Dimension::dataPrice:
    return "0.5/GB";
  case Dimension::moment:
    return "14:23";
  case Dimension::any:
    return "QUANTITY";
  default:
    return "NUMBER";
  }
}

std::string written(const std::string &format, const formulas::Answer &answer) {
  if (format == "json")
    return formulas::toJsonText(answer);
  if (format == "markdown")
    return formulas::toMarkdown(answer);
  if (format == "csv")
    return formulas::toCsv(answer);
  return formulas::toText(answer);
}

ExitCode run(const Calculator &calculator, const Options &options) {
  const auto policy = policy::loadPolicy(dataFolder("rules"));
  if (!policy)
    return refuse(policy.error());
  formulas::Given given;
  for (const auto &[name, text] : options.inputs)
    if (!text.empty())
      given.emplace_back(name, text);
  const auto answer = formulas::solve(calculator, given, *policy);
  if (!answer)
    return refuse(answer.error());
  return deliver(options.output, written(options.format, *answer), ExitCode::clean);
}

} // namespace

Run declareCalculator(CLI::App &command, const Calculator &calculator) {
  const auto options = std::make_shared<Options>();
  for (const Variable &variable : calculator.variables)
    if (calculator.takes(variable))
      command
          .add_option(formulas::optionOf(variable.name), options->inputs[variable.name],
                      helpOf(variable))
          ->type_name(std::string(exampleOf(variable)) + (variable.isList ? ",…" : ""));
  command.add_option("--format", options->format, "text, json, markdown or csv")
      ->check(CLI::IsMember({"text", "json", "markdown", "csv"}))
      ->capture_default_str();
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  command.footer(fmt::format("As: loadline {} {}", calculator.name, calculator.example));
  return [options, &calculator] { return run(calculator, *options); };
}

std::vector<std::string> calculatorNames() {
  std::vector<std::string> names;
  for (const Calculator *calculator : formulas::allCalculators)
    names.emplace_back(calculator->name);
  return names;
}

std::string calculatorPage(const std::string &name) {
  const Calculator *calculator = formulas::findCalculator(name);
  return calculator ? "#" + formulas::toMarkdown(*calculator).substr(2) : "";
}

Run declareFormulas(CLI::App &command) {
  const auto format = std::make_shared<std::string>("text");
  command.add_option("--format", *format, "text (a list) or markdown (the whole page)")
      ->check(CLI::IsMember({"text", "markdown"}))
      ->capture_default_str();
  return [format] {
    return deliver("-",
                   *format == "text" ? formulas::listOfCalculators() : formulas::formulasPage(),
                   ExitCode::clean);
  };
}

} // namespace loadline::cli
