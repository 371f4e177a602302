#include "analyzer/extract/compile_command.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace loadline::extract {
namespace {

using Words = std::vector<std::string>;

AdjustedCommand adjusted(Words arguments, const std::string &directory = "/") {
  return adjustedForClang(
      {.directory = directory, .file = "/src/a.cpp", .arguments = std::move(arguments)});
}

/// What remains of the flags between the compiler and the source.
Words flagsOf(Words arguments) {
  return adjusted(std::move(arguments)).arguments;
}

TEST(CompileFlags, WhatClangKnowsStays) {
  EXPECT_EQ(flagsOf({"c++", "-std=c++17", "-DX=1", "-I", "inc", "-isystem", "sys", "-Iother",
                     "-pthread", "a.cpp"}),
            (Words{"c++", "-std=c++17", "-DX=1", "-I", "inc", "-isystem", "sys", "-Iother",
                   "-pthread", "/src/a.cpp"}));
}

TEST(CompileFlags, OfClThatStaysWhichFactsRestOn) {
  const AdjustedCommand command =
      adjusted({"C:\\tools\\CL.exe", "/nologo", "/W4", "/EHsc", "/Iinc", "/I", "other", "/DX=1",
                "-imsvc", "sys", "/std:c++latest", "/FIfirst.h", "/Foa.obj", "/c", "a.cpp"});
  EXPECT_EQ(command.arguments,
            (Words{"clang++", "-I", "inc", "-I", "other", "-D", "X=1", "-isystem", "sys",
                   "-std=c++2b", "-include", "first.h", "/src/a.cpp"}));
  EXPECT_EQ(command.notes.size(), 1);
}

TEST(CompileFlags, HeadersOfInstalledLibrariesAreTheSystems) {
  EXPECT_EQ(flagsOf({"c++", "-I/usr/include/qt6", "-I", "/usr/local/include/lib/", "-I/usr/include",
                     "-I/usr/include/x86_64-linux-gnu", "-Iinc", "a.cpp"}),
            (Words{"c++", "-isystem", "/usr/include/qt6", "-isystem", "/usr/local/include/lib/",
                   "-I/usr/include", "-I/usr/include/x86_64-linux-gnu", "-Iinc", "/src/a.cpp"}));
}

TEST(CompileFlags, OutputsAndDependencyFilesAreDropped) {
  EXPECT_EQ(flagsOf({"c++", "-c", "-o", "a.o", "-MMD", "-MF", "a.d", "-MT", "a.o", "-save-temps",
                     "a.cpp"}),
            (Words{"c++", "/src/a.cpp"}));
}

TEST(CompileFlags, NothingThatLoadsCodeStays) {
  EXPECT_EQ(flagsOf({"c++", "-fplugin=evil.so", "-Xclang", "-load", "-fpass-plugin=p.so", "a.cpp"})
                .front(),
            "c++");
  const Words kept = flagsOf({"c++", "-fplugin=evil.so", "-fpass-plugin=p.so", "a.cpp"});
  EXPECT_EQ(kept, (Words{"c++", "/src/a.cpp"}));
}

TEST(CompileFlags, AFlagThatClangDoesNotKnowIsDroppedAndTold) {
  const AdjustedCommand command = adjusted({"g++", "-fmade-up", "-O2", "a.cpp"});
  EXPECT_EQ(command.arguments, (Words{"g++", "-O2", "/src/a.cpp"}));
  EXPECT_EQ(command.notes, Words{"Clang does not know the flag '-fmade-up'; it was dropped"});
}

TEST(CompileFlags, WhatGccCompilesWithCoroutinesHasThemHereToo) {
  const Words macros = {"-DASIO_HAS_CO_AWAIT=1", "-DBOOST_ASIO_HAS_CO_AWAIT=1"};
  EXPECT_EQ(flagsOf({"g++", "-std=gnu++20", "a.cpp"}),
            (Words{"g++", macros[0], macros[1], "-std=gnu++20", "/src/a.cpp"}));
  EXPECT_EQ(adjusted({"g++", "-fcoroutines", "a.cpp"}).arguments,
            (Words{"g++", macros[0], macros[1], "-fcoroutines", "/src/a.cpp"}));
  EXPECT_EQ(flagsOf({"g++", "-std=c++20", "-std=c++17", "a.cpp"}),
            (Words{"g++", "-std=c++20", "-std=c++17", "/src/a.cpp"}));
  EXPECT_EQ(flagsOf({"clang++-19", "-std=c++20", "a.cpp"}),
            (Words{"clang++-19", "-std=c++20", "/src/a.cpp"}));
  EXPECT_EQ(flagsOf({"g++", "-std=c++20", "-DASIO_DISABLE_CO_AWAIT", "a.cpp"}),
            (Words{"g++", macros[1], "-std=c++20", "-DASIO_DISABLE_CO_AWAIT", "/src/a.cpp"}));
}

TEST(CompileFlags, LaunchersAreNoCompilers) {
  EXPECT_EQ(flagsOf({"/usr/bin/ccache", "distcc", "g++", "a.cpp"}), (Words{"g++", "/src/a.cpp"}));
}

TEST(CompileFlags, AFlagWithoutItsArgumentIsTold) {
  EXPECT_EQ(adjusted({"c++", "a.cpp", "-I"}).notes,
            Words{"the flag '-I' lacks its argument and was dropped"});
}

TEST(CompileFlags, ResponseFilesAreFollowedWhereTheyStand) {
  const auto folder = std::filesystem::temp_directory_path() / "loadline_compile_flags_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "outer.rsp") << "-DA \"-DB=x y\"\n@inner.rsp -DD";
  std::ofstream(folder / "inner.rsp") << "-DC";
  EXPECT_EQ(adjusted({"c++", "@outer.rsp", "-DE", "a.cpp"}, folder.string()).arguments,
            (Words{"c++", "-DA", "-DB=x y", "-DC", "-DD", "-DE", "/src/a.cpp"}));
}

TEST(CompileFlags, AResponseFileThatHoldsItselfEnds) {
  const auto folder = std::filesystem::temp_directory_path() / "loadline_compile_flags_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "self.rsp") << "-DA @self.rsp";
  const AdjustedCommand command = adjusted({"c++", "@self.rsp", "a.cpp"}, folder.string());
  ASSERT_EQ(command.notes.size(), 1u);
  EXPECT_NE(command.notes[0].find("nests too deeply"), std::string::npos);
}

TEST(CompileFlags, AMissingResponseFileIsTold) {
  EXPECT_EQ(adjusted({"c++", "@gone.rsp", "a.cpp"}).notes,
            Words{"the response file '/gone.rsp' can't be read"});
}

} // namespace
} // namespace loadline::extract
