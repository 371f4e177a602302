#pragma once

#include "gui/panes/rich_text.h"
#include "gui/session/documents.h"
#include "gui/session/subject.h"

// Pages about what the audit found, and about how it stands to the plan.

namespace loadline::panes {

/// One finding, of the code or of the plan.
void addFinding(RichText &text, const session::Documents &documents,
                const findings::Finding &finding, const session::Subject &subject);
/// One bound of the ledger.
void addBound(RichText &text, const session::Documents &documents,
              const review::LedgerEntry &entry);
/// One spawn site.
void addSite(RichText &text, const session::Documents &documents, const findings::Site &site,
             const session::Subject &subject);
/// The first few errors, those of the code before those of the plan.
void addWorstFindings(RichText &text, const session::Documents &documents);
/// What the audit as a whole says.
void addAudit(RichText &text, const findings::Audit &audit);

} // namespace loadline::panes
