#pragma once

#include "base/result.h"
#include "planner/spec/system.h"

#include <string>
#include <string_view>

//     text ── parseYaml ──► Node ── parseSpec ──► syntax::Spec ── resolve ──► System

namespace loadline::spec {

/// Understands a whole spec, or says everything that is wrong with it, in the order of the text.
///   file  the name that positions carry; nothing is opened
Result<System> parseSystem(std::string_view text, const std::string &file);

} // namespace loadline::spec
