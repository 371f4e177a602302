#include "analyzer/rules/rules.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace loadline::rules {
namespace {

/// The one message that a text of rules gets, as the user sees it; "" for none.
std::string faultOf(const char *kind, const char *yaml) {
  Rules rules;
  const Diagnostics problems = addRules(rules, kind, yaml, "r.yaml");
  EXPECT_LE(problems.size(), 1u) << toString(problems);
  return problems.empty() ? "" : toString(problems.front());
}

Rules rulesOf(const char *kind, const char *yaml) {
  Rules rules;
  EXPECT_TRUE(addRules(rules, kind, yaml, "r.yaml").empty());
  return rules;
}

TEST(RulesText, ASpawnApiSaysWhatItStartsAndWhatJoinsIt) {
  const Rules rules = rulesOf("spawn_apis", "- type: own::Thread\n  starts: thread\n  joined_by: "
                                            "[join, wait]\n  on_destroy: joins\n  source: x\n");
  const SpawnApi *api = rules.spawnApi("own::Thread");
  ASSERT_TRUE(api);
  EXPECT_TRUE(api->isType);
  EXPECT_EQ(api->joinedBy, (std::vector<std::string>{"join", "wait"}));
  EXPECT_EQ(api->onDestroy, SpawnApi::OnDestroy::joins);
  EXPECT_EQ(api->at.line, 1);
}

TEST(RulesText, EachNameOfAListGetsTheRule) {
  const Rules rules =
      rulesOf("limiters", "- function: [cpus, cores]\n  gives: hardware\n  source: x\n");
  EXPECT_EQ(rules.number("cpus")->gives, NumberSource::Gives::hardware);
  EXPECT_EQ(rules.number("cores")->name, "cores");
  EXPECT_FALSE(rules.number("cpu"));
}

TEST(RulesText, APoolsDefaultIsABound) {
  const Rules rules = rulesOf("spawn_apis", "- type: Pool\n  starts: pool\n  count: argument 1\n  "
                                            "count_default: 2*hardware\n  source: x\n");
  EXPECT_EQ(rules.spawnApi("Pool")->countArgument, 1);
  EXPECT_EQ(toString(*rules.spawnApi("Pool")->countDefault), "2*hardware");
}

TEST(RulesText, AnObjectMayHaveOneUnitAtATime) {
  const Rules rules =
      rulesOf("spawn_apis", "- function: Worker::start\n  starts: thread\n  one_per: "
                            "object\n  source: x\n");
  EXPECT_TRUE(rules.spawnApi("Worker::start")->onePerObject);
}

TEST(RulesText, AHandlerMayBeNamedInAText) {
  const Rules rules = rulesOf(
      "event_sources", "- function: f\n  runs: per event\n  named_behind: \"1\"\n  source: x\n");
  EXPECT_EQ(rules.eventSource("f")->namedBehind, "1");
}

TEST(RulesText, ALaterRuleReplacesAnEarlierOneOfTheSameName) {
  Rules rules = rulesOf("event_sources", "- function: take\n  runs: per call\n  source: x\n");
  EXPECT_TRUE(addRules(rules, "event_sources", "- function: take\n  runs: per event\n  source: y\n",
                       "own.yaml")
                  .empty());
  EXPECT_EQ(rules.eventSource("take")->runs, EventSource::Runs::perEvent);
  EXPECT_EQ(rules.eventSource("take")->at.file, "own.yaml");
}

TEST(RulesFaults, AWrongWordNamesTheNearest) {
  EXPECT_EQ(faultOf("spawn_apis", "- function: f\n  starts: thred\n  source: x\n").substr(0, 71),
            "r.yaml:2:11: error: 'thred' is no 'starts' (did you mean 'thread'? One ");
}

TEST(RulesFaults, AnUnknownKeyIsTold) {
  const std::string fault =
      faultOf("limiters", "- function: f\n  gives: hardware\n  source: x\n  gvies: 1\n");
  EXPECT_EQ(fault.find("r.yaml:4:3: error: "), 0u) << fault;
  EXPECT_NE(fault.find("gvies"), std::string::npos);
}

TEST(RulesFaults, AKeyOfAnotherKindOfRuleIsTold) {
  EXPECT_NE(
      faultOf("event_sources", "- function: f\n  runs: per call\n  source: x\n  starts: thread\n")
          .find("r.yaml:4:3: error: "),
      std::string::npos);
}

TEST(RulesFaults, ARuleNeedsItsSource) {
  EXPECT_NE(faultOf("limiters", "- function: f\n  gives: hardware\n").find("'source'"),
            std::string::npos);
}

TEST(RulesFaults, ARuleNeedsItsKind) {
  EXPECT_NE(faultOf("spawn_apis", "- function: f\n  source: x\n").find("'starts'"),
            std::string::npos);
}

TEST(RulesFaults, ARuleIsAboutAFunctionOrAType) {
  EXPECT_EQ(faultOf("limiters", "- gives: hardware\n  source: x\n"),
            "r.yaml:1:3: error: a rule is about a 'function' or a 'type', and only one of the two");
  EXPECT_EQ(faultOf("spawn_apis", "- function: f\n  type: T\n  starts: thread\n  source: x\n"),
            "r.yaml:1:3: error: a rule is about a 'function' or a 'type', and only one of the two");
}

TEST(RulesFaults, AnArgumentIsCountedFromZero) {
  EXPECT_EQ(
      faultOf("spawn_apis", "- type: P\n  starts: pool\n  count: first\n  source: x\n"),
      "r.yaml:3:10: error: 'count' must be 'argument N', got 'first' (arguments count from 0)");
}

TEST(RulesFaults, ADefaultCountMustBeABound) {
  EXPECT_EQ(faultOf("spawn_apis", "- type: P\n  starts: pool\n  count_default: many\n  source: x\n")
                .find("r.yaml:3:18: error: "),
            0u);
}

TEST(RulesFaults, AFileOfRulesIsAList) {
  EXPECT_EQ(faultOf("limiters", "function: f\n"),
            "r.yaml:1:1: error: a rule file is a list of rules (start each rule with '- function:' "
            "or '- type:')");
}

TEST(RulesFaults, BrokenYamlIsTold) {
  EXPECT_EQ(faultOf("limiters", "- function: [f\n").find("r.yaml:"), 0u);
}

TEST(RulesFaults, EveryFaultIsToldAtOnce) {
  Rules rules;
  EXPECT_EQ(addRules(rules, "limiters",
                     "- function: f\n  gives: x\n  source: y\n- gives: hardware\n  source: z\n",
                     "r.yaml")
                .size(),
            2u);
}

TEST(RulesFolder, AFolderWithoutRulesIsAnError) {
  const auto folder = std::filesystem::temp_directory_path() / "loadline_rules_test_empty";
  std::filesystem::create_directories(folder);
  const Result<Rules> rules = loadRules({folder});
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().front().message, "no rules found");
}

TEST(RulesFolder, TheShippedRulesAreSound) {
  const Result<Rules> rules = loadRules({std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
  ASSERT_TRUE(rules) << toString(rules.error());
  EXPECT_TRUE(rules->spawnApi("std::thread"));
  EXPECT_TRUE(rules->eventSource("accept"));
  EXPECT_TRUE(rules->number("std::thread::hardware_concurrency"));
}

} // namespace
} // namespace loadline::rules
