#pragma once

#include "planner/review/judgement.h"

#include <filesystem>
#include <string>
#include <vector>

// What the spec says, written into the code: comments that the audit reads as declared bounds.
//
//     ledger ── commentsFor ──► comments ── patchOf (reads the sources) ──► a unified diff

namespace loadline::review {

/// A comment above the line of a spawn expression.
struct BoundComment {
  SourcePosition at; ///< of the spawn; the file relative to the root of the audit
  std::string text;  ///< "loadline: bound(20): why", in one line

  friend bool operator==(const BoundComment &, const BoundComment &) = default;
};

/// Comments for what the code leaves without a number: bounds of the spec that it does not keep,
/// and undeclared sites for which a limit follows from the plan. Where several bounds speak of one
/// site the least is written.
///   name     of one bound, as `mattersOf` keys it, or "all"; another name is an error that lists
///            them, and so is a site whose number the code says or whose bound is declared already
///   because  the reason; "" for the name of the bound
Result<std::vector<BoundComment>> commentsFor(const std::string &name, const std::string &because,
                                              const plan::Plan &plan, const findings::Audit &audit,
                                              const Judgement &judgement);

/// A unified diff that `patch -p1` applies in `root`. Refused, with the place: files outside the
/// root or with odd names, places that the sources do not have, and lines where a comment would
/// change the code (the continuation of a macro).
Result<std::string> patchOf(const std::vector<BoundComment> &comments,
                            const std::filesystem::path &root);

} // namespace loadline::review
