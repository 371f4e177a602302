#pragma once

#include "base/result.h"
#include "planner/spec/document.h"
#include "planner/spec/system.h"

#include <string>
#include <string_view>
#include <vector>

//     text ── readDocument ──► Node ── parseSpec ──► syntax::Spec ── resolve ──► System

namespace loadline::spec {

/// Understands a whole spec, or says everything that is wrong with it, in the order of the text. A
/// range counts as its middle.
///   file  the name that positions carry; only what the text extends is opened
Result<System> parseSystem(std::string_view text, const std::string &file);

/// As parseSystem, of a document whose ranges have been drawn.
Result<System> understand(const yaml::Node &document, const std::string &file);

/// As parseSystem, of a document and its ranges, which are set to their middles; an error in one
/// quotes the range as it stands in the file.
///   told  what has been found to be wrong before; not empty, it is told with the rest
Result<System> understandMiddles(const yaml::Node &document, const std::vector<Range> &ranges,
                                 const std::string &file, Diagnostics told = {});

} // namespace loadline::spec
