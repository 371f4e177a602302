#include "planner/rules/policy.h"

#include <gtest/gtest.h>

namespace loadline::policy {

namespace {

const std::filesystem::path rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules";

std::string errorOf(const Result<Policy> &policy) {
  return policy ? "no error" : toString(policy.error());
}

} // namespace

TEST(Policy, ShippedUtilizationIsSeventyPercentAndCitesItsSource) {
  const Result<Policy> policy = loadPolicy(rules);
  ASSERT_TRUE(policy) << errorOf(policy);
  EXPECT_EQ(policy->utilization.value, units::Ratio(0.7));
  EXPECT_NE(policy->utilization.source, "");
}

TEST(Policy, ASpecOverridesIt) {
  const spec::PolicyTerms terms{
      .utilization = yaml::Located<units::Ratio>{units::Ratio(0.5), {"spec.yaml", 2, 1}}};
  const Policy policy = overridden(loadPolicy(rules).value(), terms);
  EXPECT_EQ(policy.utilization.value, units::Ratio(0.5));
  EXPECT_EQ(policy.utilization.at.file, "spec.yaml");
}

TEST(Policy, AnEntryWithoutSourceIsAnError) {
  EXPECT_EQ(errorOf(parsePolicy("- { policy: utilization, value: 70% }\n", "p.yaml")),
            "p.yaml:1:3: error: a policy needs 'source'\n");
}

TEST(Policy, AnUnknownNameIsAnError) {
  EXPECT_EQ(errorOf(parsePolicy("- { policy: utilisation, value: 70%, source: x }\n", "p.yaml")),
            "p.yaml:1:13: error: 'utilisation' is no 'policy' (did you mean 'utilization'? One of "
            "utilization, spare_replicas, horizon, ephemeral_ports, time_wait, replica_cpu and "
            "replica_memory)\n");
}

TEST(Policy, SettingItTwiceIsAnError) {
  EXPECT_EQ(
      errorOf(parsePolicy("- { policy: utilization, value: 70%, source: x }\n- { policy: "
                          "utilization, value: 80%, source: x }\n",
                          "p.yaml")),
      "p.yaml:2:13: error: policy 'utilization' is set twice (it stands on line 1 already)\n");
}

TEST(Policy, EverySettingMustStandInTheRules) {
  EXPECT_EQ(errorOf(parsePolicy("- { policy: utilization, value: 70%, source: x }\n", "p.yaml")),
            "p.yaml:1:1: error: the policy 'spare_replicas' is not set\n");
}

TEST(Policy, ShippedPortsAndTheirWaitAreThoseOfLinux) {
  const Result<Policy> policy = loadPolicy(rules);
  ASSERT_TRUE(policy) << errorOf(policy);
  EXPECT_EQ(policy->ephemeralPorts.value, 28232);
  EXPECT_EQ(policy->timeWait.value, units::Duration(60));
}

TEST(Policy, MissingRulesAreAnError) {
  EXPECT_EQ(errorOf(loadPolicy({})), "loadline: error: the rules that ship with loadline were not "
                                     "found (set LOADLINE_DATA to the folder that holds rules/)\n");
}

} // namespace loadline::policy
