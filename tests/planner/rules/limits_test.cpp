#include "planner/rules/limits.h"

#include "base/files.h"

#include <gtest/gtest.h>

#include <fstream>

namespace loadline::limits {

namespace {

const std::filesystem::path rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules";

const Catalogue &shipped() {
  static const Result<Catalogue> catalogue = loadLimits(rules);
  EXPECT_TRUE(catalogue) << toString(catalogue.error());
  return *catalogue;
}

/// What is wrong with a text of limits.
std::string problems(std::string_view yaml) {
  Catalogue catalogue;
  return toString(addLimits(catalogue, yaml, "l.yaml", 0));
}

std::string refusal(const std::string &id) {
  const auto constraint = constraintOf(shipped(), {id, {"spec.yaml", 3, 7}});
  return constraint ? "no error" : toString(constraint.error());
}

constexpr std::string_view entry =
    "- { limit: a.b, system: A, parameter: b, value: 5, status: ours, source: x }\n";

} // namespace

TEST(Limits, ThatShipAreAHundredAndTwentyEachWithItsSource) {
  EXPECT_EQ(shipped().limits.size(), 120u);
  for (const Limit &limit : shipped().limits) {
    EXPECT_NE(limit.source, "") << limit.id;
    EXPECT_FALSE(limit.value.empty() && limit.range.empty() && limit.note.empty()) << limit.id;
  }
}
TEST(Limits, KnowTheConnectionsOfPostgreSQL) {
  const Limit *limit = shipped().find("postgresql.max-connections");
  ASSERT_NE(limit, nullptr);
  EXPECT_EQ(limit->number, 100);
  EXPECT_EQ(limit->range, "100..500");
  EXPECT_EQ(limit->unit, "connections");
  EXPECT_TRUE(limit->at.file == "rules/limits/stores.yaml") << limit->at.file.str();
}
TEST(Limits, AreFoundByWordsWhateverTheirCase) {
  const auto found = search(shipped(), {"LINUX", "ports"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front()->id, "linux.ephemeral-ports");
  EXPECT_EQ(search(shipped(), {}).size(), shipped().limits.size());
  EXPECT_TRUE(search(shipped(), {"linux", "kafka"}).empty());
}

TEST(Limits, ConstrainAPlanByTheirId) {
  const auto constraint = constraintOf(shipped(), {"linux.ephemeral-ports", {}});
  ASSERT_TRUE(constraint) << toString(constraint.error());
  EXPECT_EQ(constraint->most, 28232);
  EXPECT_EQ(constraint->limit->unit, "port");
}
TEST(Limits, ThatAreUnknownNameTheNearest) {
  EXPECT_EQ(refusal("linux.ephemeral-port"),
            "spec.yaml:3:7: error: there is no limit 'linux.ephemeral-port' (did you mean "
            "'linux.ephemeral-ports'?)\n");
}
TEST(Limits, ThatAreWrongConstrainNothing) {
  EXPECT_TRUE(
      refusal("service-bus.connections")
          .starts_with("spec.yaml:3:7: error: the limit 'service-bus.connections' is wrong and "
                       "nothing to plan with (Microsoft's quota table"));
}
TEST(Limits, WithoutANumberConstrainNothing) {
  EXPECT_EQ(
      refusal("http2.max-concurrent-streams"),
      "spec.yaml:3:7: error: the limit 'http2.max-concurrent-streams' has no number (production "
      "runs with 20..100)\n");
}

TEST(Limits, NeedASource) {
  EXPECT_EQ(problems("- { limit: a.b, system: A, parameter: b, status: ours }\n"),
            "l.yaml:1:3: error: a limit needs 'source'\n");
}
TEST(Limits, NeedASourceThatSaysSomething) {
  EXPECT_EQ(problems("- { limit: a.b, system: A, parameter: b, status: ours, source: \"\" }\n"),
            "l.yaml:1:64: error: 'source' of a limit must not be empty\n");
}
TEST(Limits, TakeNoUnknownKeyOrStatus) {
  EXPECT_EQ(
      problems("- { limit: a.b, system: A, parameter: b, status: ours, source: x, unti: s }\n"),
      "l.yaml:1:67: error: a limit has no key 'unti' (did you mean 'unit'?)\n");
  EXPECT_NE(problems("- { limit: a.b, system: A, parameter: b, status: sure, source: x }\n"), "");
}
TEST(Limits, TakeNoOtherIdAndNoOtherRange) {
  EXPECT_EQ(problems("- { limit: A b, system: A, parameter: b, status: ours, source: x }\n"),
            "l.yaml:1:5: error: 'A b' is no id of a limit (write it as in linux.open-files)\n");
  EXPECT_EQ(
      problems("- { limit: a.b, system: A, parameter: b, range: 5, status: ours, source: x }\n"),
      "l.yaml:1:42: error: '5' is no range (write it as in 100..500, 10000.. or ..64)\n");
}
TEST(Limits, StandOnce) {
  EXPECT_EQ(problems(std::string(entry) + std::string(entry)),
            "l.yaml:2:5: error: the limit 'a.b' stands twice (the other is l.yaml:1:5)\n");
}
TEST(Limits, AreAList) {
  EXPECT_EQ(problems("limit: a.b\n"),
            "l.yaml:1:1: error: a file of limits must be a list, not a map\n");
}

TEST(Limits, OfAUserReplaceThoseThatShip) {
  const auto folder = std::filesystem::temp_directory_path() / "loadline_limits_test";
  std::filesystem::create_directories(folder / "limits");
  std::ofstream(folder / "limits/ours.yaml")
      << "- { limit: postgresql.max-connections, system: PostgreSQL, parameter: max_connections, "
         "value: 300, status: ours, source: our server }\n";
  const auto catalogue = loadLimits(rules, {folder});
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(catalogue) << toString(catalogue.error());
  EXPECT_EQ(catalogue->limits.size(), 120u);
  EXPECT_EQ(catalogue->find("postgresql.max-connections")->number, 300);
}
TEST(Limits, MissingAreAnError) {
  EXPECT_FALSE(loadLimits({}));
  EXPECT_EQ(toString(loadLimits(rules, {"/no/such"}).error()),
            "/no/such/limits: error: no file of limits (*.yaml) is here\n");
}

} // namespace loadline::limits
