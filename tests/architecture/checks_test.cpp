#include "tests/architecture/source_tree.h"

#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

// One id names one check everywhere: its row, its file, its page, its test.

namespace loadline::architecture {

constexpr const char *auditTable = "analyzer/checks/all_checks.h";
constexpr const char *planTable = "planner/plan/all_checks.h";

/// The ids in the rows of a table of checks.
std::set<std::string> idsIn(const std::string &table) {
  const std::regex row(R"re(\{\s*"([a-z0-9-]+)",)re");
  std::set<std::string> ids;
  for (auto at = std::sregex_iterator(table.begin(), table.end(), row);
       at != std::sregex_iterator(); ++at)
    ids.insert((*at)[1]);
  return ids;
}

/// What of a check is missing.
std::vector<std::string> missingParts(const std::filesystem::path &root, const std::string &id) {
  std::string name = id;
  std::replace(name.begin(), name.end(), '-', '_');
  std::vector<std::string> missing;
  for (const std::string &file : {"analyzer/checks/" + name + ".cpp", "docs/checks/" + id + ".md",
                                  "tests/analyzer/lit/checks/" + id + ".cpp"})
    if (!std::filesystem::is_regular_file(root / file))
      missing.push_back(file);
  return missing;
}

/// The ids of a table of this tree; none where there is no such table.
std::set<std::string> idsOfTable(const char *table) {
  return std::filesystem::exists(sourceRoot() / table) ? idsIn(textOf(table))
                                                       : std::set<std::string>{};
}

TEST(Checks, OfTheAuditHaveAFileAPageAndATest) {
  const std::set<std::string> ids = idsOfTable(auditTable);
  EXPECT_FALSE(ids.empty());
  for (const std::string &id : ids)
    EXPECT_EQ(inWords(missingParts(sourceRoot(), id)), "") << "of the check " << id;
}

TEST(Checks, OfAPlanHaveAPage) {
  for (const std::string &id : idsOfTable(planTable))
    EXPECT_TRUE(std::filesystem::exists(sourceRoot() / "docs/checks" / (id + ".md")))
        << "of the check " << id;
}

TEST(Checks, AreInTheTableOfTheAuditOrOfAPlanWhenTheyHaveAPage) {
  std::set<std::string> ids = idsOfTable(auditTable);
  ids.merge(idsOfTable(planTable));
  for (const auto &page : std::filesystem::directory_iterator(sourceRoot() / "docs/checks"))
    EXPECT_TRUE(ids.contains(page.path().stem().string()))
        << page.path() << " is the page of no check";
}

TEST(Checks, AreReadFromTheRowsOfTheTable) {
  EXPECT_EQ(
      idsIn(
          "inline constexpr Check all[] = {\n    {\"a-b\", \"x\", f},\n    {\"c\", \"y\", g},\n};"),
      (std::set<std::string>{"a-b", "c"}));
}

TEST(Checks, MissEverythingWhenNothingIsThere) {
  EXPECT_EQ(inWords(missingParts("/nonexistent", "a-b")),
            "analyzer/checks/a_b.cpp, docs/checks/a-b.md and tests/analyzer/lit/checks/a-b.cpp");
}

} // namespace loadline::architecture
