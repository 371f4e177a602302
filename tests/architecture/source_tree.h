#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace loadline::architecture {

/// One `#include` line.
struct Include {
  std::string file; ///< relative to the root
  int line = 0;
  std::string header; ///< between the quotes or brackets
  bool inBrackets = false;
};

/// The includes of one file's text.
std::vector<Include> includesOf(const std::string &file, const std::string &text);

/// Headers and sources below the folders of `root` named, relative and sorted; what is not there is
/// left out.
std::vector<std::string> sourcesBelow(const std::filesystem::path &root,
                                      const std::vector<std::string> &folders);

/// The folder of a relative path: "analyzer/bound" for "analyzer/bound/bound.h".
std::string folderOf(const std::string &file);

/// The root of the tree that this test was built from.
std::filesystem::path sourceRoot();

/// The text of a file of the tree; fails the test when it can't be read.
std::string textOf(const std::string &file);

} // namespace loadline::architecture
