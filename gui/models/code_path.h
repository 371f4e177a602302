#pragma once

#include "gui/session/documents.h"
#include "gui/session/subject.h"
#include "gui/theme/theme.h"

#include <QString>

#include <filesystem>
#include <vector>

namespace loadline::models {

/// A place in the code or the spec that a subject leads to.
struct CodeStop {
  SourcePosition at; ///< as the audit or the plan says it
  QString note;
  theme::Emphasis emphasis = theme::Emphasis::none;

  friend bool operator==(const CodeStop &, const CodeStop &) = default;
};

/// The places that the subject is about, in the order to read them: of a finding its own, then its
/// path step by step; of a site the spawn, then its witness; of a bound the spec and the code.
std::vector<CodeStop> codePath(const session::Documents &documents,
                               const session::Subject &subject);

/// What stands at the lines of one file: its findings and its spawn sites, the worst last.
///   file  as positions of the audit or the plan name it
std::vector<CodeStop> codeMarks(const session::Documents &documents, const std::string &file);

/// Where the file of a position is on this machine: below the root that was audited, below the
/// folder of the spec or of the audit, or as named. Empty where there is none.
std::filesystem::path fileOf(const session::Documents &documents, const SourcePosition &at);

/// Whether the file was written after the audit that tells of it.
bool isNewerThanAudit(const session::Documents &documents, const std::filesystem::path &file);

} // namespace loadline::models
