#pragma once

#include "gui/session/documents.h"

namespace loadline::session {

/// Finds the services that each finding and site concerns, and what follows from holding code
/// against plan, and notes both in the documents. A tie
/// between `code:` patterns becomes a problem of the spec.
void join(Documents &documents);

} // namespace loadline::session
