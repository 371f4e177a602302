#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace loadline::spec {

/// A plain value that is to read otherwise.
struct ValueEdit {
  SourcePosition at; ///< where the value stands, as a Located of the spec says it
  std::string text;  ///< what it is to say, as YAML writes it
};

/// The text with these values changed and every other byte as it was: comments, order, quotes and
/// blanks. Refused, with the place, where nothing plain stands there, where an alias repeats the
/// value elsewhere, or where the result would say anything else than the edits do; the result is
/// read again to know that.
///   text  of the one file that all edits are in
Result<std::string> edited(std::string_view text, const std::string &file,
                           const std::vector<ValueEdit> &edits);

/// Edits the files that the edits name, each written atomically; nothing is written unless all can
/// be edited.
Diagnostics writeEdits(const std::vector<ValueEdit> &edits);

} // namespace loadline::spec
