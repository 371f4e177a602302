#include "base/file_name.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace loadline {
namespace {

TEST(FileName, ReadsAsItWasSaid) {
  const std::string said = "src/main.cpp";
  EXPECT_EQ(FileName(said).str(), said);
  EXPECT_EQ(FileName(std::string_view("src/main.cpp.o", said.size())), said);
}

TEST(FileName, OfNothingIsEmpty) {
  EXPECT_TRUE(FileName().empty());
  EXPECT_TRUE(FileName("").empty());
  EXPECT_EQ(FileName().str(), "");
  EXPECT_EQ(FileName(), FileName(std::string()));
  EXPECT_FALSE(FileName("a").empty());
}

TEST(FileName, OutlivesTheTextItWasMadeOf) {
  FileName name;
  {
    std::string text = "a file with a name too long to be kept in place";
    name = text;
    text.assign(text.size(), 'x');
  }
  EXPECT_EQ(name, "a file with a name too long to be kept in place");
}

TEST(FileName, IsKeptOnce) {
  EXPECT_EQ(&FileName("once.cpp").str(), &FileName(std::string("once.cpp")).str());
}

TEST(FileName, IsOrderedByItsText) {
  std::vector<FileName> names = {"b.cpp", "a.cpp", "", "a.c"};
  std::sort(names.begin(), names.end());
  EXPECT_EQ(names, (std::vector<FileName>{"", "a.c", "a.cpp", "b.cpp"}));
}

TEST(FileName, IsMadeByAnyThread) {
  std::vector<std::vector<FileName>> made(4);
  std::vector<std::thread> threads;
  for (std::vector<FileName> &names : made)
    threads.emplace_back([&names] {
      for (int i = 0; i < 500; ++i)
        names.emplace_back("file" + std::to_string(i));
    });
  for (std::thread &thread : threads)
    thread.join();
  for (const std::vector<FileName> &names : made)
    EXPECT_EQ(names, made.front());
}

} // namespace
} // namespace loadline
