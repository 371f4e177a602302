#include "planner/record/record.h"

#include "tests/base/killed_save.h"

#include <gtest/gtest.h>

#include <random>

namespace loadline::record {
namespace {

Subject bound(const std::string &name) {
  return {Subject::Kind::bound, name};
}

std::string after(const std::string &text, const Decision &decision) {
  const auto result = decided(text, "shop.review.yaml", decision);
  return result ? *result : toString(result.error());
}

std::string fault(const std::string &text) {
  const auto record = parseRecord(text, "r.yaml");
  return record ? "" : toString(record.error());
}

const std::string two = "# ours\n"
                        "loadline_review: 1\n"
                        "decisions:\n"
                        "  # for the spring campaign\n"
                        "  - bound: app.pool.size   # 80\n"
                        "    verdict: accepted\n"
                        "    comment: \"two: of them\"\n"
                        "\n"
                        "  # see the incident\n"
                        "  - finding: cafe\n"
                        "    verdict: to_fix\n"
                        "    owner: anna\n"
                        "    until: 2027-01-31\n"
                        "# the end\n";

TEST(Record, StandsBesideItsSpec) {
  EXPECT_EQ(recordBeside("specs/shop.yaml"), "specs/shop.review.yaml");
}

TEST(Record, ReadsBackWhatItSays) {
  const auto record = parseRecord(two, "r.yaml");
  ASSERT_TRUE(record) << toString(record.error());
  ASSERT_EQ(record->decisions.size(), 2u);
  EXPECT_EQ(record->decisions[0],
            (Decision{bound("app.pool.size"), Verdict::accepted, "", "", "two: of them", ""}));
  EXPECT_EQ(
      record->decisions[1],
      (Decision{{Subject::Kind::finding, "cafe"}, Verdict::toFix, "anna", "2027-01-31", "", ""}));
}

TEST(Record, TheFirstDecisionMakesTheFile) {
  EXPECT_EQ(after("", {bound("app.pool.size"), Verdict::accepted, "", "", "a \"quoted\" reason",
                       "drifted: 96 in code, 64 in spec"}),
            "# What was decided about findings and bounds. 'loadline review --decide' writes here "
            "too.\n"
            "loadline_review: 1\n"
            "decisions:\n"
            "  - bound: app.pool.size\n"
            "    verdict: accepted\n"
            "    comment: \"a \\\"quoted\\\" reason\"\n"
            "    seen: \"drifted: 96 in code, 64 in spec\"\n");
}

TEST(Record, ANewDecisionGoesToItsPlaceInTheOrder) {
  const std::string text = after(two, {bound("app.queue"), Verdict::falsePositive, "", "", "", ""});
  EXPECT_EQ(text, two.substr(0, two.find("\n  # see")) +
                      "  - bound: app.queue\n    verdict: false_positive\n" +
                      two.substr(two.find("\n  # see")));
}

TEST(Record, AnotherDecisionAboutTheSameTakesItsPlace) {
  const std::string text =
      after(two, {{Subject::Kind::finding, "cafe"}, Verdict::accepted, "", "", "", ""});
  EXPECT_EQ(text, two.substr(0, two.find("  - finding")) +
                      "  - finding: cafe\n    verdict: accepted\n# the end\n");
}

TEST(Record, WithdrawingTakesItsLinesAndNoOthers) {
  const auto text = withdrawn(two, "r.yaml", {Subject::Kind::finding, "cafe"});
  ASSERT_TRUE(text) << toString(text.error());
  EXPECT_EQ(*text, two.substr(0, two.find("  - finding")) + "# the end\n");
}

TEST(Record, LineEndsAndIndentAreThoseOfTheFile) {
  const std::string text = "loadline_review: 1\r\ndecisions:\r\n- bound: b\r\n  verdict: accepted";
  EXPECT_EQ(after(text, {bound("c"), Verdict::accepted, "", "", "", ""}),
            text + "\r\n- bound: c\r\n  verdict: accepted\r\n");
}

TEST(Record, WhatNoLineOfItsOwnHoldsIsRefused) {
  const std::string text = "loadline_review: 1\ndecisions: [{bound: b, verdict: accepted}]\n";
  EXPECT_EQ(after(text, {bound("c"), Verdict::accepted, "", "", "", ""}),
            "shop.review.yaml:3:1: error: the decision can't be written here without changing "
            "another one (write the list with an entry below the other, or change it by hand)\n");
}

TEST(Record, FaultsAreToldWithTheirPlace) {
  const std::string head = "loadline_review: 1\ndecisions:\n";
  EXPECT_EQ(fault(head + "  - bound: a\n    verdict: accepted\n    until: soon\n"),
            "r.yaml:5:5: error: 'soon' is no date (as in 2027-01-31)\n");
  EXPECT_EQ(fault(head + "  - bound: a\n    verdict: to_fix\n"),
            "r.yaml:3:5: error: what is to be fixed needs its owner\n");
  EXPECT_EQ(fault(head + "  - bound: a\n    verdict: accepted\n  - bound: a\n    verdict: "
                         "accepted\n"),
            "r.yaml:5:5: error: 'a' is decided twice\n");
}

TEST(Record, AQuestionIsMetOrNotAndNothingElseIs) {
  const std::string head = "loadline_review: 1\ndecisions:\n";
  EXPECT_EQ(fault(head + "  - question: was it tested\n    verdict: met\n"), "");
  EXPECT_EQ(fault(head + "  - question: was it tested\n    verdict: accepted\n"),
            "r.yaml:4:5: error: a question is not 'accepted' (met or not_met)\n");
  EXPECT_EQ(fault(head + "  - bound: a\n    verdict: met\n"),
            "r.yaml:4:5: error: a bound is not 'met' (accepted, to_fix or false_positive)\n");
}

/// A record with comments, blank lines and a key order that nobody would write.
std::string oddRecord(std::mt19937 &random, int entries) {
  std::string text = random() % 2 ? "# head\n\n" : "";
  const std::string blanks(random() % 5, ' ');
  text += "loadline_review: 1   # one\ndecisions:\n";
  for (int i = 0; i < entries; ++i) {
    if (random() % 3 == 0)
      text += blanks + "# about the next\n";
    const bool isBound = i < entries / 2;
    text += blanks + "- " + (isBound ? "bound" : "finding") + ": " + (random() % 2 ? "'k" : "\"k") +
            std::to_string(100 + i * 2);
    text += text[text.rfind('k') - 1] == '\'' ? "'\n" : "\"\n";
    if (random() % 2)
      text += blanks + "  comment: it's   spaced # not this\n";
    text += blanks + "  verdict:    accepted\n" + (random() % 4 ? "" : "\n\n");
  }
  return text + (random() % 2 ? "# end" : "");
}

TEST(Record, TwoHundredGeneratedEditsChangeOneEntry) {
  std::mt19937 random(20270131);
  for (int round = 0; round < 200; ++round) {
    const int entries = 1 + round % 9;
    const std::string text = oddRecord(random, entries);
    const int number = static_cast<int>(random() % static_cast<unsigned>(entries * 2));
    const Subject about{number / 2 < entries / 2 ? Subject::Kind::bound : Subject::Kind::finding,
                        "k" + std::to_string(100 + number)};
    const auto result = decided(text, "odd.yaml", {about, Verdict::accepted, "bo", "", "c: d", ""});
    ASSERT_TRUE(result) << toString(result.error()) << text;
    // Without the entry both are the same text.
    const auto without = withdrawn(*result, "odd.yaml", about);
    ASSERT_TRUE(without) << toString(without.error()) << *result;
    const auto original =
        number % 2 ? Result<std::string>(text) : withdrawn(text, "odd.yaml", about);
    EXPECT_EQ(*without, *original) << text << "\n---\n" << *result;
  }
}

template <class Prepare>
Crash crashedDecision(Prepare prepare) {
  const std::string before = two + std::string(100'000, '#') + "\n";
  const Decision decision{bound("a"), Verdict::accepted, "", "", "", ""};
  const std::string wanted = after(before, decision);
  const Crash crash =
      crashed(before, prepare, [&](const std::string &file) { (void)writeFile(file, wanted); });
  EXPECT_TRUE(crash.text == before || crash.text == wanted);
  return crash;
}

TEST(Record, KilledAtAWriteAFlushOrTheRenameTheOldOneIsLeft) {
  for (const unsigned call : {SYS_write, SYS_fsync, SYS_rename}) {
    const Crash crash = crashedDecision([&] { killAtCall(call); });
    EXPECT_TRUE(crash.died) << call;
    EXPECT_EQ(crash.text.find("- bound: a\n"), std::string::npos) << call;
  }
  EXPECT_TRUE(crashedDecision([] { killAtByte(50'000); }).died);
  EXPECT_NE(crashedDecision([] {}).text.find("- bound: a\n"), std::string::npos);
}

} // namespace
} // namespace loadline::record
