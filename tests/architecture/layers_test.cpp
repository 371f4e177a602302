#include "tests/architecture/layers.h"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::architecture {

std::vector<Include> includesOfTheTree() {
  std::vector<Include> includes;
  for (const std::string &file : sourcesBelow(sourceRoot(), {"base", "analyzer", "planner", "gui"}))
    for (const Include &include : includesOf(file, textOf(file)))
      includes.push_back(include);
  return includes;
}

TEST(Layers, HoldInEveryFileOfTheTree) {
  const Layers layers = parseLayers(textOf("tests/architecture/layers.txt"));
  const std::vector<Include> includes = includesOfTheTree();
  EXPECT_GT(includes.size(), 100u) << "the tree was not found";
  EXPECT_EQ(fmt::format("{}", fmt::join(violations(layers, includes), "\n")), "");
}

TEST(Layers, NameOnlyLayersThatHaveALineOfTheirOwn) {
  const Layers layers = parseLayers(textOf("tests/architecture/layers.txt"));
  for (const auto &[folder, allowed] : layers.mayInclude)
    for (const std::string &other : allowed)
      EXPECT_TRUE(layers.mayInclude.contains(other)) << folder << " may include " << other;
}

TEST(Layers, HaveNoCycle) {
  Layers layers = parseLayers(textOf("tests/architecture/layers.txt"));
  const auto isBottom = [](const auto &line) { return line.second.empty(); };
  auto &lines = layers.mayInclude;
  for (auto bottom = lines.end();
       (bottom = std::find_if(lines.begin(), lines.end(), isBottom)) != lines.end();) {
    const std::string folder = bottom->first;
    lines.erase(bottom);
    for (auto &[other, allowed] : lines)
      allowed.erase(folder);
  }
  EXPECT_TRUE(lines.empty()) << "a cycle holds " << lines.begin()->first;
}

const Layers small = {
    .mayInclude = {{"base", {}}, {"analyzer/facts", {"base"}}, {"gui/app", {"base"}}},
    .fenced = {{"Q", {"gui/app"}}}};

TEST(Layers, LetAFolderKnowItselfAndWhatItsLineNames) {
  EXPECT_TRUE(
      violations(small, includesOf("analyzer/facts/x.cpp",
                                   "#include \"analyzer/facts/x.h\"\n#include \"base/text.h\"\n"))
          .empty());
}

TEST(Layers, TellFileLineAndWhoMustNotKnowWhom) {
  const auto lines =
      violations(small, includesOf("analyzer/facts/x.cpp", "\n#include \"planner/spec/spec.h\"\n"));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0], "analyzer/facts/x.cpp:2: analyzer/facts must not know planner/spec");
}

TEST(Layers, FenceTheHeadersOfALibrary) {
  const auto lines =
      violations(small, includesOf("base/x.cpp", "#include <QString>\n#include <string>\n"));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0], "base/x.cpp:1: base must not know <QString>");
  EXPECT_TRUE(violations(small, includesOf("gui/app/x.cpp", "#include <QString>\n")).empty());
}

TEST(Layers, AskForALineForANewFolder) {
  const auto lines =
      violations(small, includesOf("planner/new/x.cpp", "#include \"base/text.h\"\n"));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0],
            "planner/new/x.cpp:1: planner/new has no line in tests/architecture/layers.txt");
}

TEST(Layers, WantIncludesWrittenFromTheRoot) {
  const auto lines = violations(small, includesOf("base/x.cpp", "#include \"text.h\"\n"));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0], "base/x.cpp:1: \"text.h\" is not written from the root");
}

} // namespace loadline::architecture
