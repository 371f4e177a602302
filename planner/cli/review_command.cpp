#include "base/date.h"
#include "planner/cli/all_commands.h"
#include "planner/cli/review_options.h"
#include "planner/review/audit_file.h"
#include "planner/review/checklists.h"
#include "planner/review/formats.h"
#include "planner/review/review.h"
#include "planner/review/settlement.h"

#include <memory>

namespace loadline::cli {

namespace {

std::string written(const ReviewOptions &options, const Reviewed &of) {
  const plan::Plan &plan = of.spec.plan;
  if (options.format == "html")
    return review::reviewHtml(plan, of.audit, of.review, of.judgement);
  if (options.format == "json")
    return review::toJsonText(plan, of.audit, of.review, of.judgement);
  if (options.format == "markdown")
    return review::reviewMarkdown(plan, of.audit, of.review, of.judgement);
  return review::toText(review::pageOf(plan, of.audit, of.review, of.judgement));
}

/// An audit that read nothing is bad input, and one that lost translation units is incomplete.
ExitCode codeOf(const Reviewed &of) {
  const findings::TranslationUnits &units = of.audit.translationUnits;
  if (units.analysed == 0)
    return refuse(
        {{{}, "the audit analysed no translation unit, so it says nothing about the code"}});
  const bool isViolated = review::leftOf(*of.judgement.settlement) > 0;
  return combined(units.failed > 0 ? ExitCode::incomplete : ExitCode::clean,
                  isViolated ? ExitCode::findings : ExitCode::clean);
}

/// Holds the review record and the checklists against it too, and writes the whole.
ExitCode tellReview(const ReviewOptions &options, Reviewed of) {
  const Result<record::Record> record = record::recordFile(options.recordPath());
  if (!record)
    return refuse(record.error());
  const review::Evidence evidence{of.spec.system,      of.spec.plan, of.audit,     of.review,
                                  of.judgement.ledger, &*record,     options.today};
  of.judgement.settlement =
      review::settled(review::mattersOf(of.spec.plan, of.audit, of.judgement.ledger), *record,
                      options.today, review::questionsForPeople(evidence));
  of.judgement.checklists = review::checklistsOf(evidence);
  return deliver(options.output, written(options, of), codeOf(of));
}

ExitCode run(const ReviewOptions &options) {
  Result<plan::PlannedSpec> spec = plan::planSpecFile(options.spec, options.planOptions());
  Result<findings::Audit> audit = review::auditFile(options.audit);
  if (!spec || !audit) {
    Diagnostics errors = spec.error();
    errors.insert(errors.end(), audit.error().begin(), audit.error().end());
    return refuse(errors);
  }
  Result<Reviewed> of = reviewed(*std::move(spec), *std::move(audit));
  if (!of)
    return refuse(of.error());
  if (!options.accept.empty())
    return acceptInto(options, *of);
  if (!options.annotate.empty())
    return annotateCode(options, *of);
  if (!options.decide.empty() || !options.withdraw.empty())
    return decideAbout(options, *of);
  if (!options.against.empty())
    return tellMovement(options, *of);
  return tellReview(options, *std::move(of));
}

/// What writes instead of telling: one of them at a time.
void addActions(CLI::App &command, ReviewOptions &options) {
  CLI::Option_group &actions = *command.add_option_group("actions", "Written back, one at a time");
  actions.require_option(0, 1);
  actions
      .add_option("--accept", options.accept,
                  "Write what the code keeps into the spec: a drifted bound as the ledger names "
                  "it, as in app.pool.size, or all")
      ->type_name("BOUND");
  actions
      .add_option("--annotate", options.annotate,
                  "Write a patch that declares a bound in the code, where the code says no "
                  "number: a bound as the ledger names it, or all")
      ->type_name("BOUND");
  actions
      .add_option("--decide", options.decide,
                  "Write a decision into the review record: about a bound as the ledger names "
                  "it, a finding by its fingerprint, or a question of a checklist")
      ->type_name("KEY");
  actions.add_option("--withdraw", options.withdraw, "Take a decision out of the review record")
      ->type_name("KEY");
  actions
      .add_option("--against", options.against,
                  "Tell only what moved since an older review (JSON), audit or spec; may be "
                  "repeated")
      ->type_name("OLD")
      ->allow_extra_args(false);
}

void addDecision(CLI::App &command, ReviewOptions &options) {
  command
      .add_option("--as", options.verdict,
                  "The decision: accepted, to_fix or false_positive; of a question met or not_met")
      ->check(CLI::IsMember({"accepted", "to_fix", "false_positive", "met", "not_met"}));
  command.add_option("--owner", options.owner, "Who mends it, or answers for it");
  command.add_option("--until", options.until, "When it is mended, or looked at again")
      ->type_name("DATE")
      ->check(dateProblem);
  command.add_option("--because", options.because, "The reason, of a decision or a declared bound");
  command
      .add_option("--record", options.record,
                  "The review record (beside the spec unless given: shop.review.yaml)")
      ->type_name("FILE");
}

} // namespace

std::filesystem::path ReviewOptions::recordPath() const {
  return record.empty() ? record::recordBeside(spec) : std::filesystem::path(record);
}

Result<Reviewed> reviewed(plan::PlannedSpec spec, findings::Audit audit) {
  Result<review::Review> joined = review::joined(spec.plan, audit);
  if (!joined)
    return joined.error();
  review::Judgement judgement = review::judged(spec.system, spec.plan, audit, *joined);
  return Reviewed{std::move(spec), std::move(audit), *std::move(joined), std::move(judgement)};
}

Run declareReview(CLI::App &command) {
  const auto options = std::make_shared<ReviewOptions>();
  options->declareOn(command);
  command
      .add_option("--audit", options->audit,
                  "The audit of the code, as loadline audit --format json writes it")
      ->required();
  addResultOptions(command, options->format, options->output, {"text", "markdown", "html", "json"});
  addActions(command, *options);
  addDecision(command, *options);
  command
      .add_option("--root", options->root,
                  "Where the sources are that --annotate reads (the root of the audit unless "
                  "given)")
      ->type_name("DIR");
  return [options] { return run(*options); };
}

} // namespace loadline::cli
