#pragma once

#include "planner/plan/all_checks.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace loadline::plan {

/// A finding whose fingerprint is its check and the names of what it is about, so that it stays the
/// same wherever the spec lies and whatever else it says.
Finding finding(std::string_view check, findings::Severity severity, std::string message,
                SourcePosition at, std::initializer_list<std::string_view> about);

/// Whether the name of a constraint is a plural: "its descriptors are used up".
constexpr bool isPlural(Constraint constraint) {
  return constraint == Constraint::descriptors || constraint == Constraint::threads ||
         constraint == Constraint::connections || constraint == Constraint::ports;
}

} // namespace loadline::plan
