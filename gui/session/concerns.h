#pragma once

#include "gui/session/documents.h"

namespace loadline::session {

/// Finds the services that each finding and site concerns and notes them in the documents. A tie
/// between `code:` patterns becomes a problem of the spec.
void join(Documents &documents);

} // namespace loadline::session
