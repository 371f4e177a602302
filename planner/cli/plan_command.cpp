#include "planner/cli/all_commands.h"

#include "planner/cli/spec_options.h"
#include "planner/plan/plan_formats.h"
#include "planner/plan/plan_json.h"
#include "planner/plan/plan_text.h"

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string format = "text";
  std::string output;
  std::string why;
  bool derivations = false;
};

std::string written(const Options &options, const plan::Plan &plan) {
  if (options.format == "json")
    return plan::toJsonText(plan);
  if (options.format == "markdown")
    return plan::toMarkdown(plan);
  if (options.format == "csv")
    return plan::toCsv(plan);
  if (options.format == "html")
    return plan::toHtml(plan);
  return plan::toText(plan) + (options.derivations ? plan::derivationsText(plan) : "");
}

ExitCode run(const Options &options) {
  const bool isExplained = options.format == "json" || options.derivations || !options.why.empty();
  const Result<plan::Plan> plan =
      plan::planFile(options.spec, options.planOptions(isExplained ? plan::Detail::derivations
                                                                   : plan::Detail::figures));
  if (!plan)
    return refuse(plan.error());
  if (!options.why.empty()) {
    const Result<std::string> why = plan::whyText(*plan, options.why);
    return why ? deliver(options.output, *why, ExitCode::clean) : refuse(why.error());
  }
  const bool isClean = std::none_of(plan->findings.begin(), plan->findings.end(), isViolation);
  return deliver(options.output, written(options, *plan),
                 isClean ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declarePlan(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command.add_option("--format", options->format, "text, json, markdown, csv or html")
      ->check(CLI::IsMember({"text", "json", "markdown", "csv", "html"}))
      ->capture_default_str();
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  command.add_option("--why", options->why,
                     "Show how one figure came about, such as edge.max_in_flight.recommended");
  command.add_flag("--derivations", options->derivations,
                   "Show how each figure came about (JSON always has it)");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
