#include "tests/planner/plan/planned.h"

#include "planner/plan/plan_json.h"
#include "planner/plan/plan_text.h"

#include <cstdlib>

// The whole output for the example specs. LOADLINE_UPDATE_GOLDEN=1 writes the files anew; read the
// difference before you commit it.

namespace loadline::plan {

namespace {

/// What the file holds, after it was written anew if that was asked for.
std::string golden(const std::string &file, const std::string &now) {
  const auto path = sourceRoot() / "tests/golden/plan" / file;
  if (std::getenv("LOADLINE_UPDATE_GOLDEN")) {
    EXPECT_EQ(toString(writeFile(path, now)), "");
  }
  const auto text = readFile(path);
  return text ? *text : toString(text.error());
}

class GoldenPlan : public testing::TestWithParam<const char *> {};

} // namespace

TEST_P(GoldenPlan, TextIsThatOfTheFile) {
  const std::string text = toText(examplePlan(GetParam()));
  EXPECT_EQ(text, golden(std::string(GetParam()) + ".txt", text));
}

TEST_P(GoldenPlan, JsonIsThatOfTheFile) {
  const std::string json = toJsonText(examplePlan(GetParam()));
  EXPECT_EQ(json, golden(std::string(GetParam()) + ".json", json));
}

INSTANTIATE_TEST_SUITE_P(Examples, GoldenPlan,
                         testing::Values("six_services", "inherited_bound", "shop", "bench"),
                         [](const auto &example) { return std::string(example.param); });

} // namespace loadline::plan
