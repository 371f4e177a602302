#pragma once

#include "base/diagnostic.h"
#include "base/source_position.h"

#include <QStringList>

namespace loadline::session {

/// The command with the place in it: in every argument after the first, `{file}`, `{line}` and
/// `{column}` are replaced, once; what is put in is not read again. Unknown lines and columns
/// are 1.
QStringList editorCommand(const QStringList &command, const SourcePosition &at);

/// Starts the editor beside us, as a program with a list of arguments and never through a shell.
/// What goes wrong is said.
Diagnostics openInEditor(const QStringList &command, const SourcePosition &at);

} // namespace loadline::session
