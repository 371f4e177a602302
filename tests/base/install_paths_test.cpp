#include "base/install_paths.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace loadline {

TEST(DataFolder, IsTheChosenOneWhenItHoldsTheName) {
  const std::filesystem::path chosen = std::filesystem::path(testing::TempDir()) / "loadline_data";
  std::filesystem::create_directories(chosen / "rules");
  ::setenv("LOADLINE_DATA", chosen.c_str(), 1);
  EXPECT_EQ(dataFolder("rules"), chosen / "rules");
  ::unsetenv("LOADLINE_DATA");
}

TEST(DataFolder, ThatWasChosenIsNeverReplacedByAnother) {
  ::setenv("LOADLINE_DATA", "/no such folder", 1);
  EXPECT_EQ(dataFolder("rules"), "");
  EXPECT_EQ(missingData("rules").message,
            "LOADLINE_DATA is '/no such folder', and there is no rules/ in it");
  ::unsetenv("LOADLINE_DATA");
}

TEST(DataFolder, OfABuildIsTheSourceTree) {
  EXPECT_EQ(dataFolder("scripts"), std::filesystem::path(LOADLINE_SOURCE_DIR) / "scripts");
}

TEST(DataFolder, IsEmptyForANameThatNobodyShips) {
  EXPECT_EQ(dataFolder("no such folder"), "");
}

TEST(ExecutableFolder, HoldsThisTest) {
  EXPECT_TRUE(std::filesystem::exists(executableFolder() / "base_test"));
}

} // namespace loadline
