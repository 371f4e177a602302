#include "planner/spec/load_spec.h"

#include "base/files.h"

#include <gtest/gtest.h>

#include <filesystem>

// Overlays: a spec that builds on other files.

namespace loadline::spec {

namespace {

class Overlay : public testing::Test {
protected:
  void SetUp() override {
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(
        writeFile(folder / "base.yaml",
                  "loadline: 1\nsystem: shop\nworkload: [ { to: app, rate: 10/s } ]\n"
                  "services:\n  app:\n    deployment: { replicas: 2, cpu: 1 }\n    calls: [ "
                  "{ to: db } ]\n  db: {}\n")
            .empty());
  }
  Result<System> over(const std::string &text) {
    return parseSystem(text, (folder / "prod.yaml").string());
  }

  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / "loadline_overlays";
};

} // namespace

TEST_F(Overlay, ReplacesWhatItSaysAndKeepsTheRest) {
  const auto system =
      over("extends: base.yaml\nservices: { app: { deployment: { replicas: 8 } } }\n");
  ASSERT_TRUE(system) << toString(system.error());
  EXPECT_EQ(system->services[0].replicas(), 8);
  EXPECT_EQ(system->services[0].terms.deployment.cpu->value, Cores(1));
  EXPECT_EQ(system->services.size(), 2u);
}
TEST_F(Overlay, EveryValueKeepsTheFileThatSaysIt) {
  const auto system =
      over("extends: base.yaml\nservices: { app: { deployment: { replicas: 8 } } }\n");
  const Deployment &deployment = system->services[0].terms.deployment;
  EXPECT_EQ(std::filesystem::path(deployment.replicas->at.file.str()).filename(), "prod.yaml");
  EXPECT_EQ(std::filesystem::path(deployment.cpu->at.file.str()).filename(), "base.yaml");
  EXPECT_EQ(deployment.cpu->at.line, 6);
}
TEST_F(Overlay, AKeyWithoutAValueTakesAway) {
  const auto system = over("extends: [ base.yaml ]\nservices: { app: { calls: }, db: }\n");
  ASSERT_TRUE(system) << toString(system.error());
  EXPECT_EQ(system->services.size(), 1u);
}
TEST_F(Overlay, ErrorsPointIntoTheFileThatIsWrong) {
  const auto system =
      over("extends: base.yaml\nservices: { app: { deployment: { replcas: 8 } } }\n");
  ASSERT_FALSE(system);
  EXPECT_NE(toString(system.error()).find("prod.yaml:2:34: error: deployment has no key 'replcas'"),
            std::string::npos)
      << toString(system.error());
}
TEST_F(Overlay, OfNoFileIsAnError) {
  const auto system = over("extends: nowhere.yaml\n");
  ASSERT_FALSE(system);
  EXPECT_NE(toString(system.error()).find("which is no file"), std::string::npos);
}
TEST_F(Overlay, OfItselfIsAnError) {
  ASSERT_TRUE(writeFile(folder / "prod.yaml", "extends: prod.yaml\n").empty());
  const auto system = over("extends: prod.yaml\n");
  ASSERT_FALSE(system);
  EXPECT_NE(toString(system.error()).find("extends itself"), std::string::npos);
}

TEST_F(Overlay, OfItselfOverAnotherNamesTheWay) {
  ASSERT_TRUE(writeFile(folder / "other.yaml", "extends: prod.yaml\n").empty());
  const auto system = over("extends: other.yaml\n");
  ASSERT_FALSE(system);
  const std::string prod = (folder / "prod.yaml").string(),
                    other = (folder / "other.yaml").string();
  EXPECT_EQ(toString(system.error()), other + ":1:10: error: '" + prod + "' extends '" + other +
                                          "', which extends '" + prod + "'\n");
}
TEST_F(Overlay, TakesAwayOnlyWhatIsThere) {
  EXPECT_NE(toString(over("extends: base.yaml\nservices: { dbb: }\n").error())
                .find("prod.yaml:2:13: error: 'dbb' takes away what is not there"),
            std::string::npos);
  EXPECT_NE(
      toString(over("extends: base.yaml\nservices: { dbb: }\n").error()).find("did you mean 'db'?"),
      std::string::npos);
  EXPECT_TRUE(over("extends: base.yaml\nservices: { cache: {} }\n"));
}
TEST_F(Overlay, ExtendsIsOneOfTheKeys) {
  EXPECT_NE(toString(over("extnds: base.yaml\n").error()).find("did you mean 'extends'?"),
            std::string::npos);
}

TEST(Range, ThatEndsBelowItsStartIsAnError) {
  const auto system =
      parseSystem("loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices: { a: "
                  "{ service_time: { mean: 9..5ms } } }\n",
                  "spec.yaml");
  ASSERT_FALSE(system);
  EXPECT_EQ(toString(system.error()),
            "spec.yaml:3:40: error: the range '9..5ms' ends below its start\n");
}

TEST(Range, StandsInQuotesTooAsJsonHasIt) {
  const auto system = parseSystem(R"({"loadline": 1, "workload": [{"to": "a", "rate": "10..20/s"}],
    "services": {"a": {"pool": {"size": "4..6"}, "service_time": {"mean": "14..16ms"}}}})",
                                  "spec.json");
  ASSERT_TRUE(system) << toString(system.error());
  EXPECT_NEAR(system->services[0].terms.serviceTime->mean->value.count(), 0.015, 1e-12);
  EXPECT_EQ(system->services[0].terms.poolSize->value.count(), 5);
}
TEST(Range, IsNoneWhereTextStands) {
  const auto system =
      parseSystem("loadline: 1\nsystem: 2..4\nworkload: [ { to: 1..2, rate: 10/s } ]"
                  "\nservices: { 1..2: { team: '7..9' } }\n",
                  "spec.yaml");
  ASSERT_TRUE(system) << toString(system.error());
  EXPECT_EQ(system->name, "2..4");
  EXPECT_EQ(system->services[0].terms.team->value, "7..9");
}

} // namespace loadline::spec
