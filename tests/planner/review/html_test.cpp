#include "planner/review/formats.h"

#include "tests/planner/diagram/markup_check.h"
#include "tests/planner/review/example_audit.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace loadline::review {
namespace {

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

std::string htmlOf(const plan::Plan &plan, const findings::Audit &audit) {
  return reviewHtml(plan, audit, *joined(plan, audit), {});
}

std::string html() {
  return htmlOf(planWithCode(), audit());
}

std::set<std::string> matches(const std::string &text, const std::regex &pattern) {
  std::set<std::string> out;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern);
       it != std::sregex_iterator(); ++it)
    out.insert((*it)[1]);
  return out;
}

/// Everything a user can write, hostile.
std::string hostilePage() {
  const std::string name = "</style><script>alert('x')</script>\"'&\x1b\x01" + std::string("\xff");
  plan::Plan plan = planWithCode();
  plan.system.name = plan.services[0].name = plan.edges[1].from = plan.edges[0].to = name;
  plan.findings = {finding(name, findings::Severity::error, name)};
  plan.assumptions = {{name, name, name}};
  findings::Audit given = audit();
  given.sites[0].function = given.sites[0].api = given.sites[0].limiter = given.sites[0].at.file =
      name;
  given.sites[0].bound = bound::Bound::config(name);
  given.findings = {finding(name, findings::Severity::error, name)};
  given.findings[0].check = name;
  given.notes = {name, std::string(10'000, '<')};
  return htmlOf(plan, given);
}

TEST(Html, IsWellFormed) {
  EXPECT_EQ(diagram::markupError(html(), true), "");
}

TEST(Html, StaysWellFormedWhateverTheFilesContain) {
  EXPECT_EQ(diagram::markupError(hostilePage(), true), "");
}

TEST(Html, WhateverTheFilesContainBecomesText) {
  EXPECT_FALSE(contains(hostilePage(), "<script"));
  EXPECT_TRUE(contains(hostilePage(), "&lt;script&gt;"));
}

TEST(Html, ForbidsScriptsAndFetchesNothing) {
  EXPECT_TRUE(contains(html(), "content=\"default-src 'none'; style-src 'unsafe-inline'"));
  EXPECT_FALSE(contains(html(), "src="));
  EXPECT_FALSE(contains(html(), "<link"));
  EXPECT_FALSE(contains(html(), "url(http"));
  EXPECT_FALSE(std::regex_search(html(), std::regex("<[^>]+ on[a-z]+=")));
}

TEST(Html, EveryLinkLeadsToAPlaceOnThePage) {
  const std::string page = html();
  const std::set<std::string> ids = matches(page, std::regex("\\bid=\"([^\"]+)\""));
  for (const std::string &target : matches(page, std::regex("href=\"#([^\"]+)\"")))
    EXPECT_TRUE(ids.count(target)) << target;
}

TEST(Html, IdsAreUnique) {
  const std::string page = html();
  const std::regex id("\\bid=\"([^\"]+)\"");
  const auto count =
      std::distance(std::sregex_iterator(page.begin(), page.end(), id), std::sregex_iterator());
  EXPECT_EQ(static_cast<std::size_t>(count), matches(page, id).size());
}

TEST(Html, HasLandmarksAndTableHeaders) {
  for (const char *part :
       {"<html lang=\"en\">", "<main id=\"main\">", "<nav aria-label=", "<header>", "<footer>",
        "<th scope=\"col\"", "<th scope=\"row\"", "<caption"})
    EXPECT_TRUE(contains(html(), part)) << part;
}

TEST(Html, HoldsThePictureWithLinksToTheServices) {
  EXPECT_TRUE(contains(html(), "<svg "));
  EXPECT_TRUE(contains(html(), "<a href=\"#service-0\">"));
  EXPECT_TRUE(contains(html(), "1 in code"));
}

TEST(Html, IsTheSameEveryTime) {
  EXPECT_EQ(html(), html());
}

} // namespace
} // namespace loadline::review
