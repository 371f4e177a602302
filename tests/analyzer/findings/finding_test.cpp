#include "analyzer/findings/finding.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace loadline::findings {

TEST(Fingerprint, IsSixteenHexadecimalDigits) {
  EXPECT_EQ(fingerprintOf({"a"}).find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(fingerprintOf({"a"}).size(), 16u);
}

// FNV-1a of no bytes is its offset basis; of one zero byte (the end of an empty part) the basis
// times the prime.
TEST(Fingerprint, IsTheSameOnEveryMachine) {
  EXPECT_EQ(fingerprintOf({}), "cbf29ce484222325");
  EXPECT_EQ(fingerprintOf({""}), "af63bd4c8601b7df");
}

TEST(Fingerprint, DependsOnEachPart) {
  EXPECT_NE(fingerprintOf({"check", "a.cpp", "f"}), fingerprintOf({"check", "a.cpp", "g"}));
}
TEST(Fingerprint, KnowsWhereAPartEnds) {
  EXPECT_NE(fingerprintOf({"ab", "c"}), fingerprintOf({"a", "bc"}));
}

TEST(Fingerprints, ThatAreEqualAreNumbered) {
  std::vector<Finding> findings = {
      {.fingerprint = "a"}, {.fingerprint = "b"}, {.fingerprint = "a"}, {.fingerprint = "a"}};
  makeFingerprintsUnique(findings);
  EXPECT_EQ(findings[0].fingerprint, "a");
  EXPECT_EQ(findings[1].fingerprint, "b");
  EXPECT_EQ(findings[2].fingerprint, "a-2");
  EXPECT_EQ(findings[3].fingerprint, "a-3");
}

TEST(Fingerprints, AreLeftAloneWhenUniqueAlready) {
  std::vector<Finding> findings = {{.fingerprint = "a"}, {.fingerprint = "a"}};
  makeFingerprintsUnique(findings);
  makeFingerprintsUnique(findings);
  EXPECT_EQ(findings[1].fingerprint, "a-2");
}

TEST(Finding, HasTheFieldsThatOthersRead) {
  const Finding finding = {.check = "unbounded-spawn",
                           .severity = Severity::error,
                           .message = "m\x1b",
                           .at = {"a.cpp", 3, 5},
                           .fingerprint = "0123456789abcdef",
                           .path = {{{"b.cpp", 7, 1}, "calls it"}}};
  EXPECT_EQ(toJson(finding), nlohmann::json::parse(R"({
    "check": "unbounded-spawn", "severity": "error", "message": "m\\x1b", "file": "a.cpp", "line": 3, "column": 5,
    "fingerprint": "0123456789abcdef", "path": [{"file": "b.cpp", "line": 7, "column": 1, "note": "calls it"}]})"));
}

} // namespace loadline::findings
