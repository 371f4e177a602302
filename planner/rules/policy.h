#pragma once

#include "base/result.h"
#include "planner/spec/terms.h"
#include "planner/units/quantity.h"

#include <filesystem>
#include <string>
#include <string_view>

// What a plan keeps free. The numbers stand in rules/policy, each with its source; a spec may
// override them.

namespace loadline::policy {

/// A number of the policy, and who says so.
template <class Value>
struct Setting {
  Value value{};
  SourcePosition at;  ///< the line of the rules or of the spec
  std::string source; ///< "spec", or the source that the rules cite
};

struct Policy {
  Setting<units::Ratio> utilization; ///< the load line; above 0, at most 1
  Setting<double> spareReplicas;     ///< that may be lost while the rest carries the load; whole
  Setting<double> horizon;           ///< months that the plan looks ahead; whole
  Setting<double> ephemeralPorts;    ///< for connections from one address to one other; whole
  Setting<units::Duration> timeWait; ///< that a closed connection keeps its port
  Setting<units::Cores> replicaCpu{units::Cores(16), {}, ""};      ///< of a large replica
  Setting<units::Bytes> replicaMemory{units::Bytes(32e9), {}, ""}; ///< of a large replica
};

/// Reads a file of rules/policy strictly: every setting once, each with its source.
Result<Policy> parsePolicy(std::string_view text, const std::string &file);

/// The shipped policy. That the rules are not found is an error and never an empty policy.
Result<Policy> loadPolicy(const std::filesystem::path &rulesFolder);

/// The policy with what a spec says in its place.
Policy overridden(Policy policy, const spec::PolicyTerms &terms);

} // namespace loadline::policy
