#include "tests/planner/cli/run.h"

namespace loadline::cli {

namespace {

/// Whether what `command` prints is what the schema of `kind` says; what is wrong otherwise.
std::string violations(const std::string &kind, const std::string &command) {
  const Outcome outcome = shell(
      "d=$(mktemp -d); '" LOADLINE_EXECUTABLE "' schema " + kind + " >\"$d/schema\"; " + command +
      " >\"$d/document\"; '" VALIDATE_JSON_EXECUTABLE
      "' \"$d/schema\" \"$d/document\"; code=$?; rm -r \"$d\"; exit $code");
  return outcome.code == 0 ? "" : "not valid: " + outcome.out + outcome.err;
}

std::string planOf(const std::string &spec) {
  return "'" LOADLINE_EXECUTABLE "' plan --format json " + spec;
}

} // namespace

TEST(PlanSchema, HoldsForTheExamples) {
  EXPECT_EQ(violations("plan", planOf("docs/examples/six_services.yaml")), "");
  EXPECT_EQ(violations("plan", planOf("docs/examples/inherited_bound.yaml")), "");
  EXPECT_EQ(violations("plan", planOf("docs/examples/shop.yaml")), "");
  EXPECT_EQ(violations("plan", planOf("docs/examples/bench.yaml")), "");
  for (const char *name : {"starter", "bound_stack", "published_contract", "sizing", "tenants",
                           "autoscaling", "online_boutique", "social_network", "feature_flags",
                           "inference", "storefront", "shop_staging"})
    EXPECT_EQ(violations("plan", planOf("docs/examples/" + std::string(name) + ".yaml")), "");
}
TEST(PlanSchema, HoldsWhereNothingIsKnown) {
  EXPECT_EQ(violations("plan", "printf 'loadline: 1\\nworkload: [ { to: a, clients: 3 } "
                               "]\\nservices: { a: {}, b: {} }\\n' | " +
                                   planOf("-")),
            "");
}
TEST(PlanSchema, RefusesAnUnknownVerdict) {
  EXPECT_NE(violations("plan", planOf("docs/examples/shop.yaml") + " | sed 's/\"fits\"/\"fine\"/'"),
            "");
}
TEST(PlanSchema, RefusesAMissingFigure) {
  EXPECT_NE(
      violations("plan", planOf("docs/examples/shop.yaml") + " | sed 's/\"max_rate\"/\"most\"/'"),
      "");
}

TEST(FormulaSchema, HoldsForNumbersListsWordsAndWhatHasNoLimit) {
  const std::string loadline = "'" LOADLINE_EXECUTABLE "' ";
  EXPECT_EQ(violations("formula", loadline + "inherit --capacity a=50,7x200 --format json"), "");
  EXPECT_EQ(
      violations("formula", loadline + "overload --load 5 --lasts 30s --after 1 --format json"),
      "");
  EXPECT_EQ(violations("formula", loadline + "breaker --requests 20 --failures 10 --format json"),
            "");
}
TEST(FormulaSchema, RefusesAResultWithoutItsFormula) {
  EXPECT_NE(violations("formula",
                       "'" LOADLINE_EXECUTABLE
                       "' little --rate 5/s --time 1s --format json | sed 's/\"formula\"/\"by\"/'"),
            "");
}
TEST(LimitsSchema, HoldsForAll) {
  EXPECT_EQ(violations("limits", "'" LOADLINE_EXECUTABLE "' limits --format json"), "");
}
TEST(LimitsSchema, RefusesAnUnknownStatus) {
  EXPECT_NE(violations("limits", "'" LOADLINE_EXECUTABLE
                                 "' limits --format json | sed 's/\"ours\"/\"sure\"/'"),
            "");
}

TEST(SpecSchema, TakesASmallSpec) {
  EXPECT_EQ(violations("spec", "echo '{\"loadline\": 1, \"workload\": [{\"to\": \"a\", \"rate\": "
                               "\"5/s\"}], \"services\": {\"a\": null}}'"),
            "");
}
TEST(SpecSchema, TakesARangeWhereverANumberStands) {
  EXPECT_EQ(violations("spec", "echo '{\"loadline\": 1, \"workload\": [{\"to\": \"a\", "
                               "\"clients\": \"5..9\"}], \"services\": {\"a\": {\"calls\": "
                               "[{\"to\": \"b\", \"per_request\": \"1..3\"}]}, \"b\": null}}'"),
            "");
}
TEST(SpecSchema, TakesAKeyWithoutAValueAsAnOverlayRemovesIt) {
  EXPECT_EQ(violations("spec", "echo '{\"extends\": \"base.yaml\", \"services\": {\"a\": "
                               "{\"contract\": null, \"deployment\": {\"memory\": null, \"cpu\": "
                               "null, \"balance\": null}}, \"b\": null}}'"),
            "");
}
TEST(SpecSchema, RefusesAnUnknownKey) {
  EXPECT_NE(violations("spec", "echo '{\"loadline\": 1, \"workload\": [{\"to\": \"a\", \"rate\": "
                               "\"5/s\"}], \"services\": {\"a\": {\"contrct\": {}}}}'"),
            "");
}
TEST(SpecSchema, RefusesARateWithoutTime) {
  EXPECT_NE(violations("spec", "echo '{\"loadline\": 1, \"workload\": [{\"to\": \"a\", \"rate\": "
                               "5}], \"services\": {\"a\": null}}'"),
            "");
}
TEST(FitSchema, HoldsWithALawAndWithout) {
  const std::string fit = "'" LOADLINE_EXECUTABLE "' fit --format json ";
  const std::string results = "tests/planner/fit/results/";
  EXPECT_EQ(violations("fit", fit + results + "wrk_nginx/*.txt"), "");
  EXPECT_EQ(violations("fit", fit + results + "pgbench_tpcb.csv --against " + results +
                                  "pgbench_tpcb.csv"),
            "");
  EXPECT_EQ(violations("fit", "printf 'offered,throughput,p99_ms\\n90,90,5\\n200,95,50\\n' | " +
                                  fit + "- --capacity 100/s"),
            "");
}
TEST(WhatifSchema, HoldsForTheExamples) {
  EXPECT_EQ(violations("whatif",
                       "'" LOADLINE_EXECUTABLE "' whatif docs/examples/orders.yaml --format json "
                       "docs/examples/scenarios/dead_dependency.yaml "
                       "docs/examples/scenarios/twice.yaml"),
            "");
}

} // namespace loadline::cli
