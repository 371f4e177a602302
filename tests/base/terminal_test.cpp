#include "base/terminal.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace loadline {

/// A descriptor that is no terminal, and an environment that says nothing about colour.
class Color : public testing::Test {
protected:
  void SetUp() override {
    ::unsetenv("NO_COLOR");
    ::unsetenv("CLICOLOR_FORCE");
    file_ = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  }
  void TearDown() override {
    ::unsetenv("NO_COLOR");
    ::unsetenv("CLICOLOR_FORCE");
    ::close(file_);
  }
  int file_ = -1;
};

TEST_F(Color, IsOffWhereThereIsNoTerminal) {
  EXPECT_FALSE(wantsColor(ColorMode::automatic, file_));
}

TEST_F(Color, CanBeForcedByTheEnvironment) {
  ::setenv("CLICOLOR_FORCE", "1", 1);
  EXPECT_TRUE(wantsColor(ColorMode::automatic, file_));
}

TEST_F(Color, IsOffByNoColorEvenWhenForced) {
  ::setenv("CLICOLOR_FORCE", "1", 1);
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(wantsColor(ColorMode::automatic, file_));
}

TEST_F(Color, FollowsTheFlagBeforeTheEnvironment) {
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_TRUE(wantsColor(ColorMode::always, file_));
  ::unsetenv("NO_COLOR");
  ::setenv("CLICOLOR_FORCE", "1", 1);
  EXPECT_FALSE(wantsColor(ColorMode::never, file_));
}

TEST_F(Color, IgnoresAnEmptyNoColor) {
  ::setenv("NO_COLOR", "", 1);
  ::setenv("CLICOLOR_FORCE", "1", 1);
  EXPECT_TRUE(wantsColor(ColorMode::automatic, file_));
}

TEST(Progress, IsSilentWhereThereIsNoTerminal) {
  ::unsetenv("LOADLINE_PROGRESS");
  testing::internal::CaptureStderr();
  ProgressLine().show(3, 190, "a.cpp");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Progress, IsALineEachForAProgramThatAsksForIt) {
  ::setenv("LOADLINE_PROGRESS", "lines", 1);
  testing::internal::CaptureStderr();
  ProgressLine().show(3, 190, "a\nb.cpp");
  ::unsetenv("LOADLINE_PROGRESS");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "[3/190] a b.cpp\n");
}

} // namespace loadline
