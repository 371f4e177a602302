#include "base/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace loadline {

namespace fs = std::filesystem;

/// An empty folder of the running test's own.
class Files : public testing::Test {
protected:
  void SetUp() override {
    const auto *test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        fs::path(testing::TempDir()) / ("loadline_" + std::to_string(::getpid())) / test->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_.parent_path()); }

  std::string text(const fs::path &path) const {
    const Result<std::string> read = readFile(path);
    return read ? *read : "unreadable";
  }
  std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }

  fs::path folder_;
};

TEST_F(Files, ReadBackWhatWasWritten) {
  EXPECT_TRUE(writeFile(folder_ / "a", std::string("zero\0byte\n", 10)).empty());
  EXPECT_EQ(text(folder_ / "a"), std::string("zero\0byte\n", 10));
}

TEST_F(Files, ReplaceTheOldTextAndLeaveNothingBeside) {
  writeFile(folder_ / "a", "a long old text");
  EXPECT_TRUE(writeFile(folder_ / "a", "new").empty());
  EXPECT_EQ(text(folder_ / "a"), "new");
  EXPECT_EQ(entries(), 1);
}

TEST_F(Files, KeepTheirPermissions) {
  writeFile(folder_ / "a", "old");
  ::chmod((folder_ / "a").c_str(), 0640);
  writeFile(folder_ / "a", "new");
  EXPECT_EQ(static_cast<int>(fs::status(folder_ / "a").permissions()), 0640);
}

TEST_F(Files, ThatAreNewFollowTheMask) {
  const mode_t old = ::umask(027);
  writeFile(folder_ / "a", "new");
  ::umask(old);
  EXPECT_EQ(static_cast<int>(fs::status(folder_ / "a").permissions()), 0640);
}

TEST_F(Files, AreWrittenThroughASymbolicLink) {
  writeFile(folder_ / "target", "old");
  fs::create_symlink("target", folder_ / "link");
  EXPECT_TRUE(writeFile(folder_ / "link", "new").empty());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(text(folder_ / "target"), "new");
}

TEST_F(Files, AreCreatedThroughALinkThatPointsNowhereYet) {
  fs::create_symlink("later", folder_ / "link");
  EXPECT_TRUE(writeFile(folder_ / "link", "new").empty());
  EXPECT_EQ(text(folder_ / "link"), "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
}

TEST_F(Files, ThatAreNotThereAreNamedWithTheReason) {
  const Result<std::string> read = readFile(folder_ / "missing");
  ASSERT_FALSE(read);
  EXPECT_EQ(toString(read.error().front()),
            (folder_ / "missing").string() + ": error: can't be opened: No such file or directory");
}

TEST_F(Files, AreNoFolders) {
  EXPECT_FALSE(readFile(folder_));
}

TEST_F(Files, LargerThanTheLimitAreRefused) {
  writeFile(folder_ / "a", "12345");
  EXPECT_TRUE(readFile(folder_ / "a", 5));
  EXPECT_FALSE(readFile(folder_ / "a", 4));
}

TEST_F(Files, InAMissingFolderCannotBeWritten) {
  const Diagnostics problems = writeFile(folder_ / "none" / "a", "x");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems.front().message, "can't be written: No such file or directory");
}

TEST_F(Files, ThatAreDevicesAreWrittenInPlace) {
  EXPECT_TRUE(writeFile("/dev/null", "x").empty());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

} // namespace loadline
