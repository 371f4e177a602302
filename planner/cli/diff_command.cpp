#include "planner/cli/all_commands.h"
#include "planner/cli/spec_options.h"
#include "planner/plan/plan_diff.h"

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string before;
  std::string format = "text";
  std::string output;
};

/// New violations are findings; what else moved is news.
ExitCode run(const Options &options) {
  const Result<plan::Plan> before = plan::planFile(options.before, options.planOptions());
  if (!before)
    return refuse(before.error());
  const Result<plan::Plan> after = plan::planFile(options.spec, options.planOptions());
  if (!after)
    return refuse(after.error());
  const plan::PlanDiff diff = plan::differenceOf(*before, *after);
  const bool isClean = std::none_of(diff.appeared.begin(), diff.appeared.end(), isViolation);
  return deliver(options.output,
                 options.format == "json" ? plan::toJsonText(diff) : plan::toText(diff),
                 isClean ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declareDiff(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command.add_option("OLD", options->before, "The spec as it was")->required();
  options->declareOn(command);
  addResultOptions(command, options->format, options->output, {"text", "json"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
