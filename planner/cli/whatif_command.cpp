#include "planner/cli/all_commands.h"

#include "base/files.h"
#include "base/install_paths.h"
#include "base/terminal.h"
#include "planner/cli/spec_options.h"
#include "planner/rules/policy.h"
#include "planner/scenario/run_scenario.h"
#include "planner/trial/trial.h"

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::vector<std::string> scenarios;
  std::string format = "text";
  std::string output;
  bool isSimulated = false;
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

/// Each scenario that can be seen to happen, in a simulation.
Result<std::vector<scenario::Outcome>> allTried(std::vector<scenario::Outcome> outcomes,
                                                const plan::PlannedSpec &planned,
                                                plan::LoadPoint at) {
  ProgressLine progress;
  for (scenario::Outcome &outcome : outcomes) {
    auto tried = trial::tryOut(outcome, planned, at, [&](std::size_t done, std::size_t total) {
      progress.show(done, total, "replications");
    });
    progress.clear();
    if (!tried)
      return tried.error();
    outcome = std::move(*tried);
  }
  return outcomes;
}

ExitCode run(const Options &options) {
  const auto policy = policy::loadPolicy(dataFolder("rules"));
  if (!policy)
    return refuse(policy.error());
  const auto planned = plan::planSpecFile(options.spec, options.planOptions());
  if (!planned)
    return refuse(planned.error());
  auto outcomes = runAll(options, *planned, *policy);
  if (outcomes && options.isSimulated)
    outcomes = allTried(std::move(*outcomes), *planned, options.planOptions().at);
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
  command.add_flag(
      "--simulate", options->isSimulated,
      "Also let it happen in a simulation, and show what that shows beside the figures");
  addResultOptions(command, options->format, options->output, {"text", "markdown", "json"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
