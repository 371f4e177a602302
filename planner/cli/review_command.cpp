#include "planner/cli/all_commands.h"
#include "planner/cli/spec_options.h"
#include "planner/review/accept.h"
#include "planner/review/audit_file.h"
#include "planner/review/formats.h"
#include "planner/review/judgement.h"
#include "planner/review/review.h"

#include <memory>

namespace loadline::cli {

namespace {

struct Options : SpecOptions {
  std::string audit;
  std::string format = "text";
  std::string output;
  std::string accept;
};

struct Reviewed {
  plan::PlannedSpec spec;
  findings::Audit audit;
  review::Review review;
  review::Judgement judgement;
};

std::string written(const Options &options, const Reviewed &of) {
  const plan::Plan &plan = of.spec.plan;
  if (options.format == "html")
    return review::reviewHtml(plan, of.audit, of.review, of.judgement);
  if (options.format == "json")
    return review::toJsonText(plan, of.audit, of.review, of.judgement);
  const review::Page page = review::pageOf(plan, of.audit, of.review, of.judgement);
  return options.format == "markdown" ? review::toMarkdown(page) : review::toText(page);
}

/// An audit that read nothing is bad input, and one that lost translation units is incomplete.
ExitCode codeOf(const Reviewed &of) {
  const findings::Audit &audit = of.audit;
  if (audit.translationUnits.analysed == 0)
    return refuse(
        {{{}, "the audit analysed no translation unit, so it says nothing about the code"}});
  const ExitCode complete =
      audit.translationUnits.failed > 0 ? ExitCode::incomplete : ExitCode::clean;
  const bool isViolated = review::hasViolations(of.spec.plan, audit) ||
                          review::brokenBounds(of.judgement.ledger, audit) > 0;
  return combined(complete, isViolated ? ExitCode::findings : ExitCode::clean);
}

Result<Reviewed> reviewed(const Options &options) {
  Result<plan::PlannedSpec> spec = plan::planSpecFile(options.spec, options.planOptions());
  Result<findings::Audit> audit = review::auditFile(options.audit);
  if (!spec || !audit) {
    Diagnostics errors = spec.error();
    errors.insert(errors.end(), audit.error().begin(), audit.error().end());
    return errors;
  }
  Result<review::Review> review = review::joined(spec->plan, *audit);
  if (!review)
    return review.error();
  review::Judgement judgement = review::judged(spec->system, spec->plan, *audit, *review);
  return Reviewed{*std::move(spec), *std::move(audit), *std::move(review), std::move(judgement)};
}

/// Writes what the code keeps into the spec, and tells each value.
ExitCode acceptInto(const Options &options, const Reviewed &of) {
  const auto edits =
      review::acceptedEdits(options.accept, of.judgement.ledger, of.spec.plan, of.audit);
  if (!edits)
    return refuse(edits.error());
  if (const Diagnostics errors = spec::writeEdits(*edits); !errors.empty())
    return refuse(errors);
  std::string told;
  for (const spec::ValueEdit &edit : *edits)
    told += toString(edit.at) + ": now " + edit.text + "\n";
  return deliver(options.output, told.empty() ? "no bound has drifted\n" : told, ExitCode::clean);
}

ExitCode run(const Options &options) {
  const Result<Reviewed> of = reviewed(options);
  if (of && !options.accept.empty())
    return acceptInto(options, *of);
  return of ? deliver(options.output, written(options, *of), codeOf(*of)) : refuse(of.error());
}

} // namespace

Run declareReview(CLI::App &command) {
  const auto options = std::make_shared<Options>();
  options->declareOn(command);
  command
      .add_option("--audit", options->audit,
                  "The audit of the code, as loadline audit --format json writes it")
      ->required();
  command.add_option("--format", options->format, "text, markdown, html or json")
      ->check(CLI::IsMember({"text", "markdown", "html", "json"}))
      ->capture_default_str();
  command.add_option("-o,--output", options->output,
                     "Write to this file and not to standard output");
  command.add_option("--accept", options->accept,
                     "Write what the code keeps into the spec: a drifted bound as the ledger names "
                     "it, as in app.pool.size, or all");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
