#include "analyzer/findings/inventory.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace loadline::findings {

using bound::Bound;

Audit fullAudit() {
  Audit audit;
  audit.root = "/src";
  audit.sites = {
      {.id = "s1",
       .at = {"a.cpp", 12, 5},
       .function = "serve(Listener &)",
       .api = "std::thread",
       .bound = Bound::minimum({Bound::config("Options::threads"), Bound::size("items")}),
       .perRun = Bound::constant(3),
       .siteClass = SiteClass::dangerous,
       .origin = 'E',
       .limiter = "semaphore",
       .collected = Collected::detached,
       .queueBound = Bound::unbounded(),
       .via = "s0",
       .witness = {{{"a.cpp", 10, 3}, "the loop"}},
       .declared = {{{"a.cpp", 9, 3},
                     Bound::constant(8),
                     "backends are a fixed set",
                     Bound::constant(12),
                     true}}}};
  audit.findings = {{.check = "unbounded-spawn",
                     .severity = Severity::error,
                     .message = "nothing limits it",
                     .at = {"a.cpp", 12, 5},
                     .fingerprint = "0123456789abcdef",
                     .path = {{{"b.cpp", 7, 1}, "calls it"}}}};
  audit.translationUnits = {.total = 5, .analysed = 3, .withErrors = 1, .skipped = 1, .failed = 1};
  audit.unresolvedCalls = 4;
  audit.notes = {"-fconserve-stack was dropped"};
  return audit;
}

nlohmann::json fullJson() {
  return nlohmann::json::parse(toJsonText(fullAudit()));
}

/// What reading says about a text.
std::string messageOf(const std::string &text) {
  const Result<Audit> audit = parseAudit(text, "a.json");
  return audit ? "no error" : toString(audit.error().front());
}
std::string messageOf(const nlohmann::json &json) {
  return messageOf(json.dump());
}

constexpr std::string_view hint = " (the output of 'loadline audit --format json' is expected)";

TEST(AuditJson, ReadsBackAsTheSameAudit) {
  const Result<Audit> read = parseAudit(toJsonText(fullAudit()), "a.json");
  ASSERT_TRUE(read) << toString(read.error());
  EXPECT_EQ(*read, fullAudit());
}

TEST(AuditJson, OfNothingReadsBackToo) {
  const Result<Audit> read = parseAudit(toJsonText({}), "a.json");
  ASSERT_TRUE(read) << toString(read.error());
  EXPECT_EQ(*read, Audit{});
}

TEST(AuditJson, StartsWithItsSchemaAndEndsWithANewline) {
  EXPECT_TRUE(toJsonText({}).starts_with("{\n \"schema\": \"loadline/audit/v1\","));
  EXPECT_TRUE(toJsonText({}).ends_with("}\n"));
}

TEST(AuditJson, HasTheFieldsOfASiteThatOthersRead) {
  EXPECT_EQ(fullJson().at("sites").at(0), nlohmann::json::parse(R"json({
    "id": "s1", "file": "a.cpp", "line": 12, "column": 5, "function": "serve(Listener &)", "api": "std::thread",
    "unit": "thread", "bound": "min(config(Options::threads), size(items))", "bound_kind": "config", "per_run": "3", "class": "dangerous", "origin": "E",
    "limiter": "semaphore", "collected": "detached", "queue_bound": "unbounded", "queue_bound_kind": "unbounded",
    "via": "s0", "witness": [{"file": "a.cpp", "line": 10, "column": 3, "note": "the loop"}],
    "declared": [{"file": "a.cpp", "line": 9, "column": 3, "bound": "8", "bound_kind": "constant",
                  "reason": "backends are a fixed set", "inferred": "12", "contradicted": true}],
    "risk": {"score": 58, "parts": [{"part": "depends on", "points": 8, "why": "configuration"},
                                    {"part": "driven by", "points": 5, "why": "who configures"},
                                    {"part": "collected", "points": 15, "why": "detached"},
                                    {"part": "unit", "points": 15, "why": "thread"},
                                    {"part": "origin", "points": 15, "why": "hidden behind a call"}]},
    "fix_rank": 1})json"));
}

TEST(AuditJson, SaysNullForWhatASiteDoesNotHave) {
  const nlohmann::json site =
      nlohmann::json::parse(toJsonText({.root = "", .sites = {{.id = "x"}}})).at("sites").at(0);
  EXPECT_TRUE(site.at("queue_bound").is_null());
  EXPECT_TRUE(site.at("queue_bound_kind").is_null());
  EXPECT_TRUE(site.at("via").is_null());
}

TEST(AuditJson, HasTheCountsThatOthersRead) {
  EXPECT_EQ(fullJson().at("translation_units"),
            nlohmann::json::parse(
                R"({"total": 5, "analysed": 3, "with_errors": 1, "skipped": 1, "failed": 1})"));
  EXPECT_EQ(fullJson().at("unresolved_calls"), 4);
}

TEST(AuditJson, SurvivesBytesThatAreNoText) {
  const std::string bytes = "\xff\x1b";
  Audit audit = fullAudit();
  audit.root = audit.sites[0].id = audit.sites[0].api = audit.sites[0].function =
      audit.sites[0].limiter = bytes;
  audit.sites[0].via = audit.sites[0].at.file = audit.findings[0].check =
      audit.findings[0].fingerprint = bytes;
  audit.sites[0].bound = Bound::unknown(bytes);
  audit.notes = {bytes};
  const Result<Audit> read = parseAudit(toJsonText(audit), "a.json");
  ASSERT_TRUE(read) << toString(read.error());
  EXPECT_EQ(read->sites[0].api, "\\xff\\x1b");
}

