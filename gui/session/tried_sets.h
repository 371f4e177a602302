#pragma once

#include "gui/session/documents.h"

namespace loadline::session {

/// Reads the sets that are saved beside the spec of the documents and plans each. What is wrong
/// with their file becomes a problem of it; no file is no problem.
void trySets(Documents &documents);

/// Writes the sets beside the spec; without any, the file goes.
Diagnostics writeSets(const std::filesystem::path &spec,
                      const std::vector<changes::ChangeSet> &sets);

} // namespace loadline::session
