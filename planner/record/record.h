#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// The review record: what people decided about the findings and bounds of a spec, in a file beside
// it that is read, edited by hand or by command, and diffs by entry.
//
//     text ── parseRecord ──► Record          text + Decision ── decided ──► text

namespace loadline::record {

/// A closed set.
///   accepted       it stays as it is, for the reason in the comment
///   toFix          somebody mends it
///   falsePositive  it is not so
///   met, notMet    the answer to a question of a checklist
enum class Verdict { accepted, toFix, falsePositive, met, notMet };

/// "accepted", "to_fix", "false_positive", "met", "not_met": the words of the file.
std::string_view toString(Verdict verdict);
Result<Verdict> parseVerdict(std::string_view word);

/// What a decision is about. Bounds come first in a file, then findings, then questions.
struct Subject {
  enum class Kind { bound, finding, question } kind = Kind::bound;
  std::string key; ///< "app.pool.size" as the ledger names it, a fingerprint, or the question

  friend auto operator<=>(const Subject &, const Subject &) = default;
};

struct Decision {
  Subject about;
  Verdict verdict = Verdict::accepted;
  std::string owner;   ///< who mends it or answers for it; may be empty, not of what is to be fixed
  std::string until;   ///< YYYY-MM-DD: when it is mended, or looked at again; or ""
  std::string comment; ///< may be empty
  std::string seen;    ///< what it was decided about, in the words of that day

  friend bool operator==(const Decision &, const Decision &) = default;
};

/// "bound", "finding", "question": the words of the file.
std::string_view toString(Subject::Kind kind);

/// Whether a verdict may be given about such a subject: questions are met or not, and nothing else
/// is.
bool fits(Verdict verdict, Subject::Kind kind);

struct Record {
  std::vector<Decision> decisions;   ///< in the order of the file, each subject once
  std::vector<SourcePosition> lines; ///< of each

  const Decision *find(const Subject &about) const;

  friend bool operator==(const Record &a, const Record &b) { return a.decisions == b.decisions; }
};

/// "shop.yaml" has its record in "shop.review.yaml".
std::filesystem::path recordBeside(const std::filesystem::path &spec);

/// Strict, as a spec is: unknown keys and words, dates that are none, and a subject that stands
/// twice are errors with their place. An empty text is an empty record.
Result<Record> parseRecord(std::string_view text, const std::string &file);

/// The record in the file; an empty one where there is no file.
Result<Record> recordFile(const std::filesystem::path &path);

/// The text with this decision in the place of the one about the same subject, else at its place in
/// the order of subjects. Every byte outside the lines of that one entry stays, comments and order
/// included. Refused where the list is not written an entry below the other.
Result<std::string> decided(std::string_view text, const std::string &file,
                            const Decision &decision);

/// The text without the decision about that subject; an error where there is none.
Result<std::string> withdrawn(std::string_view text, const std::string &file, const Subject &about);

} // namespace loadline::record
