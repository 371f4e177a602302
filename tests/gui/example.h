#pragma once

#include "gui/session/documents.h"

namespace loadline::tests {

/// A plan of six services and an audit of two of them, made by hand. Figures are those of the
/// picture that the tests read, not the answers of a solver.
session::Documents exampleDocuments();

/// The notifications example: a spec and an audit that drifted apart, read from their files.
session::Documents notificationDocuments();

} // namespace loadline::tests
