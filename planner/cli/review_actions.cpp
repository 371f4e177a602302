#include "base/text.h"
#include "planner/cli/command.h"
#include "planner/cli/review_options.h"
#include "planner/record/decide.h"
#include "planner/review/accept.h"
#include "planner/review/bound_comments.h"
#include "planner/review/checklists.h"
#include "planner/review/settlement.h"

#include <fmt/format.h>

namespace loadline::cli {

namespace {

namespace fs = std::filesystem;

/// The subject that a record has under this key or one that begins so, whether the review still
/// tells it or not.
Result<record::Subject> decidedSubject(const std::string &key, const fs::path &path) {
  const Result<record::Record> record = record::recordFile(path);
  if (!record)
    return record.error();
  std::vector<record::Subject> found;
  std::vector<std::string> keys;
  for (const record::Decision &decision : record->decisions) {
    if (decision.about.key == key)
      return decision.about;
    keys.push_back(decision.about.key);
    if (key.size() >= review::shortestKey && decision.about.key.starts_with(key))
      found.push_back(decision.about);
  }
  if (found.size() == 1)
    return found.front();
  const std::string near = nearest(key, keys);
  return Diagnostic{{path.string(), 0, 0},
                    found.empty() ? fmt::format("nothing is decided about '{}'", key)
                                  : fmt::format("several decisions begin with '{}'", key),
                    near.empty() ? "" : fmt::format("did you mean '{}'?", near)};
}

Diagnostics decide(const ReviewOptions &options, const Reviewed &of, const fs::path &path) {
  Result<record::Decision> decision = review::decisionAbout(
      options.decide, review::mattersOf(of.spec.plan, of.audit, of.judgement.ledger),
      review::questionsForPeople(
          {of.spec.system, of.spec.plan, of.audit, of.review, of.judgement.ledger}));
  if (!decision)
    return decision.error();
  if (options.verdict.empty())
    return {{{}, "a decision needs --as", "accepted, to_fix or false_positive"}};
  decision->verdict = *record::parseVerdict(options.verdict);
  if (!record::fits(decision->verdict, decision->about.kind))
    return {{{},
             fmt::format("a {} is not '{}'", toString(decision->about.kind), options.verdict),
             "questions are met or not_met, all else is accepted, to_fix or "
             "false_positive"}};
  decision->owner = options.owner;
  decision->until = options.until;
  decision->comment = options.because;
  if (decision->verdict == record::Verdict::toFix && options.owner.empty())
    return {{{}, "what is to be fixed needs --owner"}};
  return record::decideIn(path, *decision);
}

Diagnostics withdraw(const ReviewOptions &options, const fs::path &path) {
  const Result<record::Subject> about = decidedSubject(options.withdraw, path);
  return about ? record::withdrawFrom(path, *about) : about.error();
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
  if (const Diagnostics errors =
          options.decide.empty() ? withdraw(options, path) : decide(options, of, path);
      !errors.empty())
    return refuse(errors);
  const std::string told =
      options.decide.empty()
          ? fmt::format("{}: nothing is decided about {} any more\n", path.string(),
                        options.withdraw)
          : fmt::format("{}: {} is {}\n", path.string(), options.decide, options.verdict);
  return deliver(options.output, told, ExitCode::clean);
}

} // namespace loadline::cli
