#include "analyzer/report/sarif.h"

#include "tests/analyzer/report/example_audit.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace loadline {

using findings::Audit;
using findings::Finding;
using findings::Severity;
using nlohmann::json;
using report::CheckInfo;
using report::SarifOptions;

json runOf(const Audit &audit, const SarifOptions &options = {}) {
  return json::parse(report::toSarif(audit, options)).at("runs").at(0);
}

json resultOf(const Finding &finding) {
  Audit audit;
  audit.findings = {finding};
  return runOf(audit).at("results").at(0);
}

TEST(Sarif, SaysItsSchemaAndVersionFirst) {
  EXPECT_TRUE(report::toSarif({}, {}).starts_with(
      "{\n \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
      " \"version\": \"2.1.0\","));
}

TEST(Sarif, PlacesAResultInAFullRegionBelowTheRoot) {
  const json result = runOf(echoServerAudit()).at("results").at(0);
  EXPECT_EQ(result.at("locations"), json::parse(R"([{"physicalLocation": {
    "artifactLocation": {"uri": "echo.cpp", "uriBaseId": "%SRCROOT%"},
    "region": {"startLine": 56, "startColumn": 5, "endLine": 56, "endColumn": 6}}}])"));
  EXPECT_EQ(runOf(echoServerAudit()).at("originalUriBaseIds").at("%SRCROOT%").at("uri"),
            "file:///src/examples/");
}

TEST(Sarif, ShowsThePathAsACodeFlow) {
  const json flow =
      runOf(echoServerAudit()).at("results").at(0).at("codeFlows").at(0).at("threadFlows").at(0);
  EXPECT_EQ(flow.at("locations").size(), 1u);
  EXPECT_EQ(flow.at("locations").at(0).at("location").at("message").at("text"),
            "accepts in an endless loop");
  EXPECT_EQ(
      flow.at("locations").at(0).at("location").at("physicalLocation").at("region").at("startLine"),
      54);
}

TEST(Sarif, LeavesTheFlowOutWhereThereIsNoPath) {
  EXPECT_FALSE(resultOf({.check = "x", .path = {}}).contains("codeFlows"));
}

TEST(Sarif, NumbersEqualFingerprints) {
  const json first = resultOf({.fingerprint = "00ff"}).at("partialFingerprints");
  EXPECT_EQ(first, json::parse(R"({"primaryLocationLineHash": "00ff:1", "loadline/v1": "00ff"})"));
  const json second = resultOf({.fingerprint = "00ff-2"}).at("partialFingerprints");
  EXPECT_EQ(second,
            json::parse(R"({"primaryLocationLineHash": "00ff:2", "loadline/v1": "00ff-2"})"));
}

TEST(Sarif, GivesAnUnknownLineTheFirst) {
  const json region =
      resultOf({.at = {"a.cpp", 0, 0}}).at("locations").at(0).at("physicalLocation").at("region");
  EXPECT_EQ(region,
            json::parse(R"({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2})"));
}

TEST(Sarif, EncodesWhatAUriCannotHold) {
  EXPECT_EQ(report::uriPath("a b/ü%#?.cpp"), "a%20b/%C3%BC%25%23%3F.cpp");
  EXPECT_EQ(report::uriPath("\xff\n"), "%FF%0A");
}

TEST(Sarif, NamesAFileOutsideTheRootByItsAbsoluteUri) {
  const json place =
      resultOf({.at = {"/usr/include/x y.h", 3, 1}}).at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation"), json::parse(R"({"uri": "file:///usr/include/x%20y.h"})"));
}

TEST(Sarif, KeepsCodeInAMessageFromBeingALinkOrAPlaceholder) {
  EXPECT_EQ(resultOf({.message = "[&](int) {0}"}).at("message").at("text"), "[&] (int) { 0}");
}

TEST(Sarif, SurvivesBytesThatAreNoText) {
  EXPECT_EQ(resultOf({.message = "\xff\x1b"}).at("message").at("text"), "\\xff\\x1b");
}

TEST(Sarif, RuleIndexPointsAtTheRule) {
  const json run = runOf(echoServerAudit(), {.checks = {{"detached-work", "work is let go"},
                                                        {"unbounded-spawn", "nothing limits it"}}});
  const std::size_t index = run.at("results").at(0).at("ruleIndex");
  EXPECT_EQ(index, 1u);
  EXPECT_EQ(run.at("tool").at("driver").at("rules").at(index).at("id"), "unbounded-spawn");
}

