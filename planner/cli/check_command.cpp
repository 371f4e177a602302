#include "planner/cli/all_commands.h"

#include "planner/cli/spec_options.h"
#include "planner/plan/plan_diff.h"
#include "planner/plan/plan_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string against;
};

/// The findings of the plan that the older one does not have.
Result<std::vector<findings::Finding>> newFindings(const Options &options, const plan::Plan &plan) {
  if (options.against.empty())
    return plan.findings;
  const Result<plan::Plan> before = plan::planFile(options.against, options.planOptions());
  if (!before)
    return before.error();
  return plan::differenceOf(*before, plan).appeared;
}

ExitCode run(const Options &options) {
  const Result<plan::Plan> plan = plan::planFile(options.spec, options.planOptions());
  if (!plan)
    return refuse(plan.error());
  const auto findings = newFindings(options, *plan);
  if (!findings)
    return refuse(findings.error());
  const auto violations = std::count_if(findings->begin(), findings->end(), isViolation);
  fmt::print(stderr, "{}: {} violation{}\n", plan->system.name, violations,
             violations == 1 ? "" : "s");
  return deliver("-", plan::findingsText(*findings),
                 violations == 0 ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declareCheck(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command.add_option("--against", options->against,
                     "Tell only the findings that this older spec does not have");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
