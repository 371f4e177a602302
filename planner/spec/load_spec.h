#pragma once

#include "base/result.h"
#include "planner/spec/system.h"

#include <string>
#include <string_view>

//     text ── readDocument ──► Node ── parseSpec ──► syntax::Spec ── resolve ──► System

namespace loadline::spec {

/// Understands a whole spec, or says everything that is wrong with it, in the order of the text. A
/// range counts as its middle.
///   file  the name that positions carry; only what the text extends is opened
Result<System> parseSystem(std::string_view text, const std::string &file);

/// As parseSystem, of a document whose ranges have been drawn.
Result<System> understand(const yaml::Node &document, const std::string &file);

} // namespace loadline::spec
