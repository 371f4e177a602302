#pragma once

#include "planner/plan/plan_file.h"

#include <CLI/CLI.hpp>

#include <string>

namespace loadline::cli {

/// What every command that plans a spec takes.
struct SpecOptions {
  std::string spec;
  std::string at = "peak";

  void declareOn(CLI::App &command) {
    command.add_option("SPEC", spec, "The spec, a YAML file; - is standard input")->required();
    command.add_option("--at", at, "Which load the figures are for")
        ->check(CLI::IsMember({"baseline", "peak"}))
        ->capture_default_str();
  }

  plan::PlanOptions planOptions(plan::Detail detail = plan::Detail::figures) const {
    return {.at = at == "baseline" ? plan::LoadPoint::baseline : plan::LoadPoint::peak,
            .detail = detail};
  }
};

/// Whether a finding is a violation: notes are not.
inline bool isViolation(const findings::Finding &finding) {
  return finding.severity != findings::Severity::note;
}

} // namespace loadline::cli
