#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <vector>

// Files are written in the format that the end of their name says. A kind has an `ending`, without
// the dot, and what writes it.

namespace loadline::models {

template <class Kinds>
std::vector<std::string> endingsOf(const Kinds &kinds) {
  std::vector<std::string> endings;
  for (const auto &kind : kinds)
    endings.emplace_back(kind.ending);
  return endings;
}

/// The kind that the end of a name says, in small letters or large ones; null for none.
template <class Kinds>
auto kindOf(const Kinds &kinds, const std::filesystem::path &file)
    -> decltype(&*std::begin(kinds)) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto &kind : kinds)
    if (ending == '.' + std::string(kind.ending))
      return &kind;
  return nullptr;
}

} // namespace loadline::models