TEST(AuditJson, IgnoresKeysThatItDoesNotKnow) {
  nlohmann::json json = fullJson();
  json["later"] = 1;
  json["sites"][0]["later"] = {1, 2};
  EXPECT_EQ(messageOf(json), "no error");
}

TEST(AuditJson, TakesAFileWithoutNotes) {
  nlohmann::json json = fullJson();
  json.erase("notes");
  EXPECT_EQ(messageOf(json), "no error");
}

TEST(AuditJson, TakesAWitnessWithoutAColumn) {
  nlohmann::json json = fullJson();
  json["sites"][0]["witness"][0].erase("column");
  EXPECT_EQ(messageOf(json), "no error");
}

TEST(MalformedAudit, ThatIsNoJsonIsPointedAt) {
  EXPECT_EQ(messageOf(std::string("{\n \"a\": ,\n}")),
            "a.json:2:7: error: not valid JSON" + std::string(hint));
  EXPECT_EQ(messageOf(std::string("")), "a.json:1:1: error: not valid JSON" + std::string(hint));
}

TEST(MalformedAudit, WithANumberBeyondAllNumbersIsRefused) {
  EXPECT_EQ(messageOf(std::string("[1e999]")),
            "a.json: error: not valid JSON: a number is too large" + std::string(hint));
}

TEST(MalformedAudit, OfAnotherSchemaIsRefused) {
  constexpr std::string_view refusal =
      "a.json: error: not an audit: its schema is not 'loadline/audit/v1' (write one with "
      "'loadline audit --format json -o FILE')";
  EXPECT_EQ(messageOf(std::string("{}")), refusal);
  EXPECT_EQ(messageOf(std::string("[]")), refusal);
  EXPECT_EQ(messageOf(std::string("null")), refusal);
  EXPECT_EQ(messageOf(std::string(R"({"schema": "loadline/audit/v2"})")), refusal);
  EXPECT_EQ(messageOf(std::string(R"({"schema": 1})")), refusal);
}

TEST(MalformedAudit, ThatIsNestedTooDeeplyIsRefused) {
  EXPECT_EQ(messageOf(std::string(1'000'000, '[')),
            "a.json: error: nested too deeply for an audit" + std::string(hint));
}

TEST(MalformedAudit, NamesTheFieldThatIsMissing) {
  nlohmann::json json = fullJson();
  json["sites"][0].erase("bound");
  EXPECT_EQ(messageOf(json), "a.json: error: sites[0].bound must be a text" + std::string(hint));
}

TEST(MalformedAudit, NamesAFieldOfTheWrongKind) {
  nlohmann::json json = fullJson();
  json["findings"][0]["line"] = "12";
  EXPECT_EQ(messageOf(json),
            "a.json: error: findings[0].line must be a whole number" + std::string(hint));
}

TEST(MalformedAudit, NamesANumberThatIsNoLine) {
  nlohmann::json json = fullJson();
  json["sites"][0]["line"] = -1;
  EXPECT_EQ(messageOf(json),
            "a.json: error: sites[0].line must be a whole number from 0 to 2147483647" +
                std::string(hint));
  json["sites"][0]["line"] = 5'000'000'000;
  EXPECT_EQ(messageOf(json),
            "a.json: error: sites[0].line must be a whole number from 0 to 2147483647" +
                std::string(hint));
}

TEST(MalformedAudit, NamesAWordOutsideItsSet) {
  nlohmann::json json = fullJson();
  json["sites"][0]["class"] = "fine";
  EXPECT_EQ(messageOf(json),
            "a.json: error: sites[0].class must be one of the words of the schema" +
                std::string(hint));
}

TEST(MalformedAudit, NamesABoundThatIsNone) {
  nlohmann::json json = fullJson();
  json["sites"][0]["queue_bound"] = "many";
  EXPECT_EQ(messageOf(json),
            "a.json: error: sites[0].queue_bound must be a bound" + std::string(hint));
}

TEST(MalformedAudit, NamesAnOriginThatIsNone) {
  nlohmann::json json = fullJson();
  json["sites"][0]["origin"] = "F";
  EXPECT_EQ(messageOf(json),
            "a.json: error: sites[0].origin must be a letter from A to E" + std::string(hint));
}

TEST(MalformedAudit, NamesAListThatIsNone) {
  nlohmann::json json = fullJson();
  json["sites"] = 5;
  EXPECT_EQ(messageOf(json), "a.json: error: audit.sites must be a list" + std::string(hint));
  json = fullJson();
  json["findings"][0]["path"] = nullptr;
  EXPECT_EQ(messageOf(json), "a.json: error: findings[0].path must be a list" + std::string(hint));
}

TEST(MalformedAudit, NamesAnItemThatIsNoObject) {
  nlohmann::json json = fullJson();
  json["sites"][0] = "x";
  EXPECT_EQ(messageOf(json), "a.json: error: sites[0] must be an object" + std::string(hint));
}

TEST(MalformedAudit, NamesANoteThatIsNoText) {
  nlohmann::json json = fullJson();
  json["notes"] = {1};
  EXPECT_EQ(messageOf(json),
            "a.json: error: audit.notes must be a list of texts" + std::string(hint));
}

} // namespace loadline::findings
