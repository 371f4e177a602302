#include "tests/architecture/source_tree.h"

#include "base/files.h"
#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::architecture {

std::vector<Include> includesOf(const std::string &file, const std::string &text) {
  std::vector<Include> includes;
  int number = 0;
  for (const std::string &line : split(text, '\n')) {
    ++number;
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#')
      continue;
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || line.compare(word, 7, "include") != 0)
      continue;
    const std::size_t open = line.find_first_of("<\"", word);
    const std::size_t close =
        open == std::string::npos ? open : line.find_first_of(">\"", open + 1);
    if (close != std::string::npos)
      includes.push_back(
          {file, number, line.substr(open + 1, close - open - 1), line[open] == '<'});
  }
  return includes;
}

std::vector<std::string> sourcesBelow(const std::filesystem::path &root,
                                      const std::vector<std::string> &folders) {
  std::vector<std::string> files;
  for (const std::string &folder : folders) {
    if (!std::filesystem::is_directory(root / folder))
      continue;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(root / folder))
      if (const auto kind = entry.path().extension(); kind == ".h" || kind == ".cpp")
        files.push_back(entry.path().lexically_relative(root).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string folderOf(const std::string &file) {
  return std::filesystem::path(file).parent_path().string();
}

std::filesystem::path sourceRoot() {
  return LOADLINE_SOURCE_DIR;
}

std::string textOf(const std::string &file) {
  const Result<std::string> text = readFile(sourceRoot() / file);
  EXPECT_TRUE(text.has_value()) << toString(text.error());
  return text ? *text : "";
}

} // namespace loadline::architecture
