#pragma once

#include "planner/spec/syntax.h"
#include "planner/spec/system.h"

namespace loadline::spec {

/// Gives every name its meaning. An unknown one is reported at the word, with the nearest service.
///   file  names the system where the spec does not
System resolve(const syntax::Spec &spec, const std::string &file, Diagnostics &errors);

} // namespace loadline::spec
