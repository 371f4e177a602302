#include "analyzer/extract/compile_command.h"

#include <gtest/gtest.h>

#include <fstream>

namespace loadline::extract {
namespace {

namespace fs = std::filesystem;

fs::path databaseWith(const std::string &text) {
  const fs::path folder = fs::temp_directory_path() / "loadline_compile_database_test";
  fs::create_directories(folder);
  std::ofstream(folder / "compile_commands.json") << text;
  return folder / "compile_commands.json";
}

std::string faultOf(const std::string &text) {
  const auto commands = readCompileDatabase(databaseWith(text));
  return commands ? "" : commands.error().front().message;
}

TEST(CompileDatabase, ReadsCommandsAndArguments) {
  const auto commands = readCompileDatabase(databaseWith(R"([
    {"directory": "/b", "file": "b.cpp", "command": "c++ '-DX=a b' -c b.cpp"},
    {"directory": "/a", "file": "/a/a.cpp", "arguments": ["c++", "-DX=a b", "-c", "a.cpp"]}])"));
  ASSERT_TRUE(commands) << toString(commands.error());
  ASSERT_EQ(commands->size(), 2u);
  EXPECT_EQ((*commands)[0].file, "/a/a.cpp");
  EXPECT_EQ((*commands)[1].file, "/b/b.cpp");
  EXPECT_EQ((*commands)[0].arguments, (std::vector<std::string>{"c++", "-DX=a b", "-c", "a.cpp"}));
  EXPECT_EQ((*commands)[1].arguments, (std::vector<std::string>{"c++", "-DX=a b", "-c", "b.cpp"}));
}

TEST(CompileDatabase, HoldsEachDistinctCommandOnce) {
  const std::string entry = R"({"directory": "/a", "file": "a.cpp", "command": "c++ a.cpp"})";
  const std::string other = R"({"directory": "/a", "file": "a.cpp", "command": "c++ -DX a.cpp"})";
  EXPECT_EQ(
      readCompileDatabase(databaseWith("[" + entry + "," + other + "," + entry + "]"))->size(), 2u);
}

TEST(CompileDatabase, TakesARelativeDirectoryFromItsOwnPlace) {
  const fs::path database =
      databaseWith(R"([{"directory": "sub", "file": "a.cpp", "command": "c++ a.cpp"}])");
  EXPECT_EQ(readCompileDatabase(database)->front().file,
            (database.parent_path() / "sub/a.cpp").string());
}

TEST(CompileDatabaseFaults, AreTold) {
  EXPECT_EQ(faultOf("{}"), "a compile database is a list of commands");
  EXPECT_EQ(faultOf("[").rfind("not valid JSON: ", 0), 0u);
  EXPECT_EQ(faultOf(R"([{"file": "a.cpp"}])"), "an entry needs 'directory' and 'file'");
  EXPECT_EQ(faultOf(R"([5])"), "an entry needs 'directory' and 'file'");
  EXPECT_NE(
      faultOf(R"([{"directory": "/", "file": "a.cpp"}])").find("needs 'command' or 'arguments'"),
      std::string::npos);
}

TEST(CompileDatabase, IsFoundUpwardsAndInBuildFolders) {
  const fs::path root = fs::temp_directory_path() / "loadline_find_database_test";
  fs::create_directories(root / "build");
  fs::create_directories(root / "src/deep");
  std::ofstream(root / "build/compile_commands.json") << "[]";
  EXPECT_EQ(findCompileDatabase(root / "src/deep"), root / "build/compile_commands.json");
  EXPECT_EQ(findCompileDatabase("/proc/self"), fs::path());
}

} // namespace
} // namespace loadline::extract
