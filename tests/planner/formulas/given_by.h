#pragma once

#include "planner/formulas/solve.h"

#include "base/text.h"

#include <algorithm>

namespace loadline::formulas {

/// `--in-flight 5 --time 2s` as what a user gave.
inline Given givenBy(std::string_view options) {
  const std::vector<std::string> words = split(options, ' ');
  Given given;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    std::string name = words[i].substr(2);
    std::replace(name.begin(), name.end(), '-', '_');
    given.emplace_back(name, words[i + 1]);
  }
  return given;
}

} // namespace loadline::formulas
