#include "planner/review/review.h"

#include "tests/planner/review/example_audit.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

using Indices = std::vector<std::size_t>;

/// Two services with these patterns, and one site in `file`.
Result<Review> joinedFor(const std::string &first, const std::string &second,
                         const std::string &file) {
  plan::Plan plan;
  plan.services.resize(2);
  plan.services[0].name = "first";
  plan.services[1].name = "second";
  plan.services[0].code = {first};
  plan.services[1].code = {second};
  findings::Audit audit;
  audit.sites = {site(file, findings::SiteClass::safe, bound::Bound::constant(1))};
  return joined(plan, audit);
}

TEST(Review, SitesBelongToTheServiceWhoseCodeTheyLieIn) {
  const Review review = *joined(planWithCode(), audit());
  ASSERT_EQ(review.services.size(), 2u);
  EXPECT_EQ(review.services[0].service, 0u);
  EXPECT_EQ(review.services[0].sites, Indices{0});
  EXPECT_EQ(review.services[1].sites, Indices{1});
}

TEST(Review, WhatNoPatternMatchesIsListed) {
  const Review review = *joined(planWithCode(), audit());
  EXPECT_EQ(review.unmatchedSites, Indices{2});
  EXPECT_EQ(review.unmatchedFindings, Indices{2});
}

TEST(Review, TheMostSpecificPatternWins) {
  const Result<Review> review = joinedFor("src/**", "src/edge/**", "src/edge/a.cpp");
  ASSERT_TRUE(review);
  EXPECT_TRUE(review->services[0].sites.empty());
  EXPECT_EQ(review->services[1].sites, Indices{0});
}

TEST(Review, OfEquallyLongPatternsTheOneWithinAFolderWins) {
  const Result<Review> review = joinedFor("src/**.cpp", "src/*.cpp", "src/a.cpp");
  ASSERT_TRUE(review);
  EXPECT_EQ(review->services[1].sites, Indices{0});
}

TEST(Review, ATieIsAnErrorThatNamesBoth) {
  const Result<Review> review = joinedFor("src/a/**", "src/**/a", "src/a/a");
  ASSERT_FALSE(review);
  ASSERT_EQ(review.error().size(), 1u);
  EXPECT_EQ(review.error()[0].message, "the code patterns 'src/a/**' of 'first' and 'src/**/a' of "
                                       "'second' claim src/a/a with equal right");
}

TEST(Review, TwoPatternsOfOneServiceAreNoTie) {
  plan::Plan plan = planWithCode();
  plan.services[0].code = {"src/edge/**", "src/edge/**"};
  EXPECT_TRUE(joined(plan, audit()));
}

TEST(Review, AFindingThreatensEveryServiceOnItsWay) {
  findings::Audit given = audit();
  given.findings = {
      finding("src/common/queue.h", findings::Severity::warning, "a queue without limit")};
  given.findings[0].path = {{{"src/edge/server.cpp", 1, 0}, "posts"},
                            {{"src/catalog/load.cpp", 2, 0}, "posts"}};
  const Review review = *joined(planWithCode(), given);
  EXPECT_EQ(review.services[0].findings, Indices{0});
  EXPECT_EQ(review.services[1].findings, Indices{0});
  EXPECT_TRUE(review.unmatchedFindings.empty());
}

TEST(Review, BadgesCountAndTakeTheWorst) {
  findings::Audit given = audit();
  given.findings.push_back(finding("src/edge/b.cpp", findings::Severity::warning, "another"));
  const auto badges = codeFindings(planWithCode(), given, *joined(planWithCode(), given));
  EXPECT_EQ(badges.at("edge").count, 2);
  EXPECT_EQ(badges.at("edge").worst, findings::Severity::error);
  EXPECT_EQ(badges.count("auth"), 0u);
}

TEST(Review, NotesAreNoViolations) {
  findings::Audit given = audit();
  EXPECT_TRUE(hasViolations(planWithCode(), given));
  given.findings.erase(given.findings.begin(), given.findings.begin() + 2);
  EXPECT_FALSE(hasViolations(planWithCode(), given));
}

} // namespace
} // namespace loadline::review
