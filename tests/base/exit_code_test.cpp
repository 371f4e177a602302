#include "base/exit_code.h"

#include <gtest/gtest.h>

namespace loadline {

TEST(ExitCode, OfBadInputWinsOverEverything) {
  EXPECT_EQ(combined(ExitCode::findings, ExitCode::badInput), ExitCode::badInput);
  EXPECT_EQ(combined(ExitCode::badInput, ExitCode::incomplete), ExitCode::badInput);
}

TEST(ExitCode, OfFindingsWinsOverIncomplete) {
  EXPECT_EQ(combined(ExitCode::incomplete, ExitCode::findings), ExitCode::findings);
}
TEST(ExitCode, OfIncompleteWinsOverClean) {
  EXPECT_EQ(combined(ExitCode::clean, ExitCode::incomplete), ExitCode::incomplete);
}
TEST(ExitCode, StaysCleanWhenBothAre) {
  EXPECT_EQ(combined(ExitCode::clean, ExitCode::clean), ExitCode::clean);
}

} // namespace loadline
