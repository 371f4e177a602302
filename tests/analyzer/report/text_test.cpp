#include "analyzer/report/text.h"

#include "base/text.h"
#include "tests/analyzer/report/example_audit.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loadline {

using bound::Bound;
using findings::Audit;
using findings::SiteClass;

TEST(AuditText, ShowsFindingsThenTheInventoryWorstFirstThenTheCounts) {
  EXPECT_EQ(report::toText(echoServerAudit(), {}),
            "echo.cpp:56:5: warning: a thread per connection, and nothing limits how many "
            "[unbounded-spawn]\n"
            "echo.cpp:54:3: note: accepts in an endless loop\n"
            "\n"
            "class      site         bound                started by         limiter  risk\n"
            "dangerous  echo.cpp:56  unbounded            std::thread        none     90\n"
            "safe       pool.cpp:8   4 (queue unbounded)  asio::thread_pool  pool     0\n"
            "\n"
            "mend first\n"
            " 1. echo.cpp:56  90 = unbounded 30 + from outside 20 + detached 15 + thread 15 + fire "
            "and forget 10\n"
            "\n"
            "2 spawn sites: 1 dangerous, 0 risky, 1 safe; 3 translation units: 2 analysed (1 with "
            "errors), "
            "0 skipped, 1 failed; 1 unresolved call\n");
}

TEST(AuditText, OfNothingIsTheCountsAlone) {
  EXPECT_EQ(report::toText({}, {}),
            "0 spawn sites: 0 dangerous, 0 risky, 0 safe; 0 translation units: 0 analysed "
            "(0 with errors), 0 skipped, 0 failed; 0 unresolved calls\n");
}

Audit helperReachedFromALoop() {
  Audit audit;
  audit.sites = {
      {.id = "calm", .at = {"a.cpp", 1, 1}, .siteClass = SiteClass::risky},
      {.id = "helper", .at = {"b.cpp", 7, 3}, .siteClass = SiteClass::safe},
      {.id = "loop", .at = {"c.cpp", 9, 5}, .siteClass = SiteClass::dangerous, .via = "helper"}};
  return audit;
}

TEST(AuditText, FoldsTheCallsThatReachASpawnUnderIt) {
  const std::string text = report::toText(helperReachedFromALoop(), {});
  EXPECT_LT(text.find("b.cpp:7"), text.find("└ c.cpp:9"));
  EXPECT_LT(text.find("└ c.cpp:9"), text.find("a.cpp:1"));
}

TEST(AuditText, CountsAFoldedSiteOnceByItsWorstRow) {
  EXPECT_TRUE(report::summary(helperReachedFromALoop())
                  .starts_with("2 spawn sites: 1 dangerous, 1 risky, 0 safe;"));
}

TEST(AuditText, KeepsARowWhoseViaNamesNoSite) {
  Audit audit = helperReachedFromALoop();
  audit.sites[2].via = "elsewhere";
  EXPECT_TRUE(report::summary(audit).starts_with("3 spawn sites:"));
}

TEST(AuditText, KeepsTheTableWithinItsWidthAndTheLineNumberOfALongPath) {
  Audit audit = echoServerAudit();
  audit.findings.clear();
  audit.sites[0].at.file = std::string(150, 'd') + "/pool.cpp";
  audit.sites[0].bound = Bound::size(std::string(150, 's'));
  const std::vector<std::string> lines = split(report::toText(audit, {.width = 100}), '\n');
  EXPECT_LE(std::max({columns(lines[0]), columns(lines[1]), columns(lines[2])}), 100u);
  EXPECT_NE(lines[2].find("pool.cpp:8 "), std::string::npos);
}

TEST(AuditText, CannotDriveTheTerminalNorForgeALine) {
  Audit audit = echoServerAudit();
  audit.findings[0].message = "\033[2J\nfake.cpp:1:1: error: forged";
  audit.sites[0].api = "f\n\033[0m";
  const std::string text = report::toText(audit, {});
  EXPECT_EQ(text.find('\033'), std::string::npos);
  EXPECT_EQ(text.find("\nfake.cpp"), std::string::npos);
}

TEST(AuditText, PaintsOnlyWhenAsked) {
  Audit audit = echoServerAudit();
  audit.findings.clear();
  EXPECT_NE(report::toText(audit, {.color = true}).find("\033[1;31mdangerous\033[0m  echo.cpp:56"),
            std::string::npos);
}

} // namespace loadline
