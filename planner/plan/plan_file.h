#pragma once

#include "planner/plan/make_plan.h"
#include "planner/spec/system.h"

#include <filesystem>
#include <string>
#include <string_view>

// From a spec to its plan in one call, for every surface that shows plans.

namespace loadline::plan {

struct PlanOptions {
  LoadPoint at = LoadPoint::peak;
  std::filesystem::path rules; ///< the folder of the rules; the shipped ones where empty
  std::string today = {};      ///< YYYY-MM-DD, which review dates are held against; "" for none
  Detail detail = Detail::derivations;
};

/// A spec that has been understood, with its plan.
struct PlannedSpec {
  spec::System system;
  Plan plan;
};

/// Reads, understands and plans a spec, or says everything that is wrong with it.
///   path  "-" is standard input
Result<PlannedSpec> planSpecFile(const std::filesystem::path &path,
                                 const PlanOptions &options = {});

/// As planSpecFile, of a text that is in memory.
///   file  the name that positions carry; nothing is opened
Result<PlannedSpec> planSpecText(std::string_view text, const std::string &file,
                                 const PlanOptions &options = {});

/// The plan alone.
Result<Plan> planFile(const std::filesystem::path &path, const PlanOptions &options = {});

} // namespace loadline::plan
