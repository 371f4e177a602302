#include "planner/cli/all_commands.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "planner/cli/spec_options.h"
#include "planner/rules/policy.h"
#include "planner/scenario/run_scenario.h"

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::vector<std::string> scenarios;
  std::string format = "text";
  std::string output;
};

/// All files are read before anything is refused, so that every error is told.
Result<std::vector<scenario::Outcome>>
runAll(const Options &options, const plan::PlannedSpec &planned, const policy::Policy &policy) {
  constexpr std::size_t largest = 1u << 20;
  std::vector<scenario::Outcome> outcomes;
  Diagnostics errors;
  for (const std::string &file : options.scenarios) {
    const Result<std::string> text = readFile(file, largest);
    const auto outcome =
        text ? scenario::runScenario(*text, file == "-" ? "<stdin>" : file, planned, policy)
             : Result<scenario::Outcome>(text.error());
    if (outcome)
      outcomes.push_back(*outcome);
    else
      errors.insert(errors.end(), outcome.error().begin(), outcome.error().end());
  }
  if (!errors.empty())
    return errors;
  return outcomes;
}

ExitCode run(const Options &options) {
  const auto policy = policy::loadPolicy(dataFolder("rules"));
  if (!policy)
    return refuse(policy.error());
  const auto planned = plan::planSpecFile(options.spec, options.planOptions());
  if (!planned)
    return refuse(planned.error());
  const auto outcomes = runAll(options, *planned, *policy);
  if (!outcomes)
    return refuse(outcomes.error());
  const bool holds = std::all_of(outcomes->begin(), outcomes->end(), [](const auto &outcome) {
    return outcome.verdict == scenario::Verdict::holds;
  });
  const std::string &system = planned->plan.system.name;
  const auto sections = scenario::sectionsOf(system, *outcomes);
  return deliver(options.output,
                 options.format == "json"       ? scenario::toJsonText(system, *outcomes)
                 : options.format == "markdown" ? reportMarkdown("Scenarios of " + system, sections)
                                                : reportText(sections),
                 holds ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declareWhatif(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command.add_option("SCENARIO", options->scenarios, "What happens to it, a YAML file each")
      ->required();
  addResultOptions(command, options->format, options->output, {"text", "markdown", "json"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
