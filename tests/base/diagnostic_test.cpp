#include "base/diagnostic.h"

#include <gtest/gtest.h>

namespace loadline {

TEST(SourcePosition, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(toString(SourcePosition{"a.yaml", 3, 15}), "a.yaml:3:15");
  EXPECT_EQ(toString(SourcePosition{"a.yaml", 3, 0}), "a.yaml:3");
  EXPECT_EQ(toString(SourcePosition{"a.yaml", 0, 0}), "a.yaml");
  EXPECT_EQ(toString(SourcePosition{}), "");
}

TEST(Diagnostic, PointsAtThePlaceAndOffersAHint) {
  EXPECT_EQ(toString(Diagnostic{{"a.yaml", 3, 15}, "no such key", "did you mean 'rate'?"}),
            "a.yaml:3:15: error: no such key (did you mean 'rate'?)");
}

TEST(Diagnostic, WithoutAPlaceComesFromLoadline) {
  EXPECT_EQ(toString(Diagnostic{{}, "no rules found"}), "loadline: error: no rules found");
}

TEST(Diagnostic, SaysHowSevereItIs) {
  EXPECT_EQ(toString(Diagnostic{{"f", 1, 1}, "m", "", Diagnostic::Severity::warning}),
            "f:1:1: warning: m");
  EXPECT_EQ(toString(Diagnostic{{"f", 1, 1}, "m", "", Diagnostic::Severity::note}),
            "f:1:1: note: m");
}

TEST(Diagnostic, CannotDriveTheTerminalNorForgeALine) {
  EXPECT_EQ(toString(Diagnostic{{"f", 1, 1}, "key '\033[2J\nf:9:9: error: forged'"}),
            "f:1:1: error: key '\\x1b[2J f:9:9: error: forged'");
}

TEST(Diagnostics, StandEachOnALine) {
  EXPECT_EQ(toString(Diagnostics{{{"f", 1, 0}, "a"}, {{"f", 2, 0}, "b"}}),
            "f:1: error: a\nf:2: error: b\n");
}

} // namespace loadline
