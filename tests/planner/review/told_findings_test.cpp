#include "planner/review/told_findings.h"

#include "tests/planner/review/judged_example.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

TEST(ToldFindings, SayTheBoundThatBelongsThereAndWhatTheyMean) {
  Judged of = notifications();
  const std::string fingerprint = of.audit.findings.at(0).fingerprint;
  ASSERT_TRUE(tellMeaning(of.audit, of.spec).empty());
  const findings::Finding &finding = of.audit.findings.at(0);
  EXPECT_TRUE(finding.message.ends_with("; limit to 20: store: pool 80 / 4 parallel calls"))
      << finding.message;
  EXPECT_EQ(finding.path.back().note.substr(0, 42), "means: a unit holds 40 Ki of 448 Mi that a");
  EXPECT_EQ(finding.fingerprint, fingerprint);
}

TEST(ToldFindings, StayAsTheyAreInTheCodeOfNoService) {
  findings::Site site = siteIn("serve", "unbounded");
  site.at.file = "elsewhere/serve.cpp";
  Judged of = judgedFor("  app: { code: [\"app/**\"] }\n", {site},
                        {{.check = "unbounded-spawn", .message = "m", .at = site.at}});
  ASSERT_TRUE(tellMeaning(of.audit, of.spec).empty());
  EXPECT_EQ(of.audit.findings.at(0).message, "m");
  EXPECT_TRUE(of.audit.findings.at(0).path.empty());
}

TEST(ToldFindings, CodeThatTwoServicesClaimIsAnError) {
  auto spec = plan::planSpecText("loadline: 1\nworkload: [ { to: a, rate: 1/s } ]\nservices:\n"
                                 "  a: { code: [\"x/**\"] }\n  b: { code: [\"x/**\"] }\n",
                                 "spec.yaml",
                                 {.rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
  ASSERT_TRUE(spec);
  findings::Audit audit;
  audit.sites = {siteIn("serve", "8")};
  audit.sites[0].at.file = "x/a.cpp";
  EXPECT_EQ(tellMeaning(audit, *spec).size(), 1u);
}

} // namespace
} // namespace loadline::review
