#include "planner/review/bound_comments.h"

#include "tests/planner/review/judged_example.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace loadline::review {
namespace {

std::string commentsOf(const std::string &name, const std::string &services,
                       std::vector<findings::Site> sites, const std::string &because = "") {
  const Judged of = judgedFor(services, std::move(sites));
  const auto comments = commentsFor(name, because, of.spec.plan, of.audit, of.judgement);
  if (!comments)
    return toString(comments.error());
  std::string out;
  for (const BoundComment &comment : *comments)
    out += toString(comment.at) + " " + comment.text + "\n";
  return out;
}

const std::string workers = "  app: { code: [\"app/**\"], deployment: { max_in_flight: 64 } }\n";

TEST(BoundComments, SayTheNumberOfTheSpec) {
  EXPECT_EQ(commentsOf("app.deployment.max_in_flight", workers, {siteIn("serve", "unbounded")}),
            "app/serve.cpp:10:3 loadline: bound(64): deployment.max_in_flight of app in the "
            "spec\n");
}

TEST(BoundComments, SayTheDayByWhichTheSpecLooksAtTheBoundAgain) {
  EXPECT_EQ(commentsOf("app.deployment.max_in_flight",
                       "  app: { code: [\"app/**\"], deployment: { max_in_flight: { value: 64, "
                       "because: measured, review: 2027-01-31 } } }\n",
                       {siteIn("serve", "unbounded")}),
            "app/serve.cpp:10:3 loadline: bound(64) review 2027-01-31: "
            "deployment.max_in_flight of app in the spec\n");
}

TEST(BoundComments, TakeTheReasonThatIsGivenAsOneLine) {
  EXPECT_EQ(commentsOf("all", workers, {siteIn("serve", "unbounded")}, "the balancer\nlimits \\"),
            "app/serve.cpp:10:3 loadline: bound(64): the balancer limits\n");
}

TEST(BoundComments, ANumberThatTheCodeSaysNeedsNone) {
  EXPECT_EQ(commentsOf("app.deployment.max_in_flight", workers, {siteIn("serve", "96")}),
            "loadline: error: no bound 'app.deployment.max_in_flight' is left without a number by "
            "the code (there is none that a comment could declare)\n");
}

TEST(BoundComments, WhatIsDeclaredAlreadyIsLeftAlone) {
  findings::Site site = siteIn("serve", "config(n)");
  site.declared.push_back({});
  EXPECT_EQ(commentsOf("all", workers, {site}), "");
}

/// A folder with one source.
class Sources : public testing::Test {
protected:
  void SetUp() override {
    root_ = std::filesystem::temp_directory_path() /
            ("loadline_bound_comments_test." + std::to_string(::getpid()));
    std::filesystem::create_directories(root_ / "app");
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  std::string patchOfSource(const std::string &text, std::vector<SourcePosition> places) {
    EXPECT_TRUE(writeFile(root_ / "app/a.cpp", text).empty());
    std::vector<BoundComment> comments;
    for (SourcePosition &at : places)
      comments.push_back({std::move(at), "loadline: bound(8): why"});
    const auto patch = patchOf(comments, root_);
    return patch ? *patch : toString(patch.error());
  }

  std::filesystem::path root_;
};

TEST_F(Sources, ACommentStandsAboveTheSpawnWithItsIndent) {
  EXPECT_EQ(patchOfSource("void f() {\n  go();\n}\n", {{"app/a.cpp", 2, 3}}),
            "--- a/app/a.cpp\n+++ b/app/a.cpp\n@@ -1,3 +1,4 @@\n void f() {\n+  // loadline: "
            "bound(8): why\n   go();\n }\n");
}

TEST_F(Sources, LineEndsAreThoseOfTheFileAndAMissingOneIsTold) {
  EXPECT_EQ(patchOfSource("f();\r\ngo();", {{"app/a.cpp", 1, 1}}),
            "--- a/app/a.cpp\n+++ b/app/a.cpp\n@@ -1,2 +1,3 @@\n+// loadline: bound(8): "
            "why\r\n f();\r\n go();\n\\ No newline at end of file\n");
}

TEST_F(Sources, FarChangesAreTwoHunksAndTheSecondCountsTheFirst) {
  std::string text;
  for (int i = 1; i <= 20; ++i)
    text += "a" + std::to_string(i) + ";\n";
  const std::string patch = patchOfSource(text, {{"app/a.cpp", 18, 1}, {"app/a.cpp", 2, 1}});
  EXPECT_NE(patch.find("@@ -1,4 +1,5 @@\n"), std::string::npos) << patch;
  EXPECT_NE(patch.find("@@ -15,6 +16,7 @@\n"), std::string::npos) << patch;
}

TEST_F(Sources, WhereACommentWouldChangeTheCodeItIsRefused) {
  EXPECT_EQ(patchOfSource("#define GO \\\n  go()\n", {{"app/a.cpp", 2, 3}}),
            "app/a.cpp:2:3: error: the line above continues into this one, as in a macro (write "
            "the comment by hand, above the statement that it is about)\n");
}

TEST_F(Sources, APlaceThatTheSourceDoesNotHaveIsRefused) {
  EXPECT_EQ(patchOfSource("go();\n", {{"app/a.cpp", 7, 1}}),
            "app/a.cpp:7:1: error: the source has no such place (it has changed since the audit: "
            "audit it again)\n");
}

TEST_F(Sources, APlaceWhereNoExpressionBeginsAnyMoreIsRefused) {
  const std::string refusal = "error: no expression begins here in the source (it has changed "
                              "since the audit: audit it again)\n";
  EXPECT_EQ(patchOfSource("  start();\n", {{"app/a.cpp", 1, 5}}), // within the word
            "app/a.cpp:1:5: " + refusal);
  EXPECT_EQ(patchOfSource("  // start();\n", {{"app/a.cpp", 1, 6}}), "app/a.cpp:1:6: " + refusal);
  EXPECT_EQ(patchOfSource("{\n    \n}\n", {{"app/a.cpp", 2, 3}}), "app/a.cpp:2:3: " + refusal);
}

TEST_F(Sources, FilesOutsideTheRootAreRefused) {
  for (const std::string file : {"../a.cpp", "/etc/passwd", "app/../../a.cpp", "a\nb.cpp"})
    EXPECT_NE(patchOfSource("go();\n", {{file, 1, 1}}).find("a patch can't name this file"),
              std::string::npos)
        << file;
}

} // namespace
} // namespace loadline::review
