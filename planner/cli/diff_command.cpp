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

std::string written(const std::string &format, const plan::PlanDiff &diff) {
  return format == "json"       ? plan::toJsonText(diff)
         : format == "markdown" ? plan::toMarkdown(diff)
         : format == "csv"      ? plan::toCsv(diff)
         : format == "html"     ? plan::toHtml(diff)
                                : plan::toText(diff);
}

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
  return deliver(options.output, written(options.format, diff),
                 isClean ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declareDiff(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  command.add_option("OLD", options->before, "The spec as it was")->required();
  options->declareOn(command);
  addResultOptions(command, options->format, options->output,
                   {"text", "json", "markdown", "csv", "html"});
  return [options] { return run(*options); };
}

} // namespace loadline::cli
