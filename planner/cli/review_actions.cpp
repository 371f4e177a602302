#include "base/files.h"
#include "planner/cli/command.h"
#include "planner/cli/review_options.h"
#include "planner/review/accept.h"
#include "planner/review/bound_comments.h"
#include "planner/review/checklists.h"
#include "planner/review/settlement.h"

#include <fmt/format.h>

#include <system_error>

namespace loadline::cli {

namespace {

namespace fs = std::filesystem;

/// The text of the record, empty where there is none yet.
Result<std::string> recordText(const fs::path &path) {
  std::error_code ignored;
  return fs::exists(path, ignored) ? readFile(path) : Result<std::string>(std::string());
}

/// The subject that a record has under this key, whether the review still tells it or not.
Result<record::Subject> decidedSubject(const std::string &key, std::string_view text,
                                       const std::string &file) {
  const Result<record::Record> record = record::parseRecord(text, file);
  if (!record)
    return record.error();
  for (const record::Decision &decision : record->decisions)
    if (decision.about.key == key)
      return decision.about;
  return Diagnostic{{file, 0, 0}, fmt::format("nothing is decided about '{}'", key)};
}

Result<std::string> withDecision(const ReviewOptions &options, const Reviewed &of,
                                 std::string_view text, const std::string &file) {
  Result<record::Decision> decision = review::decisionAbout(
      options.decide, review::mattersOf(of.spec.plan, of.audit, of.judgement.ledger),
      review::questionsForPeople(
          {of.spec.system, of.spec.plan, of.audit, of.review, of.judgement.ledger}));
  if (!decision)
    return decision.error();
  if (options.verdict.empty())
    return Diagnostic{{}, "a decision needs --as", "accepted, to_fix or false_positive"};
  decision->verdict = *record::parseVerdict(options.verdict);
  if (!record::fits(decision->verdict, decision->about.kind))
    return Diagnostic{
        {},
        fmt::format("a {} is not '{}'", toString(decision->about.kind), options.verdict),
        "questions are met or not_met, all else is accepted, to_fix or "
        "false_positive"};
  decision->owner = options.owner;
  decision->until = options.until;
  decision->comment = options.because;
  if (decision->verdict == record::Verdict::toFix && options.owner.empty())
    return Diagnostic{{}, "what is to be fixed needs --owner"};
  return record::decided(text, file, *decision);
}

Result<std::string> withoutDecision(const ReviewOptions &options, std::string_view text,
                                    const std::string &file) {
  const Result<record::Subject> about = decidedSubject(options.withdraw, text, file);
  return about ? record::withdrawn(text, file, *about) : Result<std::string>(about.error());
}

} // namespace

ExitCode acceptInto(const ReviewOptions &options, const Reviewed &of) {
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

ExitCode annotateCode(const ReviewOptions &options, const Reviewed &of) {
  const auto comments =
      review::commentsFor(options.annotate, options.because, of.spec.plan, of.audit, of.judgement);
  if (!comments)
    return refuse(comments.error());
  const Result<std::string> patch =
      review::patchOf(*comments, options.root.empty() ? of.audit.root : options.root);
  return patch ? deliver(options.output, *patch, ExitCode::clean) : refuse(patch.error());
}

ExitCode decideAbout(const ReviewOptions &options, const Reviewed &of) {
  const fs::path path = options.recordPath();
  const Result<std::string> before = recordText(path);
  if (!before)
    return refuse(before.error());
  const Result<std::string> after = options.decide.empty()
                                        ? withoutDecision(options, *before, path.string())
                                        : withDecision(options, of, *before, path.string());
  if (!after)
    return refuse(after.error());
  if (const Diagnostics errors = writeFile(path, *after); !errors.empty())
    return refuse(errors);
  const std::string told =
      options.decide.empty()
          ? fmt::format("{}: nothing is decided about {} any more\n", path.string(),
                        options.withdraw)
          : fmt::format("{}: {} is {}\n", path.string(), options.decide, options.verdict);
  return deliver(options.output, told, ExitCode::clean);
}

} // namespace loadline::cli
