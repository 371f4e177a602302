#include "tests/architecture/source_tree.h"

#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

// One id names one check everywhere: its row, its file, its page, its test.

namespace loadline::architecture {

/// The ids in the rows of analyzer/checks/all_checks.h.
std::set<std::string> idsIn(const std::string &table) {
  const std::regex row(R"re(\{\s*"([a-z0-9-]+)",)re");
  std::set<std::string> ids;
  for (auto at = std::sregex_iterator(table.begin(), table.end(), row); at != std::sregex_iterator(); ++at)
    ids.insert((*at)[1]);
  return ids;
}

/// What of a check is missing.
std::vector<std::string> missingParts(const std::filesystem::path &root, const std::string &id) {
  std::string name = id;
  std::replace(name.begin(), name.end(), '-', '_');
  std::vector<std::string> missing;
  for (const std::string &file : {"analyzer/checks/" + name + ".cpp", "docs/checks/" + id + ".md", "tests/analyzer/lit/checks/" + id + ".cpp"})
    if (!std::filesystem::is_regular_file(root / file))
      missing.push_back(file);
  return missing;
}

TEST(Checks, HaveAFileAPageAndATest) {
  if (!std::filesystem::exists(sourceRoot() / "analyzer/checks/all_checks.h"))
    GTEST_SKIP() << "this tree has no checks";
  const std::set<std::string> ids = idsIn(textOf("analyzer/checks/all_checks.h"));
  EXPECT_FALSE(ids.empty());
  for (const std::string &id : ids)
    EXPECT_EQ(inWords(missingParts(sourceRoot(), id)), "") << "of the check " << id;
}

TEST(Checks, ArePagesOnlyOfChecksThatThereAre) {
  if (!std::filesystem::is_directory(sourceRoot() / "docs/checks"))
    GTEST_SKIP() << "this tree has no pages of checks";
  std::set<std::string> ids = idsIn(textOf("analyzer/checks/all_checks.h"));
  ids.merge(idsIn(textOf("planner/plan/all_checks.h")));
  for (const auto &page : std::filesystem::directory_iterator(sourceRoot() / "docs/checks"))
    EXPECT_TRUE(ids.contains(page.path().stem().string())) << page.path() << " is the page of no check";
}

TEST(Checks, OfAPlanHaveAPageAndATest) {
  const std::string tests = textOf("tests/planner/plan/checks_test.cpp");
  for (const std::string &id : idsIn(textOf("planner/plan/all_checks.h"))) {
    EXPECT_TRUE(std::filesystem::is_regular_file(sourceRoot() / "docs/checks" / (id + ".md"))) << id;
    EXPECT_NE(tests.find('"' + id + '"'), std::string::npos) << "tests/planner/plan/checks_test.cpp does not name " << id;
  }
}

TEST(Checks, AreReadFromTheRowsOfTheTable) {
  EXPECT_EQ(idsIn("inline constexpr Check all[] = {\n    {\"a-b\", \"x\", f},\n    {\"c\", \"y\", g},\n};"), (std::set<std::string>{"a-b", "c"}));
}

TEST(Checks, MissEverythingWhenNothingIsThere) {
  EXPECT_EQ(inWords(missingParts("/nonexistent", "a-b")),
            "analyzer/checks/a_b.cpp, docs/checks/a-b.md and tests/analyzer/lit/checks/a-b.cpp");
}

} // namespace loadline::architecture
