#pragma once

#include "base/file_name.h"

#include <compare>
#include <string>

namespace loadline {

/// A place in a text file. Lines and columns count from 1; 0 means "not known", and a position
/// without a file stands for something that no file says (a default, a command-line flag).
struct SourcePosition {
  FileName file;
  int line = 0;
  int column = 0;

  friend auto operator<=>(const SourcePosition &, const SourcePosition &) = default;
};

/// `file:line:column`, leaving out what is not known.
std::string toString(const SourcePosition &at);

/// The position with its file told relative to a folder that it lies below; `root` is absolute, or
/// "" to leave it as it is.
SourcePosition relativeTo(const std::string &root, SourcePosition at);

} // namespace loadline
