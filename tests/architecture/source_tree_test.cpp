#include "tests/architecture/source_tree.h"

#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::architecture {

TEST(Includes, AreFoundWithTheirLines) {
  const auto includes = includesOf(
      "a.cpp", "// #include \"no.h\"\n#include \"base/text.h\"\n  #  include <vector> // why\n");
  ASSERT_EQ(includes.size(), 2u);
  EXPECT_EQ(includes[0].line, 2);
  EXPECT_EQ(includes[0].header, "base/text.h");
  EXPECT_FALSE(includes[0].inBrackets);
  EXPECT_EQ(includes[1].header, "vector");
  EXPECT_TRUE(includes[1].inBrackets);
}

TEST(SourceFiles, StayShortEnoughToRead) {
  constexpr std::ptrdiff_t most = 450;
  for (const std::string &file :
       sourcesBelow(sourceRoot(), {"base", "analyzer", "planner", "gui", "tests"})) {
    const std::string text = textOf(file);
    EXPECT_LE(std::count(text.begin(), text.end(), '\n'), most) << file;
  }
}

TEST(Headers, AreIncludedOnce) {
  for (const std::string &file :
       sourcesBelow(sourceRoot(), {"base", "analyzer", "planner", "gui", "tests"}))
    EXPECT_TRUE(!file.ends_with(".h") || textOf(file).find("#pragma once") != std::string::npos)
        << file;
}

} // namespace loadline::architecture
