#pragma once

#include "base/source_position.h"

#include <string>
#include <vector>

namespace loadline {

/// One message about the user's input: where it is wrong, what is wrong, and what to do about it.
/// Our own broken invariants are asserts, never diagnostics.
struct Diagnostic {
  SourcePosition at;
  std::string message;
  std::string hint = {}; ///< what would be valid, or the next step; may be empty
  enum class Severity { error, warning, note } severity = Severity::error;
};

using Diagnostics = std::vector<Diagnostic>;

/// `file:line:column: error: message` and, where there is one, ` (hint)`. Control characters of
/// the input are shown escaped, so that no file can drive the terminal.
std::string toString(const Diagnostic &diagnostic);

/// Each diagnostic on a line of its own.
std::string toString(const Diagnostics &diagnostics);

} // namespace loadline
