#include "planner/plan/plan_file.h"

#include "base/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

// Each broken/<fault>.yaml has one fault, and broken/<fault>.expected the one message it must give.
// LOADLINE_UPDATE_GOLDEN=1 writes the messages anew; read the difference before you commit it.

namespace loadline::spec {

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(LOADLINE_SOURCE_DIR) / "tests/planner/spec/broken";

std::vector<std::string> faults() {
  std::vector<std::string> names;
  for (const auto &entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".yaml")
      names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class BrokenSpec : public testing::TestWithParam<std::string> {};

} // namespace

TEST_P(BrokenSpec, GivesOneMessageThatPointsAtIt) {
  const fs::path spec = folder / (GetParam() + ".yaml");
  const auto planned = plan::planSpecText(readFile(spec).value(), GetParam() + ".yaml");
  ASSERT_FALSE(planned);
  EXPECT_EQ(planned.error().size(), 1u);
  const fs::path expected = folder / (GetParam() + ".expected");
  if (std::getenv("LOADLINE_UPDATE_GOLDEN")) {
    ASSERT_TRUE(writeFile(expected, toString(planned.error())).empty());
  }
  EXPECT_EQ(toString(planned.error()), readFile(expected).value());
}

INSTANTIATE_TEST_SUITE_P(Faults, BrokenSpec, testing::ValuesIn(faults()),
                         [](const auto &spec) { return spec.param; });

} // namespace loadline::spec
