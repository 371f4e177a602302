#pragma once

#include "base/files.h"
#include "planner/plan/plan_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace loadline::plan {

inline std::filesystem::path sourceRoot() {
  return LOADLINE_SOURCE_DIR;
}

/// The plan of a text, with the rules of the source tree; a spec with errors fails the test.
inline Plan planned(const std::string &text, LoadPoint at = LoadPoint::peak) {
  const auto made = planSpecText(text, "spec.yaml", {.at = at, .rules = sourceRoot() / "rules"});
  EXPECT_TRUE(made) << toString(made.error());
  return made ? made->plan : Plan{};
}

/// The plan of docs/examples/<name>.yaml.
inline Plan examplePlan(const std::string &name) {
  const auto text = readFile(sourceRoot() / "docs/examples" / (name + ".yaml"));
  const auto made = planSpecText(*text, name + ".yaml", {.rules = sourceRoot() / "rules"});
  EXPECT_TRUE(made) << toString(made.error());
  return made ? made->plan : Plan{};
}

/// The plan of a system that 100 requests per second enter at `a`.
inline Plan plannedServices(const std::string &services) {
  return planned("loadline: 1\nworkload: [ { to: a, rate: 100/s } ]\nservices:\n" + services);
}

inline const EdgePlan &edgeOf(const Plan &plan, const std::string &from, const std::string &to) {
  const auto found = std::find_if(plan.edges.begin(), plan.edges.end(), [&](const EdgePlan &edge) {
    return edge.from == from && edge.to == to;
  });
  EXPECT_NE(found, plan.edges.end()) << from << " -> " << to;
  return *found;
}

/// The messages of one check, each ending in a newline.
inline std::string messagesOf(const Plan &plan, std::string_view check) {
  std::string out;
  for (const findings::Finding &finding : plan.findings)
    if (finding.check == check)
      out += finding.message + "\n";
  return out;
}

} // namespace loadline::plan
