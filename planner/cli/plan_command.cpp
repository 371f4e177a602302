#include "planner/cli/all_commands.h"

#include "base/terminal.h"
#include "planner/cli/spec_options.h"
#include "planner/model/model_of.h"
#include "planner/plan/plan_formats.h"
#include "planner/plan/plan_json.h"
#include "planner/plan/plan_text.h"
#include "planner/simulate/enough.h"
#include "planner/simulate/simulate.h"
#include "planner/solve/solve.h"
#include "planner/verify/verification.h"

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string format = "text";
  std::string output;
  std::string why;
  bool derivations = false;
  bool isVerified = false;
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

/// The solver's figures beside those of a simulation.
Result<verify::Verification> verified(const plan::PlannedSpec &planned, plan::LoadPoint at) {
  const model::Model model = model::modelOf(planned.system, at);
  const units::Duration enough = simulate::enoughFor(planned.plan);
  ProgressLine progress;
  const auto simulation = simulate::simulate(model, {.warmUp = enough / 10, .duration = enough},
                                             {.progress = [&](std::size_t done, std::size_t total) {
                                               progress.show(done, total, "replications");
                                             }});
  progress.clear();
  if (!simulation)
    return simulation.error();
  return verify::verify(solve::solve(model), *simulation);
}

ExitCode runVerified(const Options &options) {
  const bool isJson = options.format == "json";
  const auto detail =
      isJson || options.derivations ? plan::Detail::derivations : plan::Detail::figures;
  const auto planned = plan::planSpecFile(options.spec, options.planOptions(detail));
  if (!planned)
    return refuse(planned.error());
  const auto verification = verified(*planned, options.planOptions().at);
  if (!verification)
    return refuse(verification.error());
  const std::vector<findings::Finding> &findings = planned->plan.findings;
  const bool isClean = std::none_of(findings.begin(), findings.end(), isViolation);
  const std::string text = written(options, planned->plan);
  return deliver(options.output,
                 isJson ? verify::withVerification(text, *verification)
                        : text + verify::toText(*verification),
                 !isClean                   ? ExitCode::findings
                 : verification->isAnswer() ? ExitCode::clean
                                            : ExitCode::incomplete);
}

ExitCode run(const Options &options) {
  if (options.isVerified)
    return runVerified(options);
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
  command.add_flag("--verify", options->isVerified,
                   "Also show the solver's figures beside a simulation's (text and json)");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
