#pragma once

#include "gui/panes/rich_text.h"
#include "gui/session/documents.h"

// Pages about what the plan says.

namespace loadline::panes {

/// One service: its figures, what it admits, its findings, and how its numbers came about.
void addService(RichText &text, const session::Documents &documents,
                const plan::ServicePlan &service);
/// One call.
void addEdge(RichText &text, const session::Documents &documents, const plan::EdgePlan &edge);
/// The whole system.
void addPlan(RichText &text, const session::Documents &documents);
/// What the spec did not say and the plan took for it.
void addAssumptions(RichText &text, const plan::Plan &plan);

} // namespace loadline::panes
