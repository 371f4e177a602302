#include "planner/cli/all_commands.h"

#include "planner/cli/spec_options.h"
#include "planner/plan/plan_json.h"
#include "planner/plan/plan_text.h"

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string format = "text";
  std::string output;
  bool derivations = false;
};

ExitCode run(const Options &options) {
  const Result<plan::Plan> plan = plan::planFile(options.spec, options.planOptions());
  if (!plan)
    return refuse(plan.error());
  std::string text = options.format == "json" ? plan::toJsonText(*plan) : plan::toText(*plan);
  if (options.format == "text" && options.derivations)
    text += plan::derivationsText(*plan);
  const bool isClean = std::none_of(plan->findings.begin(), plan->findings.end(), isViolation);
  return deliver(options.output, text, isClean ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declarePlan(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command.add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  command.add_flag("--derivations", options->derivations,
                   "Show how each figure came about (JSON always has it)");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
