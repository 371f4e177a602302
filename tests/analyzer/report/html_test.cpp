#include "analyzer/report/html.h"

#include "tests/analyzer/report/example_audit.h"

#include <gtest/gtest.h>

#include <string>

namespace loadline {

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

TEST(AuditHtml, HasARowForEachSiteWithItsRankAndRisk) {
  const std::string page = report::toHtml(echoServerAudit());
  EXPECT_TRUE(contains(page, "<td class=\"number\" data-key=\"1\">1</td><td class=\"dangerous\" "
                             "data-key=\"0\">dangerous</td><td class=\"number\">90</td>"));
  EXPECT_TRUE(contains(page, ">pool.cpp:8:3</td>"));
  EXPECT_TRUE(contains(page, "2 spawn sites: <span class=\"dangerous\">1 dangerous</span>"));
}

TEST(AuditHtml, ShowsTheWitnessesAndThePartsOfTheRisk) {
  const std::string page = report::toHtml(echoServerAudit());
  EXPECT_TRUE(contains(page, "<li><code>echo.cpp:54</code> accepts in an endless loop</li>"));
  EXPECT_TRUE(contains(page, "risk 90 = unbounded 30 + from outside 20 + detached 15 + thread 15 + "
                             "fire and forget 10"));
}

TEST(AuditHtml, LetsNothingOfTheCodeBecomeMarkUp) {
  findings::Audit audit = echoServerAudit();
  const std::string evil = "\"><script>alert(1)</script>";
  audit.root = audit.sites[0].at.file = audit.sites[0].function = audit.sites[0].api = evil;
  audit.sites[0].bound = bound::Bound::config(evil);
  audit.sites[0].witness = {{{evil, 1, 1}, evil}};
  audit.sites[0].declared = {
      {{evil, 1, 1}, audit.sites[0].bound, evil, audit.sites[0].bound, true}};
  audit.findings[0].message = audit.findings[0].check = evil;
  audit.notes = {evil};
  EXPECT_FALSE(contains(report::toHtml(audit), "<script>alert"));
}

TEST(AuditHtml, LoadsNothing) {
  const std::string page = report::toHtml(echoServerAudit());
  EXPECT_TRUE(contains(page, "default-src 'none'"));
  EXPECT_FALSE(contains(page, "http://"));
  EXPECT_FALSE(contains(page, "https://"));
}

} // namespace loadline