TEST(Sarif, MakesARuleForACheckThatNobodyListed) {
  const json run = runOf(echoServerAudit());
  EXPECT_EQ(run.at("tool").at("driver").at("rules").at(0).at("id"), "unbounded-spawn");
}

TEST(Sarif, DescribesARuleAsGitHubAsks) {
  const json rule = runOf({}, {.checks = {{"unbounded-spawn", "nothing limits it", Severity::note,
                                           "# Title\n\nFirst\nparagraph.\n\nRest\n"}}})
                        .at("tool")
                        .at("driver")
                        .at("rules")
                        .at(0);
  EXPECT_EQ(rule, json::parse(R"({
    "id": "unbounded-spawn",
    "shortDescription": {"text": "nothing limits it"},
    "fullDescription": {"text": "First paragraph."},
    "help": {"text": "# Title\n\nFirst\nparagraph.\n\nRest\n", "markdown": "# Title\n\nFirst\nparagraph.\n\nRest\n"},
    "defaultConfiguration": {"level": "note"},
    "properties": {"tags": ["concurrency", "reliability", "external/cwe/cwe-770"], "precision": "high",
                   "problem.severity": "recommendation"}})"));
}

TEST(Sarif, CutsAFullDescriptionAtGitHubsLimit) {
  const json rule = runOf({}, {.checks = {{"x", "y", Severity::warning, std::string(3000, 'a')}}})
                        .at("tool")
                        .at("driver")
                        .at("rules")
                        .at(0);
  EXPECT_EQ(rule.at("fullDescription").at("text"), std::string(1023, 'a') + "…");
}

TEST(Sarif, ReadsPagesByTheNameOfTheCheck) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "sarif_pages";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "known.md") << "A page.";
  const auto checks = report::withPages({{"known", "a"}, {"unknown", "b"}}, folder);
  EXPECT_EQ(checks[0].page, "A page.");
  EXPECT_EQ(checks[1].page, "");
}

TEST(Sarif, NotifiesOfFailuresErrorsAndNotes) {
  const json invocation = runOf(echoServerAudit()).at("invocations").at(0);
  EXPECT_EQ(invocation,
            json::parse(R"({"executionSuccessful": false, "toolExecutionNotifications": [
    {"level": "error", "message": {"text": "1 of 3 translation units failed and gave no facts"}},
    {"level": "warning", "message": {"text": "1 of 3 translation units had errors; what could be read of them was analysed"}},
    {"level": "note", "message": {"text": "-fconserve-stack is not known to Clang and was dropped"}}]})"));
}

TEST(Sarif, KeepsTheWorstWhenItMustCutAndSaysSo) {
  Audit audit;
  audit.findings = {{.check = "a", .severity = Severity::note},
                    {.check = "b", .severity = Severity::error},
                    {.check = "c"}};
  const json run = runOf(audit, {.mostResults = 2});
  EXPECT_EQ(run.at("results").size(), 2u);
  EXPECT_EQ(run.at("results").at(0).at("ruleId"), "b");
  EXPECT_EQ(run.at("results").at(1).at("ruleId"), "c");
  EXPECT_EQ(
      run.at("invocations").at(0).at("toolExecutionNotifications").at(0).at("message").at("text"),
      "1 findings are left out; the worst 2 are here");
}

TEST(Sarif, CutsLongPathsAndSaysSo) {
  Audit audit;
  audit.findings = {{.path = {{}, {}, {}}}, {.path = {{}, {}}}};
  const json run = runOf(audit, {.mostStepsOfResult = 2, .mostSteps = 3});
  EXPECT_EQ(
      run.at("results").at(0).at("codeFlows").at(0).at("threadFlows").at(0).at("locations").size(),
      2u);
  EXPECT_EQ(
      run.at("results").at(1).at("codeFlows").at(0).at("threadFlows").at(0).at("locations").size(),
      1u);
  EXPECT_EQ(
      run.at("invocations").at(0).at("toolExecutionNotifications").at(0).at("message").at("text"),
      "2 steps of paths are left out");
}

} // namespace loadline
