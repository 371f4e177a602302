#pragma once

#include "gui/session/documents.h"
#include "gui/session/subject.h"
#include "planner/record/record.h"

#include <optional>
#include <vector>

// What people decided about what the review tells, as the review record beside the spec has it.

namespace loadline::session {

/// Reads the record beside the spec anew; what is wrong with it is told in `problems`.
void readRecord(Documents &documents);

/// What the record says of what the review tells, today; nothing without a spec and an audit.
review::Settlement settlementOf(const Documents &documents);

/// The checklists with people's answers; none without a spec and an audit.
std::vector<review::Checklist> checklistsOf(const Documents &documents);

/// What is decided about the subject, or what there is to decide: the same without owner, day and
/// comment. Nothing where it is none of the matters and questions of the review.
std::optional<record::Decision> decisionOf(const Documents &documents, const Subject &subject);

/// Whether the record holds a decision about it.
bool isDecided(const Documents &documents, const record::Subject &about);

/// Write the record beside the spec, whole or not at all; read it again to see it.
Diagnostics decide(const Documents &documents, const record::Decision &decision);
Diagnostics withdraw(const Documents &documents, const record::Subject &about);

} // namespace loadline::session
