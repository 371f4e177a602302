#include "planner/review/accept.h"

#include "tests/planner/review/judged_example.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

std::string editsOf(const std::string &name, const std::string &services,
                    std::vector<findings::Site> sites) {
  const Judged of = judgedFor(services, std::move(sites));
  const auto edits = acceptedEdits(name, of.judgement.ledger, of.spec.plan, of.audit);
  if (!edits)
    return toString(edits.error());
  std::string out;
  for (const spec::ValueEdit &edit : *edits)
    out += toString(edit.at) + " = " + edit.text + "\n";
  return out;
}

TEST(Accept, WritesTheNumberOfTheCode) {
  EXPECT_EQ(editsOf("app.deployment.max_in_flight",
                    "  app: { code: [\"app/**\"], deployment: { max_in_flight: 64 } }\n",
                    {siteIn("pool", "96")}),
            "spec.yaml:4:57 = 96\n");
}

TEST(Accept, OfAFleetWideBoundTimesTheReplicas) {
  EXPECT_EQ(editsOf("all",
                    "  app: { code: [\"app/**\"], deployment: { replicas: 3 }, contract: { "
                    "max_in_flight: 192 } }\n",
                    {siteIn("pool", "96")}),
            "spec.yaml:4:84 = 288\n");
}

TEST(Accept, OfWhatHasNotDriftedIsAnError) {
  EXPECT_EQ(editsOf("app.pool.size",
                    "  app: { code: [\"app/**\"], deployment: { max_in_flight: 64 } }\n",
                    {siteIn("pool", "96")}),
            "loadline: error: no drifted bound is named 'app.pool.size' (drifted: "
            "app.deployment.max_in_flight)\n");
}

} // namespace
} // namespace loadline::review
