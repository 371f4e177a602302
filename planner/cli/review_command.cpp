#include "planner/cli/all_commands.h"
#include "planner/cli/spec_options.h"
#include "planner/review/audit_file.h"
#include "planner/review/formats.h"
#include "planner/review/review.h"

#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string audit;
  std::string format = "text";
  std::string output;
};

std::string written(const Options &options, const plan::Plan &plan, const findings::Audit &audit,
                    const review::Review &review) {
  if (options.format == "html")
    return review::reviewHtml(plan, audit, review);
  const review::Page page = review::pageOf(plan, audit, review);
  return options.format == "markdown" ? review::toMarkdown(page) : review::toText(page);
}

/// An audit that read nothing is bad input, and one that lost translation units is incomplete.
ExitCode codeOf(const plan::Plan &plan, const findings::Audit &audit) {
  if (audit.translationUnits.analysed == 0)
    return refuse(
        {{{}, "the audit analysed no translation unit, so it says nothing about the code"}});
  const ExitCode complete =
      audit.translationUnits.failed > 0 ? ExitCode::incomplete : ExitCode::clean;
  return combined(complete,
                  review::hasViolations(plan, audit) ? ExitCode::findings : ExitCode::clean);
}

ExitCode run(const Options &options) {
  const Result<plan::Plan> plan = plan::planFile(options.spec, options.planOptions());
  const Result<findings::Audit> audit = review::auditFile(options.audit);
  if (!plan || !audit) {
    Diagnostics errors = plan.error();
    errors.insert(errors.end(), audit.error().begin(), audit.error().end());
    return refuse(errors);
  }
  const Result<review::Review> review = review::joined(*plan, *audit);
  if (!review)
    return refuse(review.error());
  return deliver(options.output, written(options, *plan, *audit, *review), codeOf(*plan, *audit));
}

} // namespace

Run declareReview(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command
      .add_option("--audit", options->audit,
                  "The audit of the code, as loadline audit --format json writes it")
      ->required();
  command.add_option("--format", options->format, "text, markdown or html")
      ->check(CLI::IsMember({"text", "markdown", "html"}))
      ->capture_default_str();
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
