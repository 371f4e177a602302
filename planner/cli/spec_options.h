#pragma once

#include "base/date.h"
#include "planner/plan/plan_file.h"
#include "planner/units/parse.h"

#include <CLI/CLI.hpp>

#include <string>

namespace loadline::cli {

/// What every command that plans a spec takes.
struct SpecOptions {
  std::string spec;
  std::string at = "peak";
  std::string today;

  void declareOn(CLI::App &command) {
    command.add_option("SPEC", spec, "The spec, a YAML file; - is standard input")->required();
    command.add_option("--at", at, "Which load the figures are for")
        ->check(CLI::IsMember({"baseline", "peak", "burst"}))
        ->capture_default_str();
    command
        .add_option("--today", today,
                    "The day that review dates are held against, as in 2027-01-31; none unless "
                    "given, so that the same spec gives the same plan")
        ->type_name("DATE")
        ->check(dateProblem);
  }

  plan::PlanOptions planOptions(plan::Detail detail = plan::Detail::figures) const {
    return {.at = at == "baseline" ? plan::LoadPoint::baseline
                  : at == "burst"  ? plan::LoadPoint::burst
                                   : plan::LoadPoint::peak,
            .today = today,
            .detail = detail};
  }
};

/// Whether a finding is a violation: notes are not.
inline bool isViolation(const findings::Finding &finding) {
  return finding.severity != findings::Severity::note;
}

} // namespace loadline::cli
