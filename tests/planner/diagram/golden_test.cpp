#include "planner/diagram/bound_stack.h"
#include "planner/diagram/svg.h"
#include "planner/plan/plan_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace loadline::diagram {
namespace {

std::string textOf(const std::filesystem::path &path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

/// With LOADLINE_UPDATE_GOLDEN=1 the file is written, and the diff is for a reviewer.
TEST(Golden, TheSixServicesAsSvg) {
  const std::filesystem::path source = LOADLINE_SOURCE_DIR;
  const std::filesystem::path golden = source / "tests/golden/diagram/six_services.svg";
  const auto plan =
      plan::planFile(source / "docs/examples/six_services.yaml", {.rules = source / "rules"});
  ASSERT_TRUE(plan) << toString(plan.error());
  const std::string svg = toSvg(boundStack(*plan));
  if (std::getenv("LOADLINE_UPDATE_GOLDEN"))
    std::ofstream(golden, std::ios::binary) << svg;
  EXPECT_EQ(svg, textOf(golden)) << "run with LOADLINE_UPDATE_GOLDEN=1 and read the diff";
}

} // namespace
} // namespace loadline::diagram
