#pragma once

#include "gui/models/table.h"
#include "gui/session/documents.h"

// The tables of the panes. Each is a pure function of what is open; without a plan (an audit) it
// has its columns and no rows.

namespace loadline::models {

Table servicesTable(const session::Documents &documents);
Table edgesTable(const session::Documents &documents);
Table tiersTable(const session::Documents &documents);
Table findingsTable(
    const session::Documents &documents); ///< those of the code and those of the plan
Table inventoryTable(const session::Documents &documents); ///< every spawn site
Table ledgerTable(const session::Documents &documents); ///< each bound of the spec against the code
Table recordTable(const session::Documents &documents); ///< what people decided, and what is left
Table checklistTable(const session::Documents &documents); ///< the questions of all checklists
Table setsTable(const session::Documents &documents);      ///< saved what-if sets, side by side
Table problemsTable(const session::Documents &documents);  ///< what was wrong with the files

} // namespace loadline::models
