#pragma once

#include "base/yaml.h"

// Strict JSON with positions: text → the same located tree as YAML. For results of other programs,
// where an error has to point at the value; our own JSON is written and read by nlohmann-json.

namespace loadline::json {

/// Parses one document as [Bray2017] says. Strings are `quoted` scalars; numbers and booleans are
/// scalars that keep their text. Keys that stand twice in an object, and anything after the
/// document, are errors.
///   start   where the text begins: of a line of a file that holds a document in each
///   limits  of what the document may cost; `copies` does not apply
Result<yaml::Node> parseJson(std::string_view text, const SourcePosition &start,
                             const yaml::Limits &limits = {});

} // namespace loadline::json
