#include "base/files.h"
#include "planner/cli/command.h"
#include "planner/cli/review_options.h"
#include "planner/review/formats.h"
#include "planner/review/movement.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace loadline::cli {

namespace {

/// What was given as older: a whole review, or a spec and an audit, of which one may be as it is
/// now.
struct Older {
  std::optional<review::Snapshot> review;
  std::optional<plan::PlannedSpec> spec;
  std::optional<findings::Audit> audit;
};

bool namesSchema(std::string_view text, std::string_view schema) {
  const std::size_t at = text.find(schema);
  constexpr std::size_t front = 4096; // the schema is the first key of what we write
  return at != std::string_view::npos && at < front &&
         text.find_first_not_of(" \t\r\n") == text.find('{');
}

/// Reads one file into its part of `out`; it is told by its content what it is.
Diagnostics readOlder(const std::string &file, const ReviewOptions &options, Older &out) {
  const Result<std::string> text = readFile(file);
  if (!text)
    return text.error();
  const auto take = [&](auto &part, auto &&read) {
    if (!read)
      return read.error();
    if (part)
      return Diagnostics{{{file, 0, 0}, "another --against is of the same kind"}};
    part = *std::move(read);
    return Diagnostics();
  };
  if (namesSchema(*text, "loadline/review/v1"))
    return take(out.review, review::parseSnapshot(*text, file));
  if (namesSchema(*text, "loadline/audit/v1"))
    return take(out.audit, findings::parseAudit(*text, file));
  if (namesSchema(*text, "\"loadline/"))
    return {{{file, 1, 1}, "this is no older review, audit or spec", "of a plan give its spec"}};
  return take(out.spec, plan::planSpecText(*text, file, options.planOptions()));
}

Result<review::Snapshot> olderSnapshot(const ReviewOptions &options, const Reviewed &of) {
  Older older;
  for (const std::string &file : options.against)
    if (const Diagnostics errors = readOlder(file, options, older); !errors.empty())
      return errors;
  if (older.review && (older.spec || older.audit))
    return Diagnostic{
        {}, "an older review holds its spec and audit already", "give --against the review alone"};
  if (older.review)
    return *std::move(older.review);
  const Result<Reviewed> before = reviewed(older.spec ? *std::move(older.spec) : of.spec,
                                           older.audit ? *std::move(older.audit) : of.audit);
  if (!before)
    return before.error();
  return review::snapshotOf(before->spec.plan, before->audit, before->judgement.ledger);
}

} // namespace

ExitCode tellMovement(const ReviewOptions &options, const Reviewed &of) {
  const Result<review::Snapshot> before = olderSnapshot(options, of);
  if (!before)
    return refuse(before.error());
  const review::Movement movement = review::movedBetween(
      *before, review::snapshotOf(of.spec.plan, of.audit, of.judgement.ledger));
  const review::Page page = review::pageOf(movement, of.spec.plan.system.name);
  const std::string text = options.format == "json"       ? review::toJsonText(movement)
                           : options.format == "html"     ? review::toHtml(page, "")
                           : options.format == "markdown" ? review::toMarkdown(page)
                                                          : review::toText(page);
  return deliver(options.output, text, movement.isWorse() ? ExitCode::findings : ExitCode::clean);
}

} // namespace loadline::cli
