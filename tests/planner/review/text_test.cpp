#include "planner/review/formats.h"

#include "tests/planner/review/example_audit.h"

#include <gtest/gtest.h>

namespace loadline::review {
namespace {

std::string text() {
  return toText(pageOf(planWithCode(), audit(), *joined(planWithCode(), audit()), {}));
}

TEST(Text, SectionsAreUnderlined) {
  EXPECT_EQ(text().substr(0, 26), "six services\n============\n");
  EXPECT_NE(text().find("\nServices\n--------\n"), std::string::npos);
}

TEST(Text, AFindingReadsAsACompilerSaysIt) {
  EXPECT_NE(
      text().find("src/edge/server.cpp:20:5: error: a thread per connection [unbounded-spawn]\n"
                  "    src/edge/server.cpp:19: the accept loop\n    threatens edge\n"),
      std::string::npos)
      << text();
}

TEST(Text, WhatThreatensAServiceStandsUnderIt) {
  EXPECT_NE(text().find("    error: a thread per connection\n"), std::string::npos) << text();
}

TEST(Text, VerdictsAreNeverCut) {
  EXPECT_NE(text().find("ABOVE LOAD LINE"), std::string::npos) << text();
}

TEST(Text, AFileNameCanNotDriveTheTerminal) {
  findings::Audit given = audit();
  given.findings[0].message = given.findings[0].at.file = given.notes[0] = "\x1b]0;x\x07\r\n";
  const std::string shown =
      toText(pageOf(planWithCode(), given, *joined(planWithCode(), given), {}));
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
  EXPECT_EQ(shown.find('\r'), std::string::npos);
}

} // namespace
} // namespace loadline::review
