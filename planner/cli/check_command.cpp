#include "planner/cli/all_commands.h"

#include "planner/cli/spec_options.h"
#include "planner/plan/plan_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace loadline::cli {

namespace {

ExitCode run(const SpecOptions &options) {
  const Result<plan::Plan> plan = plan::planFile(options.spec, options.planOptions());
  if (!plan)
    return refuse(plan.error());
  const auto violations = std::count_if(plan->findings.begin(), plan->findings.end(), isViolation);
  fmt::print(stderr, "{}: {} violation{}\n", plan->system.name, violations,
             violations == 1 ? "" : "s");
  return deliver("-", plan::findingsText(plan->findings),
                 violations == 0 ? ExitCode::clean : ExitCode::findings);
}

} // namespace

Run declareCheck(CLI::App &command) {
  const auto options = std::make_shared<SpecOptions>();
  options->declareOn(command);
  return [options] { return run(*options); };
}

} // namespace loadline::cli
